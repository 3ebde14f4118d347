"""A tool with every kind of field that is more than words and rows, and an empty sheet of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from brobygger.accounts.models import User
from brobygger.catalog import tools
from brobygger.sheets.domain.sheets import create_sheet
from brobygger.sheets.models import Sheet
from brobygger.workspaces.models import Workspace
from tests.sheets.conftest import TestPolicy

CACHES = (tools._library, tools._newest)


@pytest.fixture(name="_kinds", scope="module")
def kinds_tool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("content") / "tools"
    shutil.copytree(tools.TOOLS, folder)
    shutil.copy(Path(__file__).with_name("kinds.yaml"), folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tools, "TOOLS", folder)
        for cache in CACHES:
            cache.cache_clear()
        yield
    for cache in CACHES:
        cache.cache_clear()


@pytest.fixture(name="kinds")
def kinds_sheet(_kinds: None, policy: TestPolicy, workspace: Workspace, coordinator: User) -> Sheet:
    """An empty sheet with a field of each kind."""
    return create_sheet(
        workspace=workspace,
        tool=tools.tool("kinds"),
        title="Alle slags",
        owner_kind="test",
        by=coordinator,
    )
