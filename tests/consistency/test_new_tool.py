"""A new tool is one file: page, sheet, phone and paper come by themselves."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.catalog import tools
from brobygger.collaborations.domain.own_sheets import begin_own_sheet
from brobygger.collaborations.domain.sheets import share_sheet, start_sheet
from brobygger.collaborations.models import Collaboration, CollaborationSheet, Party
from brobygger.sheets.domain.queries import sheet_values
from brobygger.workspaces.models import Workspace
from tests.catalog.test_tools import GOOD
from tests.factories.collaborations import make_collaboration, make_representative, party_actor

# The same for all parties together, with other words.
JOINT = (
    GOOD.replace("id: probe", "id: shared")
    .replace('da: "Prøve", en: "Probe"', 'da: "Fælles prøve", en: "Joint probe"')
    .replace("belongs_to: organisation", "belongs_to: collaboration")
)
CACHES = (tools._library, tools._newest)


@pytest.fixture(autouse=True)
def _one_more_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = shutil.copytree(tools.TOOLS, tmp_path / "tools")
    (folder / "probe.yaml").write_text(GOOD, encoding="utf-8")
    (folder / "shared.yaml").write_text(JOINT, encoding="utf-8")
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
    for size in ("a3", "a4"):
        assert client.get(f"/w/birkelund/tools/probe/{size}.pdf").content.startswith(b"%PDF")


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


@pytest.fixture
def women(workspace: Workspace) -> Actor:
    return party_actor(workspace, "Kvinderne")


@pytest.fixture
def amina(women: Actor) -> User:
    return make_representative(women, "amina@kvinder.example")


@pytest.fixture
def collaboration(workspace: Workspace, women: Actor, coordinator: User) -> Collaboration:
    return make_collaboration(workspace, [women, party_actor(workspace, "Koret")], by=coordinator)


def test_it_can_be_begun_wherever_sheets_are_begun(
    as_user: Callable[[User], Client], amina: User, collaboration: Collaboration
) -> None:
    client = as_user(amina)
    together = client.get(f"/s/{collaboration.id}/sheets/").text
    assert "Prøve" in together
    assert "Fælles prøve" in together
    alone = client.get("/sheets/new/").text
    assert "Prøve" in alone
    assert "Fælles prøve" not in alone
    assert client.get("/sheets/new/?tool=probe").status_code == 200


def test_an_own_sheet_of_it_is_listed_found_typed_in_and_followed_over_time(
    as_user: Callable[[User], Client], women: Actor, amina: User
) -> None:
    sheet = begin_own_sheet(owner=women, tool=tools.tool("probe"), by=amina).sheet
    client = as_user(amina)
    client.post(f"/sheets/{sheet.id}/fields/first/", {"first-revision": "0", "first": "Havkajak"})

    assert f"/sheets/{sheet.id}/" in client.get("/sheets/").text
    found = client.get("/sheets/search/?q=havkajak&tool=probe").text
    assert '<option value="probe" selected>' in found
    assert f"/sheets/{sheet.id}/" in found
    table = client.get("/sheets/search.csv?q=havkajak").getvalue().decode()
    assert "Prøve" in table
    assert "Havkajak" in table
    assert "Havkajak" in client.get(f"/sheets/{sheet.id}/fields/first/history/").text
    assert client.get(f"/sheets/{sheet.id}/versions/").status_code == 200
    assert "Hvilken?" in client.get(f"/sheets/{sheet.id}/paper/type/second/").text


def test_what_is_shared_of_it_is_presented(
    as_user: Callable[[User], Client], women: Actor, amina: User, collaboration: Collaboration
) -> None:
    own = start_sheet(collaboration=collaboration, tool=tools.tool("probe"), owner=women, by=amina)
    client = as_user(amina)
    sent = {"first-revision": "0", "first": "Havkajak"}
    client.post(f"/sheets/{own.sheet_id}/fields/first/", sent)
    share_sheet(link=own, by=amina)
    page = reverse("comparison:presentation", args=[collaboration.id, women.id])
    assert "Havkajak" in client.get(page).text


def test_all_parties_write_in_a_joint_one(
    as_user: Callable[[User], Client], amina: User, collaboration: Collaboration
) -> None:
    client = as_user(amina)
    client.post(f"/s/{collaboration.id}/sheets/", {"tool": "shared"})
    link = CollaborationSheet.objects.get(collaboration=collaboration)
    assert link.joint
    assert "Hvilken?" in client.get(f"/sheets/{link.sheet_id}/").text


def test_a_workspace_can_take_it_along_and_make_it_its_own(
    as_user: Callable[[User], Client], coordinator: User
) -> None:
    client = as_user(coordinator)
    assert b"id: probe" in client.get("/w/birkelund/toolbox/files/probe.yaml").content
    response = client.post("/w/birkelund/toolbox/copy/", {"tool": "probe"}, follow=True)
    assert "Her er jeres egen udgave" in response.text
    assert "Hvilken?" in response.text or "Så" in response.text
