"""The pages of Methods and tools."""

from collections.abc import Callable

import pytest
from django.test import Client

from brobygger.accounts.models import User
from brobygger.catalog.tools import all_tools, tool
from brobygger.catalog.variants import variant_for


def test_the_list_shows_every_tool(as_user: Callable[[User], Client], reader: User) -> None:
    page = as_user(reader).get("/w/birkelund/tools/").content.decode()
    ours = [one.in_variant(variant_for(one, "municipality")) for one in all_tools()]
    assert all(one.title.da in page for one in ours)


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_tool_shows_how_to_use_it(
    as_user: Callable[[User], Client], reader: User, language: str
) -> None:
    client = as_user(reader)
    client.cookies["django_language"] = language
    reader.language = language
    reader.save()
    page = client.get("/w/birkelund/tools/t1_activity/").content.decode()
    for one in tool("t1_activity").steps:
        assert one.title.in_language(language) in page


def test_the_blank_sheet_is_an_a3_pdf(as_user: Callable[[User], Client], reader: User) -> None:
    response = as_user(reader).get("/w/birkelund/tools/t1_activity/a3.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-1.7")


def test_an_unknown_tool_is_not_found(as_user: Callable[[User], Client], reader: User) -> None:
    for address in ("/w/birkelund/tools/t99/", "/w/birkelund/tools/t99/a3.pdf"):
        assert as_user(reader).get(address).status_code == 404


def test_outsiders_find_nothing(
    as_user: Callable[[User], Client], reader: User, outsider: User
) -> None:
    assert as_user(outsider).get("/w/birkelund/tools/").status_code == 404


def test_the_agenda_says_when_each_step_begins(
    as_user: Callable[[User], Client], reader: User
) -> None:
    page = as_user(reader).get("/w/birkelund/tools/t8_status/").text
    assert "0:15" in page  # after five and ten minutes
    assert "0:55" in page


def test_a_theme_ends_with_its_question(as_user: Callable[[User], Client], reader: User) -> None:
    page = as_user(reader).get("/w/birkelund/tools/t16_dialogue/").text
    assert "Hvem mangler ved bordet?" in page


def test_the_themes_are_folded_until_they_are_all_opened(
    as_user: Callable[[User], Client], reader: User
) -> None:
    """Folded, a theme says what is in it; the words are there all the same, also for paper."""
    client = as_user(reader)
    folded, whole = (client.get(f"/w/birkelund/tools/t3_agreement/{q}") for q in ("", "?open=all"))
    themes = len(folded.context["themes"])
    assert folded.text.count('<details class="bb-part bb-asks__theme">') == themes > 4
    assert whole.text.count('<details class="bb-part bb-asks__theme" open>') == themes
    assert "Fold alt ud" in folded.text
    assert "Fold sammen" in whole.text


def test_a_newcomer_sees_where_to_begin(as_user: Callable[[User], Client], reader: User) -> None:
    page = as_user(reader).get("/w/birkelund/tools/").text
    assert page.count("Begynd her") == 1
    assert page.index("Begynd her") < page.index("Kommunens rammer") < page.index("Statusmødet")


def test_what_comes_before_and_after_is_a_click_away(
    as_user: Callable[[User], Client], reader: User
) -> None:
    page = as_user(reader).get("/w/birkelund/tools/t2_partner/").text
    assert "/w/birkelund/tools/t1_activity/" in page
    assert "/w/birkelund/tools/t3_agreement/" in page
    assert "side om side" in page


def test_the_words_suit_the_workspace_or_whom_one_asks_for(
    as_user: Callable[[User], Client], reader: User
) -> None:
    client = as_user(reader)
    address = "/w/birkelund/tools/t1_frames/"
    assert "<h1>Kommunens rammer" in client.get(address).text.replace("\n", "")
    for asked, title in [("association", "Foreningens"), ("", "Vores"), ("nobody", "Kommunens")]:
        assert f"<title>{title} rammer" in client.get(f"{address}?for={asked}").text


def test_the_blank_sheet_is_worded_too(as_user: Callable[[User], Client], reader: User) -> None:
    response = as_user(reader).get("/w/birkelund/tools/t1_frames/a3.pdf?for=association")
    assert response.content.startswith(b"%PDF-1.7")
