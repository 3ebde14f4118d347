"""A new tool is one file: page, sheet, phone and paper come by themselves."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client

from brobygger.accounts.models import User
from brobygger.catalog import tools
from brobygger.collaborations.models import CollaborationSheet, Party
from brobygger.sheets.domain.queries import sheet_values
from brobygger.workspaces.models import Workspace
from tests.catalog.test_tools import GOOD
from tests.factories.collaborations import make_collaboration, make_representative, party_actor

CACHES = (tools._library, tools._newest)


@pytest.fixture(autouse=True)
def _one_more_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = shutil.copytree(tools.TOOLS, tmp_path / "tools")
    (folder / "probe.yaml").write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr(tools, "TOOLS", folder)
    for cache in CACHES:
        cache.cache_clear()
    yield
    for cache in CACHES:
        cache.cache_clear()


def test_it_has_its_page_and_its_paper(as_user: Callable[[User], Client], reader: User) -> None:
    client = as_user(reader)
    assert "Prøve" in client.get("/w/birkelund/tools/").text
    assert "Hvilken?" in client.get("/w/birkelund/tools/probe/").text
    assert client.get("/w/birkelund/tools/probe/a3.pdf").content.startswith(b"%PDF")


def test_it_can_be_filled_in(
    as_user: Callable[[User], Client], workspace: Workspace, coordinator: User
) -> None:
    women, choir = party_actor(workspace, "Kvinderne"), party_actor(workspace, "Koret")
    client = as_user(make_representative(women, "amina@kvinder.example"))
    collaboration = make_collaboration(workspace, [women, choir], by=coordinator)
    party = Party.objects.get(collaboration=collaboration, actor=women)
    client.post(f"/s/{collaboration.id}/sheets/", {"tool": "probe", "party": str(party.id)})
    sheet = CollaborationSheet.objects.get().sheet
    sent = {"first-revision": "0", "first": "Vi begynder her."}
    client.post(f"/sheets/{sheet.id}/fields/first/", sent)
    assert sheet_values(sheet).text("first") == "Vi begynder her."
    assert "Vi begynder her." in client.get(f"/sheets/{sheet.id}/").text
    assert client.get(f"/sheets/{sheet.id}/a3.pdf").content.startswith(b"%PDF")
