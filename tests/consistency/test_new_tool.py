"""A new tool is one file: page, sheet, phone and paper come by themselves."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client

from brobygger.accounts.models import User
from brobygger.catalog import tools
from brobygger.collaborations.domain.sheets import share_sheet
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


def test_it_is_there_in_english_too(as_user: Callable[[User], Client], reader: User) -> None:
    reader.language = "en"
    reader.save()
    client = as_user(reader)
    assert "Probe" in client.get("/w/birkelund/tools/").text
    assert "Which?" in client.get("/w/birkelund/tools/probe/").text
    assert client.get("/w/birkelund/tools/probe/a3.pdf").content.startswith(b"%PDF")


def test_it_is_filled_in_wide_on_a_phone_and_on_paper(
    as_user: Callable[[User], Client], workspace: Workspace, coordinator: User
) -> None:
    women, choir = party_actor(workspace, "Kvinderne"), party_actor(workspace, "Koret")
    amina, ole = (
        make_representative(women, "amina@kvinder.example"),
        make_representative(choir, "ole@koret.example"),
    )
    collaboration = make_collaboration(workspace, [women, choir], by=coordinator)
    sheets = {}
    for person, actor, words in ((amina, women, "Vi begynder her."), (ole, choir, "Vi synger.")):
        client = as_user(person)
        party = Party.objects.get(collaboration=collaboration, actor=actor)
        begun = {"tool": "probe", "party": str(party.id)}
        client.post(f"/s/{collaboration.id}/sheets/", begun)
        link = CollaborationSheet.objects.get(collaboration=collaboration, owner=actor)
        sheets[actor] = link.sheet
        sent = {"first-revision": "0", "first": words}
        client.post(f"/sheets/{link.sheet.id}/fields/first/", sent)
        share_sheet(link=link, by=person)
    sheet = sheets[women]
    assert sheet_values(sheet).text("first") == "Vi begynder her."

    page = as_user(amina)
    for language, question in (("da", "Hvilken?"), ("en", "Which?")):
        amina.language = language
        amina.save()
        assert question in page.get(f"/sheets/{sheet.id}/").text
        assert question in page.get(f"/sheets/{sheet.id}/fields/second/").text
        for paper in ("a3", "a4", "blank", "blank-a4"):
            assert page.get(f"/sheets/{sheet.id}/{paper}.pdf").content.startswith(b"%PDF")
    data = page.get(f"/sheets/{sheet.id}/data.json").json()
    assert data["tool"]["id"] == "probe"
    assert "Vi begynder her." in page.get(f"/sheets/{sheet.id}/data.csv").text
    beside = CollaborationSheet.objects.filter(collaboration=collaboration).order_by("sheet_id")
    left, right = (link.sheet_id for link in beside)
    compared = page.get(f"/s/{collaboration.id}/compare/{left}/{right}/").text
    assert "begynder" in compared
    assert "synger" in compared
