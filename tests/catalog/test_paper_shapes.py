"""Notes, marks and pairs on paper: drawn, and said to those who listen."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from brobygger.catalog.paper import tool_pdf
from brobygger.catalog.schema import Tool
from brobygger.catalog.yaml_files import read_model
from tests.paper.reading import pages, read_aloud

Papers = dict[tuple[str, bool], bytes]
KINDS = Path(__file__).parent.parent / "sheets" / "kinds.yaml"

WRITTEN: dict[str, Any] = {
    "wall": {
        "notes": [
            {"id": "a", "text": "Nøgler til huset", "author": "Ida", "group": "now", "votes": "xy"},
            {"id": "b", "text": "Mad til alle"},
        ]
    },
    "approach": {
        "scale": [
            {"id": "group", "position": "6"},
            {"id": "a", "label": "Lektiehjælp", "position": "2", "note": "Faste tider"},
            {"id": "b", "label": "Kvindecafé", "position": "9"},
            {"id": "c", "label": "Nyt hold"},
        ]
    },
    "form": {"pair": {"present": ["amoeba"], "wished": ["rowing_boat"], "takes": "En fast ugedag"}},
    "contact": {"parts": {"name": "Ida Holm", "phone": "12 34 56 78"}},
}


@pytest.fixture(scope="module")
def tool() -> Tool:
    read: Tool = read_model(KINDS, Tool)
    return read


def pdf(tool: Tool, values: dict[str, Any], *, size: str = "a3", language: str = "da") -> bytes:
    return tool_pdf(tool, values, language=language, date=date(2027, 3, 4), size=size)


@pytest.fixture(scope="module")
def papers(tool: Tool) -> Papers:
    """Each size, blank and written on: two tests look at some of them."""
    return {
        (size, filled): pdf(tool, WRITTEN if filled else {}, size=size)
        for size in ("a3", "a4")
        for filled in (False, True)
    }


@pytest.mark.parametrize("size", ["a3", "a4"])
def test_all_that_is_written_stands_there(papers: Papers, size: str) -> None:
    text = read_aloud(papers[size, True])
    for words in (
        "Nøgler til huset",
        "Ida · 2 stemmer",
        "Mærkerne går fra 2 til 9",
        "Planen som helhed",
        "Faste tider",
        "Ikke sat på linjen endnu: Nyt hold",
        "En fast ugedag",
        "12 34 56 78",
    ):
        assert words in text
    assert text.count("(valgt)") == 2


@pytest.mark.parametrize("size", ["a3", "a4"])
def test_blank_it_asks_and_has_room(papers: Papers, size: str) -> None:
    text = read_aloud(papers[size, False])
    for words in ("Offentlig tilgang", "Civilsamfundets tilgang", "Sæt et nummer", "Hvad skal der"):
        assert words in text
    assert "(valgt)" not in text


def test_a_board_is_one_page(papers: Papers) -> None:
    assert len(pages(papers["a3", True])) == len(pages(papers["a3", False])) == 1


def test_it_speaks_english(tool: Tool) -> None:
    text = read_aloud(pdf(tool, WRITTEN, language="en"))
    for words in ("The marks go from 2 to 9", "(chosen)", "2 votes", "Not on the line yet"):
        assert words in text


def test_a_full_wall_and_a_full_line_follow_on_the_next_page(tool: Tool) -> None:
    notes = [{"id": f"{n:x}", "text": f"Seddel {n} " + "om noget vigtigt " * 12} for n in range(30)]
    marks = [{"id": f"{n:x}", "label": f"Nr. {n}", "position": "4"} for n in range(30)]
    made = pdf(tool, {"wall": {"notes": notes}, "approach": {"scale": marks}})
    assert len(pages(made)) > 1
    aloud = read_aloud(made)
    assert "Seddel 29" in aloud
    assert "Nr. 29" in aloud
