"""Sheets on A3: one page, nothing lost, any letters, and never mark-up."""

from datetime import date

import pytest

from brobygger.catalog.paper import tool_pdf
from brobygger.catalog.tools import all_tools, tool
from tests.paper.reading import check, pages, words

DAY = date(2027, 3, 4)
URL = "https://brobygger.example/sheets/0190/"


def t1(values: dict[str, object], language: str = "da") -> bytes:
    return tool_pdf(tool("t1_activity"), values, language=language, date=DAY, url=URL)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("one", all_tools(), ids=lambda one: one.id)
def test_a_blank_sheet_is_one_sound_page(one, language: str) -> None:  # type: ignore[no-untyped-def]
    pdf = tool_pdf(one, {}, language=language, date=DAY, url=URL)

    check(pdf, title=one.title.in_language(language), size="A3", page_count=1)
    text = words(pdf)
    assert all(field.title.in_language(language) in text for field in one.fields)


def test_what_is_written_stands_on_the_sheet() -> None:
    text = words(
        t1(
            {
                "purpose": {"text": "Et sted at mødes.\nÆbler, øl og ål."},
                "roles": {"rows": [{"task": "Lave kaffe", "role": "performing", "who": "Kurt"}]},
                "partner_methods": {"chosen": ["share"]},
            }
        )
    )
    for expected in ("Et sted at mødes.", "Æbler, øl og ål.", "Lave kaffe", "Udførende", "Kurt"):
        assert expected in text


def test_a_long_text_follows_whole_on_further_pages() -> None:
    long = " ".join(f"ord{n}" for n in range(3000))
    pdf = t1({"methods": {"text": long}})

    further = " ".join(pages(pdf)[1:]).split()
    assert [w for w in further if w.startswith("ord")] == long.split()


def test_many_rows_follow_whole_on_further_pages() -> None:
    rows = [{"task": f"Opgave{n}", "role": "bridging", "who": "Kurt"} for n in range(60)]
    further = " ".join(pages(t1({"needed": {"rows": rows}}))[1:])
    assert all(f"Opgave{n}" in further for n in range(60))


@pytest.mark.parametrize(
    "text",
    [
        "#set page(width: 1pt) *fed* _skrå_ $x$ `kode` @henvisning <mærke> \\ // = Titel",
        ']] }} ) ); #panic("nej") ${x} {{ 7 * 7 }} <script>alert(1)</script>',
    ],
)
def test_markup_in_a_text_stays_text(text: str) -> None:
    shown = words(t1({"purpose": {"text": text}}))
    assert "".join(text.split()) in "".join(shown.split())


@pytest.mark.parametrize(
    "text",
    [
        "😀 👩‍👩‍👧 🇩🇰 ❤️",
        "مرحبا بالعالم",
        "שלום עולם",
        "Žižek ąęń Ελληνικά Київ",
        "a\x07b\u200bc\u00ad",
    ],
)
def test_letters_of_the_world_do_not_fail(text: str) -> None:
    check(t1({"purpose": {"text": text}}), size="A3", page_count=1)


def test_what_no_typeface_draws_is_written_as_its_code() -> None:
    assert "‹U+4F60›" in words(t1({"purpose": {"text": "你 bor her"}}))


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert t1({"purpose": {"text": "Ens"}}) == t1({"purpose": {"text": "Ens"}})


def test_dates_and_choices_are_written_as_people_read_them() -> None:
    values = {
        "status_meetings": {"parts": {"every": "quarter", "first_on": "2027-04-01", "at": "19:00"}}
    }
    text = words(tool_pdf(tool("t3_agreement"), values, language="da", date=DAY))
    assert "Hvert kvartal" in text
    assert "1. april 2027" in text.replace("\n", " ")
    assert "19.00" in text


@pytest.mark.parametrize(
    "word", ["amina.yusuf-og-kurt.aeroe@kvarterhuset-vesterparken.example", "x" * 200, "Å" * 90]
)
def test_a_long_word_stays_in_its_cell(word: str) -> None:
    values = {"parties": {"rows": [{"organisation": "Huset", "email": word, "phone": "12345678"}]}}
    pdf = tool_pdf(tool("t3_agreement"), values, language="da", date=DAY)
    shown = words(pdf)
    assert "12345678" in shown
    assert word not in shown.splitlines()
    assert word[:12] in shown
