"""Agreements on paper: what was agreed, who signed, and the proof."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from brobygger.paper import (
    AgreementPaper,
    PaperAuditLine,
    PaperClause,
    PaperError,
    PaperParty,
    PaperSignature,
    PaperTable,
    agreement_pdf,
    render,
)
from tests.paper.reading import check, info, pages, read_aloud, words
from tests.paper.typical import LEVEL, typical

HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
PAPER = AgreementPaper(
    title="Fodbold i Vesterparken",
    number=2,
    date=date(2027, 3, 4),
    parties=(
        PaperParty("Kvarterhuset", "Amina Yusuf", "amina@kvarterhuset.example", "12 34 56 78"),
        PaperParty("Boldklubben", "Kurt Ærø"),
    ),
    clauses=(
        PaperClause("Fælles formål", "Børn skal møde to foreninger."),
        PaperClause(
            "Det giver hver part", table=PaperTable(("Hvad", "Fra hvem"), (("Salen", "Huset"),))
        ),
        PaperClause("Statusmøder", points=("Hvert kvartal", "Amina indkalder")),
        PaperClause("Forankring"),
    ),
    signatures=(
        PaperSignature(
            "Kvarterhuset", "Amina Yusuf", datetime(2027, 3, 5, 18, tzinfo=UTC), "Link og kode"
        ),
        PaperSignature("Boldklubben", "Kurt Ærø"),
    ),
    content_hash=HASH,
    audit=(PaperAuditLine(datetime(2027, 3, 4, 18, tzinfo=UTC), "Kurt åbnede aftalen"),),
    verify_url="https://brobygger.example/verify/9f86",
)


def test_the_agreement_says_everything() -> None:
    pdf = agreement_pdf(PAPER)

    check(pdf, title="Fodbold i Vesterparken", size="A4")
    text = words(pdf)
    for expected in (
        "Kvarterhuset", "amina@kvarterhuset.example", "Kurt Ærø", "Børn skal møde to foreninger.",
        "Salen", "Hvert kvartal", "Ikke udfyldt", "fredag den 5. marts", "Link og kode", "Mangler",
        "9f86d081 884c7d65", "Kurt åbnede aftalen", "https://brobygger.example/verify/9f86",
    ):  # fmt: skip
        assert expected in text


@pytest.mark.parametrize("parties", [2, 3])
def test_a_typical_agreement_is_one_page_and_its_proof(parties: int) -> None:
    paper = typical(parties)
    pdf = agreement_pdf(paper)

    check(pdf, title="Kor i fritidsklubben", size="A4", page_count=2)
    first, proof = (" ".join(page.split()) for page in pages(pdf))
    assert all(clause.title in first for clause in paper.clauses)
    assert all(one.name in first for one in paper.signatures)
    assert first.count(LEVEL) == parties
    assert "onsdag den 7. januar 2026 kl. 20.27" in first
    assert "57db9384 ecf1ceb5" in proof.split("Bevis")[1]


def test_the_columns_are_read_one_after_the_other() -> None:
    paper = typical(3)
    aloud = " ".join(read_aloud(agreement_pdf(paper)).split())
    places = [aloud.index(f" {n}. {one.title}") for n, one in enumerate(paper.clauses, 1)]
    assert places == sorted(places)
    assert places[-1] < aloud.index("Underskrifter")


def test_a_typical_agreement_with_long_texts_flows_on() -> None:
    long = typical(3)
    clauses = tuple(
        replace(one, text=one.text + "".join(f" Del{n}x{m}." for m in range(60)))
        for n, one in enumerate(long.clauses)
    )
    shown = set(words(agreement_pdf(replace(long, clauses=clauses))).split())
    assert all(f"Del{n}x{m}." in shown for n in range(20) for m in range(60))


def test_many_parties_are_all_there() -> None:
    one = typical(1)
    many = tuple(replace(one.parties[0], name=f"Forening{n}") for n in range(9))
    signed = tuple(replace(one.signatures[0], name=f"Person{n}") for n in range(9))
    shown = words(agreement_pdf(replace(one, parties=many, signatures=signed)))
    assert all(f"Forening{n}" in shown and f"Person{n}" in shown for n in range(9))


def test_clauses_are_numbered() -> None:
    text = words(agreement_pdf(PAPER))
    assert all(f"{number}." in text for number in range(1, 5))


def test_english_has_english_words() -> None:
    text = words(agreement_pdf(replace(PAPER, language="en")))
    assert "Signatures" in text
    assert "Underskrifter" not in text


def test_a_draft_says_so() -> None:
    text = words(
        agreement_pdf(replace(PAPER, draft=True, signatures=(), content_hash="", audit=()))
    )
    assert "Udkast" in text
    assert "Underskrifter" not in text


def test_long_clauses_and_trails_lose_nothing() -> None:
    long = " ".join(f"ord{n}" for n in range(4000))
    trail = tuple(replace(PAPER.audit[0], text=f"Hændelse{n}") for n in range(80))
    text = words(agreement_pdf(replace(PAPER, clauses=(PaperClause("Langt", long),), audit=trail)))
    assert all(f"Hændelse{n}" in text for n in range(80))
    assert [w for w in text.split() if w.startswith("ord")] == long.split()


def test_markup_and_letters_of_the_world_stay_text() -> None:
    hostile = '#panic("nej") *x* $y$ @z 😀 مرحبا'
    paper = replace(
        PAPER, title=hostile, clauses=(PaperClause(hostile, hostile, (hostile,)),), language="da"
    )
    pdf = agreement_pdf(paper)
    check(pdf, size="A4")
    assert '#panic("nej") *x* $y$ @z' in words(pdf)


def test_the_same_agreement_gives_the_same_bytes() -> None:
    assert agreement_pdf(PAPER) == agreement_pdf(PAPER)


def test_the_date_is_the_agreements_own() -> None:
    assert "Mar  4" in info(agreement_pdf(PAPER))["CreationDate"]


def test_an_unknown_template_is_an_error_for_whoever_runs_it() -> None:
    with pytest.raises(PaperError, match="findes-ikke"):
        render("findes-ikke", {}, title="T", language="da", date=PAPER.date)
