"""Sheets on A4: standing up, field under field, nothing lost, and what is private says so."""

from collections.abc import Mapping
from datetime import date

import pytest

from brobygger.catalog.paper import tool_pdf
from brobygger.catalog.tools import all_tools, tool
from tests.paper.reading import check, pages, read_aloud, words

DAY = date(2027, 3, 4)
URL = "https://brobygger.example/sheets/0190/"


def a4(tool_id: str, values: Mapping[str, object], **more: object) -> bytes:
    return tool_pdf(
        tool(tool_id), values, language="da", date=DAY, url=URL, size="a4", **more  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize("one", all_tools(), ids=lambda one: one.id)
def test_every_tool_stands_on_a_few_sound_pages(one) -> None:  # type: ignore[no-untyped-def]
    pdf = tool_pdf(one, {}, language="en", date=DAY, url=URL, size="a4")

    check(pdf, title=one.title.en, size="A4")
    shown = pages(pdf)
    assert len(shown) <= 5
    assert all(words_of_page.strip() for words_of_page in shown)
    heard = " ".join(read_aloud(pdf).split())
    assert all(field.title.en in heard for field in one.fields)


def test_every_text_has_lines_for_the_pen_however_many_fields_there_are() -> None:
    """The agreement asks most; its fields are not squeezed to keep the pages few."""
    crowded = len(tool("t3_agreement").fields)
    shown = pages(a4("t3_agreement", {}))
    assert crowded / len(shown) < 6


def test_a_long_text_grows_over_the_pages_and_the_rest_follows() -> None:
    long = " ".join(f"xyz{n}" for n in range(3000))
    pdf = a4("t1_activity", {"methods": {"text": long}})

    check(pdf, size="A4")
    assert [w for w in words(pdf).split() if w.startswith("xyz")] == long.split()
    assert "Drøft til sidst" in words(pdf)


def test_two_narrow_fields_where_one_is_too_long_get_the_whole_width() -> None:
    long = " ".join(f"xyz{n}" for n in range(3000))
    shown = words(a4("t2_partner", {"frames": {"text": long}, "goals": {"text": "Kort mål"}}))

    assert [w for w in shown.split() if w.startswith("xyz")] == long.split()
    assert "Kort mål" in shown


def test_a_private_field_says_that_it_is_never_shared() -> None:
    private = [field for field in tool("t1_closing").fields if field.private]

    assert private
    for size in ("a3", "a4"):
        pdf = tool_pdf(tool("t1_closing"), {}, language="da", date=DAY, size=size)
        assert words(pdf).count("Deles aldrig") == len(private)


def test_a_field_the_reader_may_not_see_holds_nothing() -> None:
    values = {"purpose": {"text": "Fælles hverdag"}, "methods": {"text": "Hemmeligt"}}
    for size in ("a3", "a4"):
        pdf = tool_pdf(
            tool("t1_activity"), values, language="da", date=DAY, size=size, readable={"purpose"}
        )
        assert "Fælles hverdag" in words(pdf)
        assert "Hemmeligt" not in words(pdf)


def test_a_written_sheet_is_no_longer_than_what_stands_in_it() -> None:
    values = {field.id: {"text": "Kort"} for field in tool("t1_activity").fields[:1]}
    assert len(pages(a4("t1_activity", values))) <= len(pages(a4("t1_activity", {})))


def test_no_page_is_left_with_next_to_nothing_on_it() -> None:
    """A blank page gives a little room for it; a written one shares its fields out evenly."""
    assert len(pages(a4("t1_closing", {}))) == 2
    assert len(pages(a4("t17_visit", {}))) == 2

    table = {"rows": [{"what": "Salen", "task": "Salen"}] * 4}
    fields = tool("t7_match").fields
    *_, last = pages(a4("t7_match", {one.id: table for one in fields if one.shape == "rows"}))
    assert sum(one.title.da in last for one in fields) > 2
