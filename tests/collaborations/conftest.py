"""The cast of a collaboration: two parties, each with a person, and the municipality."""

import pytest

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.collaborations.models import Collaboration
from brobygger.workspaces.models import Workspace
from tests.factories.collaborations import (
    KVINDER,
    SENIORER,
    make_collaboration,
    make_representative,
    party_actor,
)


@pytest.fixture
def women(workspace: Workspace) -> Actor:
    return party_actor(workspace, KVINDER)


@pytest.fixture
def seniors(workspace: Workspace) -> Actor:
    return party_actor(workspace, SENIORER)


@pytest.fixture
def amina(women: Actor) -> User:
    """Speaks for Kvindeforeningen."""
    return make_representative(women, "amina@kvinder.example")


@pytest.fixture
def kurt(seniors: Actor) -> User:
    """Speaks for Seniornetværket."""
    return make_representative(seniors, "kurt@seniorer.example")


@pytest.fixture
def collaboration(
    workspace: Workspace, women: Actor, seniors: Actor, coordinator: User
) -> Collaboration:
    return make_collaboration(workspace, [women, seniors], by=coordinator)
