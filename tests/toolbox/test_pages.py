"""A workspace's own tool from the first title to the list, with forms alone."""

import json
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from brobygger.accounts.models import User
from brobygger.catalog.exceptions import UnknownTool
from brobygger.catalog.tools import all_tools, tool
from brobygger.toolbox.domain.drafts import draft_of
from brobygger.toolbox.models import ToolVersion, WorkspaceTool
from brobygger.workspaces.models import Workspace
from tests.catalog.test_tools import GOOD
from tests.toolbox.conftest import HOME, OWN

pytestmark = pytest.mark.django_db


def field(own: WorkspaceTool, field_id: str) -> dict[str, object]:
    """The field as the draft has it."""
    own.refresh_from_db()
    return next(one for one in draft_of(own).data["fields"] if one["id"] == field_id)


def ids(own: WorkspaceTool) -> list[str]:
    own.refresh_from_db()
    return [one["id"] for one in draft_of(own).data["fields"]]


def test_from_nothing_to_the_list(browser: Client, workspace: Workspace) -> None:
    title = {"title-da": "Vores møde", "title-en": "Our meeting"}
    home = browser.post(f"{HOME}begin/", title, follow=True).redirect_chain[-1][0]
    assert home == f"{HOME}own/vores_moede/"
    added = browser.post(
        f"{home}add/", {"kind": "text", "title-da": "Glæde", "title-en": "Joy"}, follow=True
    )
    assert "Den danske tekst mangler" in added.text
    words = {"title-da": "Glæde", "title-en": "Joy", "question-da": "Hvad?", "question-en": "What?"}
    browser.post(f"{home}fields/glaede/", {**words, "lines": "3", "do": "save"})
    texts = {
        f"{one}-{two}": "Ord." for one in ("summary", "when", "people") for two in ("da", "en")
    }
    chosen = {"belongs_to": "organisation", "speaks_of": "owner", "sources": "own_experience"}
    browser.post(f"{home}texts/", {**title, **texts, **chosen, "do": "save"})
    step = {f"steps-0-{one}-{two}": "Mød." for one in ("title", "text") for two in ("da", "en")}
    browser.post(f"{home}steps/", {"steps-count": "1", **step, "steps-0-minutes": "20"})
    assert "mangler, før I kan udgive" not in browser.get(home).text

    done = browser.post(f"{home}publish/", {"note": "Første"}, follow=True)
    assert done.redirect_chain[-1][0] == "/w/birkelund/tools/vores_moede/"
    assert "Hvad?" in done.text
    assert tool("vores_moede", 1, workspace_id=workspace.id).minutes == 20


def test_a_copy_of_ours_can_be_published_as_it_is(browser: Client, workspace: Workspace) -> None:
    page = browser.post(f"{HOME}copy/", {"tool": "t9_idea"}, follow=True)
    home = page.redirect_chain[-1][0]
    browser.post(f"{home}publish/")
    assert [one.title.da for one in all_tools(workspace.id)][-1].endswith("(vores udgave)")


def test_others_have_no_such_tool(
    published: WorkspaceTool, as_user: Callable[[User], Client], outsider: User
) -> None:
    theirs = as_user(outsider)
    assert theirs.get("/w/nabokommune/tools/probe/").status_code == 404
    assert theirs.get("/w/nabokommune/tools/probe/a3.pdf").status_code == 404
    assert theirs.get("/w/nabokommune/toolbox/own/probe/").status_code == 404
    assert theirs.get("/w/nabokommune/toolbox/files/probe.yaml").status_code == 404
    assert theirs.get(OWN).status_code == 404
    assert "Prøve" not in theirs.get("/w/nabokommune/tools/").text


@pytest.mark.parametrize("role", ["adviser", "reader"])
def test_others_of_the_workspace_use_it(
    role: str,
    published: WorkspaceTool,
    as_user: Callable[[User], Client],
    request: pytest.FixtureRequest,
) -> None:
    client = as_user(request.getfixturevalue(role))
    assert "Prøve" in client.get("/w/birkelund/tools/").text
    assert client.get("/w/birkelund/toolbox/files/probe.yaml").status_code == 200
    assert client.get(OWN).status_code == 403
    assert client.post(f"{OWN}withdraw/").status_code == 403


def test_a_field_is_removed_and_comes_back(browser: Client, own: WorkspaceTool) -> None:
    page = browser.post(f"{OWN}fields/second/remove/", follow=True)
    assert ids(own) == ["first"]
    assert "Fortryd: fjernede feltet «Så»" in page.text
    browser.post(f"{OWN}undo/", {"seen": "2"})
    assert ids(own) == ["first", "second"]
    browser.post(f"{OWN}undo/", {"seen": "1", "do": "redo"})
    assert ids(own) == ["first"]


def test_undo_never_undoes_somebody_elses_change(browser: Client, own: WorkspaceTool) -> None:
    browser.post(f"{OWN}fields/second/remove/")
    browser.post(f"{OWN}fields/first/place/", {"move": "narrower"})
    page = browser.post(f"{OWN}undo/", {"seen": "2"}, follow=True)
    assert "En anden har rettet redskabet imens" in page.text
    assert ids(own) == ["first"]


def test_fields_move_by_buttons(browser: Client, own: WorkspaceTool) -> None:
    browser.post(f"{OWN}fields/second/place/", {"move": "earlier"})
    assert ids(own) == ["second", "first"]
    page = browser.post(f"{OWN}fields/first/place/", {"move": "wider"}, follow=True)
    assert "ligger oven i" in page.text
    browser.post(f"{OWN}paper/", {"do": "arrange"})
    assert field(own, "first")["area"] == {"column": 1, "width": 7, "row": 5, "height": 4}
    assert draft_of(own).problems() == []


def test_answers_are_added_moved_and_removed(browser: Client, own: WorkspaceTool) -> None:
    page = browser.get(f"{OWN}fields/second/?more=choices").text
    assert 'name="choices-2-title-da"' in page
    sent = {
        "title-da": "Så", "title-en": "Then", "question-da": "Hvilken?", "question-en": "Which?",
        "choices-count": "3",
        "choices-0-id": "a", "choices-0-title-da": "A", "choices-0-title-en": "A",
        "choices-1-id": "b", "choices-1-title-da": "B", "choices-1-title-en": "B",
        "choices-2-title-da": "Måske ø", "choices-2-title-en": "Maybe",
    }  # fmt: skip
    browser.post(f"{OWN}fields/second/", {**sent, "do": "up:choices:2"})
    choices = field(own, "second")["choices"]
    assert isinstance(choices, list)
    assert [one["id"] for one in choices] == ["a", "maaske_oe", "b"]
    browser.post(f"{OWN}fields/second/", {**sent, "do": "remove:choices:0"})
    choices = field(own, "second")["choices"]
    assert isinstance(choices, list)
    assert [one["id"] for one in choices] == ["b", "maaske_oe"]


def test_two_who_write_in_the_same_field(browser: Client, own: WorkspaceTool) -> None:
    import re

    page = browser.get(f"{OWN}fields/first/").text
    found = re.search(r'name="seen" value="(\w{16})"', page)
    assert found
    words = {"title-da": "Mit", "title-en": "Mine", "question-da": "?", "question-en": "?"}
    browser.post(f"{OWN}fields/first/", {**words, "title-da": "Dit", "do": "save"})
    late = browser.post(f"{OWN}fields/first/", {**words, "seen": found[1], "do": "save"})
    assert late.status_code == 409
    assert 'value="Mit"' in late.text
    assert field(own, "first")["title"] == {"da": "Dit", "en": "Mine"}


def test_what_is_wrong_is_said_while_one_writes(browser: Client, own: WorkspaceTool) -> None:
    words = {"title-da": "Kun dansk", "question-da": "?", "question-en": "?", "do": "check"}
    answer = browser.post(f"{OWN}fields/first/", words, headers={"HX-Request": "true"})
    assert "Den engelske tekst mangler" in answer.text
    assert field(own, "first")["title"] == {"da": "Først", "en": "First"}


def test_it_is_looked_at_on_screen_and_on_paper(browser: Client, own: WorkspaceTool) -> None:
    assert "Hvilken?" in browser.get(f"{OWN}preview/").text
    assert browser.get(f"{OWN}preview/a3.pdf").content.startswith(b"%PDF")


def test_what_has_problems_is_not_published(browser: Client, own: WorkspaceTool) -> None:
    browser.post(f"{OWN}fields/first/", {"title-da": "Kun dansk", "do": "save"})
    page = browser.post(f"{OWN}publish/", follow=True)
    assert "ikke udgivet" in page.text
    assert not ToolVersion.objects.exists()


def test_a_newer_version_leaves_the_older_one(
    browser: Client, published: WorkspaceTool, workspace: Workspace
) -> None:
    browser.post(f"{OWN}fields/second/remove/")
    assert "Fjernet felt: Så" in browser.get(f"{OWN}publish/").text
    browser.post(f"{OWN}publish/")
    old, new = (tool("probe", one, workspace_id=workspace.id) for one in (1, 2))
    assert (len(old.fields), len(new.fields)) == (2, 1)
    assert tool("probe", workspace_id=workspace.id) == new
    file = browser.get(f"{HOME}files/probe.yaml?version=1")
    assert file["Content-Disposition"] == 'attachment; filename="probe.v1.yaml"'
    assert "second" in file.text


def test_withdrawn_it_is_off_the_list_and_still_works(
    browser: Client, published: WorkspaceTool, workspace: Workspace
) -> None:
    browser.post(f"{OWN}withdraw/")
    assert "probe" not in [one.id for one in all_tools(workspace.id)]
    assert tool("probe", 1, workspace_id=workspace.id).version == 1
    browser.post(f"{OWN}list-again/")
    assert "probe" in [one.id for one in all_tools(workspace.id)]


def test_a_draft_thrown_away_can_be_brought_back(browser: Client, published: WorkspaceTool) -> None:
    browser.post(f"{OWN}fields/second/remove/")
    browser.post(f"{OWN}discard/")
    assert ids(published) == ["first", "second"]
    assert "Hent de kasserede rettelser tilbage" in browser.get(OWN).text
    browser.post(f"{OWN}bring-back/")
    assert ids(published) == ["first"]


def test_a_tool_never_published_can_be_deleted_and_brought_back(
    browser: Client, own: WorkspaceTool
) -> None:
    page = browser.post(f"{OWN}discard/", follow=True)
    assert "Fortryd, og hent det tilbage" in page.text
    assert browser.get(OWN).status_code == 404
    browser.post(f"{OWN}bring-back/")
    assert browser.get(OWN).status_code == 200


def test_the_file_is_written_in_directly(browser: Client, own: WorkspaceTool) -> None:
    text = GOOD.replace("Hvilken?", "Hvad så?")
    browser.post(f"{OWN}text/", {"text": text})
    own.refresh_from_db()
    assert draft_of(own).file.text.strip() == text.strip()
    broken = browser.post(f"{OWN}text/", {"text": text + "\n\tx: ["})
    assert broken.status_code == 422
    assert "Linje 27" in broken.text
    assert "x: [" in broken.text


def upload(browser: Client, content: bytes, **sent: str) -> str:
    """Take the file in, and answer the page one ends on."""
    file = SimpleUploadedFile("redskab.yaml", content)
    return browser.post(f"{HOME}take-in/", {"file": file, **sent}, follow=True).text


def test_a_file_is_taken_in(browser: Client, workspace: Workspace) -> None:
    assert "taget ind som kladde" in upload(browser, GOOD.encode())
    assert WorkspaceTool.objects.get(workspace=workspace).tool_id == "probe"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (GOOD.replace("kind: text", "kind: tekst").encode(), "slags felt, der hedder «tekst»"),
        (GOOD.replace("id: second", "id: first").encode(), "Id&#x27;et «first» står allerede"),
        (GOOD.encode("utf-8").replace(b'"S\xc3\xa5"', b'"S\xe5"'), "ikke gemt som UTF-8"),
        (b"a: &x 1", "Henvisninger"),
        (b"\x89PNG\r\n\x1a\n\x00", "UTF-8"),
        (b"x" * 300_000, "for stor"),
        (b"", "Filen er tom"),
    ],
)
def test_a_wrong_file_is_no_tool_and_nothing_is_lost(
    browser: Client, content: bytes, words: str
) -> None:
    assert words in upload(browser, content)
    assert not WorkspaceTool.objects.exists()


def test_a_file_that_lacks_words_can_be_put_right_in_the_form(
    browser: Client, workspace: Workspace
) -> None:
    text = GOOD.replace('{da: "Først", en: "First"}', '{da: "Først"}')
    page = upload(browser, text.encode())
    assert "Linje 15" in page
    assert "Tag ind som kladde, og ret det dér" in page
    page = browser.post(f"{HOME}take-in/", {"text": text, "do": "as-draft"}, follow=True).text
    assert "Den engelske tekst mangler" in page


def test_a_file_with_the_id_of_one_we_have(browser: Client, published: WorkspaceTool) -> None:
    newer = GOOD.replace("Hvilken?", "Hvad så?")
    assert "allerede et redskab" in upload(browser, newer.encode())
    browser.post(f"{HOME}take-in/", {"text": newer, "do": "as-newer"})
    assert field(published, "second")["question"] == {"da": "Hvad så?", "en": "Which?"}
    browser.post(f"{HOME}take-in/", {"text": newer, "do": "as-new"})
    assert set(WorkspaceTool.objects.values_list("tool_id", flat=True)) == {"probe", "probe_2"}


def test_a_tool_of_the_house_comes_in_as_a_copy(browser: Client) -> None:
    text = browser.get(f"{HOME}files/t9_idea.yaml").text
    assert "følger med huset" in upload(browser, text.encode())
    browser.post(f"{HOME}take-in/", {"text": text, "do": "as-new"})
    assert WorkspaceTool.objects.get().tool_id == "idea"


def test_what_one_workspace_shares_another_takes_in(
    browser: Client,
    published: WorkspaceTool,
    as_user: Callable[[User], Client],
    outsider: User,
    other_workspace: Workspace,
) -> None:
    shared = browser.get(f"{HOME}files/probe.yaml").content
    theirs = as_user(outsider)
    file = SimpleUploadedFile("probe.yaml", shared)
    theirs.post("/w/nabokommune/toolbox/take-in/", {"file": file})
    theirs.post("/w/nabokommune/toolbox/own/probe/publish/")
    assert tool("probe", workspace_id=other_workspace.id).title.da == "Prøve"


def test_script_in_a_text_is_only_text(browser: Client, own: WorkspaceTool) -> None:
    bad = "<script>alert(1)</script>"
    words = {"title-da": bad, "title-en": bad, "question-da": bad, "question-en": bad}
    browser.post(f"{OWN}fields/first/", {**words, "do": "save"})
    browser.post(f"{OWN}publish/")
    for page in (OWN, f"{OWN}preview/", f"{OWN}text/", "/w/birkelund/tools/probe/"):
        assert bad not in browser.get(page).text
    assert browser.get("/w/birkelund/tools/probe/a3.pdf").content.startswith(b"%PDF")


def test_in_english_it_is_english(browser: Client, published: WorkspaceTool) -> None:
    with translation.override("en"):
        assert published.title == "Probe"


def test_no_published_tool_is_known_without_its_workspace(published: WorkspaceTool) -> None:
    with pytest.raises(UnknownTool):
        tool("probe")


def test_every_tool_of_the_house_keeps_ids_apart() -> None:
    assert all(one.id.startswith("t") and one.id[1].isdigit() for one in all_tools())
    assert json.dumps([one.id for one in all_tools()])
