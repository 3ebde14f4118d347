"""A tool the cast has made, and the file it could have come from."""

from collections.abc import Callable

import pytest
from django.test import Client

from brobygger.accounts.models import User
from brobygger.toolbox.domain.tools import publish, take_in
from brobygger.toolbox.models import WorkspaceTool
from brobygger.toolbox.reading import read_text
from brobygger.workspaces.models import Workspace
from tests.catalog.test_tools import GOOD

HOME = "/w/birkelund/toolbox/"
OWN = f"{HOME}own/probe/"


@pytest.fixture
def own(workspace: Workspace, coordinator: User) -> WorkspaceTool:
    """A draft with two fields that could be published."""
    return take_in(workspace=workspace, file=read_text(GOOD), by=coordinator)


@pytest.fixture
def published(own: WorkspaceTool, coordinator: User) -> WorkspaceTool:
    """The same, in use as version 1."""
    publish(tool=own, by=coordinator)
    own.refresh_from_db()
    return own


@pytest.fixture
def browser(as_user: Callable[[User], Client], coordinator: User) -> Client:
    """The coordinator's."""
    return as_user(coordinator)
