"""Every kind of field has its layout as a point of an agreement, on the page and on paper."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from brobygger.agreements.content import Clause, clauses_of
from brobygger.agreements.document import Document, read_document
from brobygger.agreements.models import AgreementVersion
from brobygger.agreements.printing import paper_clause
from brobygger.catalog.fields import Shape
from brobygger.catalog.schema import Tool
from brobygger.catalog.yaml_files import read_model
from brobygger.paper import AgreementPaper, agreement_pdf
from tests.paper.reading import check, words

KINDS = Path(__file__).parent.parent / "sheets" / "kinds.yaml"
# As sheets give it away: no keys of ours, votes as a number.
SAID: Mapping[str, Any] = {
    "wall": [
        {"text": "Flere unge", "author": "Amina", "group": "now", "votes": 3},
        {"text": "Et nyt køkken", "author": "", "group": "later", "votes": 0},
    ],
    "approach": {
        "group": {"position": 4, "note": ""},
        "marks": [
            {"label": "Lektiecafé", "position": 0, "note": "Skolen viser hen"},
            {"label": "Fællesspisning", "position": 9, "note": ""},
            {"label": "Mandecafé", "position": None, "note": ""},
        ],
    },
    "form": {
        "present": ["relay_runner"],
        "wished": ["football_team", "rowing_boat"],
        "present_words": "",
        "wished_words": "og med tid til kaffe",
        "takes": "Et fast møde hver måned",
        "satisfied": False,
    },
    "measures": [{"name": "Børn i kor", "unit": "børn", "target": "25", "now": "4"}],
    "contact": {"name": "Liv Damgaard", "role": "Korleder", "phone": "12 34 56 78", "email": ""},
    "who": [{"name": "Biblioteket", "why": "De har salen"}],
}


@pytest.fixture
def kinds() -> Tool:
    return read_model(KINDS, Tool)


def clause(kinds: Tool, field_id: str, said: Mapping[str, Any] = SAID) -> Clause:
    return next(one for one in clauses_of(kinds, said, "da") if one.id == field_id)


def told(clause: Clause) -> Iterator[str]:
    yield from filter(None, [clause.text, *clause.headers])
    for line in clause.lines:
        yield from (line.label, line.text)
    for row in clause.rows:
        yield from filter(None, row)


def test_every_shape_there_is_stands_here(kinds: Tool) -> None:
    known = {Shape.TEXT, Shape.CHOICE, *(field.shape for field in kinds.fields)}
    assert known == set(Shape)


def test_notes_are_rows_with_who_said_it_and_the_votes(kinds: Tool) -> None:
    wall = clause(kinds, "wall")
    assert wall.headers == ("Seddel", "Fra", "Gruppe", "Stemmer")
    assert wall.rows == (("Flere unge", "Amina", "Nu", "3"), ("Et nyt køkken", "", "Senere", ""))


def test_notes_without_names_and_groups_are_plain_lines(kinds: Tool) -> None:
    bare = [{**note, "author": "", "group": "", "votes": 0} for note in SAID["wall"]]
    assert clause(kinds, "wall", {"wall": bare}).text == "Flere unge\nEt nyt køkken"


def test_a_scale_tells_its_ends_the_spread_and_every_mark(kinds: Tool) -> None:
    approach = clause(kinds, "approach")
    assert approach.text == (
        "0 er Offentlig tilgang. 10 er Civilsamfundets tilgang. "
        "Mærkerne går fra 0 til 9 på en linje fra 0 til 10."
    )
    assert approach.rows == (
        ("Planen som helhed", "4, nærmest Offentlig tilgang", ""),
        ("Lektiecafé", "0, helt ved Offentlig tilgang", "Skolen viser hen"),
        ("Fællesspisning", "9, nærmest Civilsamfundets tilgang", ""),
        ("Mandecafé", "Ikke sat", ""),
    )


def test_a_pair_is_now_the_wish_and_what_it_takes(kinds: Tool) -> None:
    form = clause(kinds, "form")
    now, wished, takes = form.lines
    assert now.label == "Sådan er det nu"
    assert now.text == "Stafetløberen"
    assert wished.text == "Fodboldholdet, Robåden, og med tid til kaffe"
    assert takes.text == "Et fast møde hver måned"


def test_being_satisfied_is_a_full_answer(kinds: Tool) -> None:
    content = {"form": {**SAID["form"], "wished": [], "wished_words": "", "takes": ""}}
    content["form"]["satisfied"] = True
    form = clause(kinds, "form", content)
    assert form.text == "Vi er tilfredse og ændrer ikke noget"
    assert [line.text for line in form.lines] == ["Stafetløberen"]


def test_nothing_said_is_an_empty_point(kinds: Tool) -> None:
    assert all(one.is_empty for one in clauses_of(kinds, {}, "da"))


def test_no_point_is_told_as_a_program_would(kinds: Tool) -> None:
    for one in clauses_of(kinds, SAID, "da"):
        assert not one.is_empty
        assert not any("{" in words or "None" in words for words in told(one))


def test_what_is_locked_is_read_back_as_it_was(kinds: Tool) -> None:
    clauses = tuple(clauses_of(kinds, SAID, "da"))
    document = Document(
        agreement=str(uuid4()), number=1, language="da", title="Kor", frozen_on="2027-03-04",
        tool="kinds", tool_version=1, parties=(), clauses=clauses, values=dict(SAID),
    )  # fmt: skip
    read = read_document(AgreementVersion(content=document.canonical())).clauses
    assert read == tuple(replace(one, question="") for one in clauses)


def test_it_stands_on_paper_with_every_word(kinds: Tool) -> None:
    clauses = clauses_of(kinds, SAID, "da")
    pdf = agreement_pdf(
        AgreementPaper(
            title="Kor i klubben",
            number=1,
            date=date(2027, 3, 4),
            parties=(),
            clauses=tuple(paper_clause(one) for one in clauses),
        )
    )

    check(pdf, title="Kor i klubben", size="A4")
    text = " ".join(words(pdf).split())
    for one in clauses:
        assert one.title in text
        for said in told(one):
            assert " ".join(said.split()) in text
