"""What stays as it is when a tool has been published, names of mirrors, and the printed preview."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from brobygger.catalog.tools import tool
from brobygger.toolbox.domain.drafts import draft_of
from brobygger.toolbox.models import WorkspaceTool
from tests.catalog.test_tools import GOOD
from tests.toolbox.conftest import HOME, OWN

pytestmark = pytest.mark.django_db


def fields(own: WorkspaceTool) -> dict[str, Any]:
    """The draft's fields by id."""
    own.refresh_from_db()
    return {one["id"]: one for one in draft_of(own).data["fields"]}


AS_LIST = GOOD.replace("kind: text", "kind: date")


def test_a_field_of_a_published_tool_keeps_its_kind_in_the_file(
    browser: Client, published: WorkspaceTool
) -> None:
    page = browser.post(f"{OWN}text/", {"text": AS_LIST})
    assert page.status_code == 422
    assert "Linje 14" in page.text
    assert "af slagsen «text»" in page.text
    assert browser.post(f"{OWN}text/", {"text": GOOD}).status_code == 302


def test_a_newer_version_from_a_file_keeps_the_kinds(
    browser: Client, published: WorkspaceTool
) -> None:
    page = browser.post(f"{HOME}take-in/", {"text": AS_LIST, "do": "as-newer"})
    assert page.status_code == 422
    assert "af slagsen «text»" in page.text
    assert browser.post(f"{HOME}take-in/", {"text": AS_LIST, "do": "as-new"}).status_code == 302


def test_a_draft_never_published_may_change_its_kinds(browser: Client, own: WorkspaceTool) -> None:
    assert browser.post(f"{OWN}text/", {"text": AS_LIST}).status_code == 302


def test_a_new_field_of_another_kind_never_gets_the_id_of_a_removed_one(
    browser: Client, published: WorkspaceTool
) -> None:
    browser.post(f"{OWN}fields/first/remove/")
    browser.post(f"{OWN}add/", {"kind": "scale", "title-da": "First", "title-en": "First"})
    browser.post(f"{OWN}add/", {"kind": "text", "title-da": "First", "title-en": "First"})
    assert list(fields(published)) == ["second", "first_2", "first"]


def test_a_mirror_is_called_what_its_field_is_called_until_it_gets_a_name(
    browser: Client, own: WorkspaceTool
) -> None:
    sent = {"do": "save", "title-da": "", "title-en": "First", "mirrors-add": "t2_partner.frames"}
    browser.post(f"{OWN}fields/first/", sent)
    there = tool("t2_partner").field("frames").title
    assert fields(own)["first"]["mirrors"][0]["title"] == {"da": there.da, "en": "First"}
    named = {"mirrors": "t2_partner.frames", "mirror-da-t2_partner.frames": "Rammerne"}
    browser.post(f"{OWN}fields/first/", {"do": "save", "title-da": "Først", **named})
    assert fields(own)["first"]["mirrors"][0]["title"] == {"da": "Rammerne", "en": "First"}
    assert 'value="Rammerne"' in browser.get(f"{OWN}fields/first/").text


def test_the_preview_is_printed_on_both_sizes(browser: Client, own: WorkspaceTool) -> None:
    page = browser.get(f"{OWN}preview/").text
    for size, width in (("a3", 1191), ("a4", 595)):
        assert f"preview/{size}.pdf" in page
        paper = PdfReader(BytesIO(browser.get(f"{OWN}preview/{size}.pdf").content)).pages[0]
        assert round(float(paper.mediabox.width)) == width


def test_long_lists_lie_folded_behind_what_is_chosen(browser: Client, own: WorkspaceTool) -> None:
    page = browser.get(f"{OWN}texts/").text
    sources = page.split('id="input-sources"')[1].split("</fieldset>")[0]
    assert "<summary>Brobygger" in sources
    assert sources.count("checked") == 1
    assert 'bb-toolbox-add">' in browser.get(OWN).text
