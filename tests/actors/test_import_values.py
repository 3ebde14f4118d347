"""Single cells: what is accepted, how it is stored, and what is refused with the value quoted."""

import pytest

from brobygger.actors.enums import ActorKind, ExchangeKind
from brobygger.actors.transfer import words
from brobygger.actors.transfer.checks import (
    BadCell,
    cvr_number,
    email_address,
    postcode_and_town,
)
from brobygger.actors.transfer.countries import country_code
from brobygger.actors.transfer.headers import guess_mapping
from brobygger.actors.transfer.importing import source_of
from brobygger.actors.transfer.register import same_name
from brobygger.core.citizens import has_cpr


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("Foreningsnavn", "name"), ("NAVN", "name"), ("Aktør", "name"), ("name", "name"),
        ("Tlf.", "phone"), ("E-mail", "email"), ("Postnr", "postcode"), ("By", "town"),
        ("Målgruppe", "target_groups"), ("Maalgruppe", "target_groups"),
        ("Kan tilbyde", "offers"), ("Kan give", "offers"), ("Mangler", "needs"),
        ("Kontaktperson", "contact_name"), ("Kontaktpersonens e-mail", "contact_email"),
        ("Formand tlf", "contact_phone"), ("CVR-nr.", "cvr"), ("Foreningens adresse", "street"),
        ("Medlemstal", ""), ("Breddegrad", "latitude"), ("lat", "latitude"), ("Lng", "longitude"),
        ("lon", "longitude"), ("Længdegrad", "longitude"), ("Koordinater", "coordinates"),
    ],
)  # fmt: skip
def test_headers_in_danish_and_english_are_known(header: str, key: str) -> None:
    assert guess_mapping([header]) == {header: key}


def test_each_column_that_may_stand_once_is_guessed_once() -> None:
    assert guess_mapping(["Navn", "Forening", "Mangler", "Behov"]) == {
        "Navn": "name", "Forening": "", "Mangler": "needs", "Behov": "needs",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "stored"),
    [
        ("8000", ("8000", "")), ("DK-8000", ("8000", "")), ("8000 Aarhus C", ("8000", "Aarhus C")),
        ("800", ("0800", "")), ("", ("", "")),
    ],
)  # fmt: skip
def test_danish_postcodes(cell: str, stored: tuple[str, str]) -> None:
    assert postcode_and_town(cell) == stored


@pytest.mark.parametrize("cell", ["80x0", "123456", "94025-9881", "SE-211 20"])
def test_a_broken_postcode_is_refused_and_quoted(cell: str) -> None:
    with pytest.raises(BadCell, match=cell):
        postcode_and_town(cell)


def test_foreign_postcodes_are_accepted() -> None:
    assert postcode_and_town("94025-9881", foreign=True) == ("94025-9881", "")


def test_cvr_is_eight_digits_however_spaced() -> None:
    assert cvr_number("DK 12 34 56 78") == "12345678"
    with pytest.raises(BadCell, match="1234567"):
        cvr_number("1234567")


def test_email_is_checked() -> None:
    assert email_address(" mailto:a@b.example ") == "a@b.example"
    with pytest.raises(BadCell, match="a@@b"):
        email_address("a@@b")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ring til Ali, 010190-1234", True), ("0101901234", True), ("010190 1234", True),
        ("12 34 56 78", False), ("+45 12345678", False), ("123-456-7890", False),
        ("985e4a42-bd9f-4edc-911d-0243a4640aca", False), ("991399-1234", False),
    ],
)  # fmt: skip
def test_cpr_numbers_are_found(text: str, found: bool) -> None:
    assert has_cpr(text) is found


def test_ten_digits_may_be_a_telephone() -> None:
    assert not has_cpr("0101901234", only_with_hyphen=True)


@pytest.mark.parametrize(
    ("words_", "code"),
    [("", "DK"), ("Danmark", "DK"), ("sverige", "SE"), ("US", "US"), ("Narnia", "")],
)
def test_countries(words_: str, code: str) -> None:
    assert country_code(words_) == code


def test_free_text_finds_its_terms_and_keeps_its_words() -> None:
    known, own = words.exchanges("Regnskab; 40 campingstole i kælderen")
    assert (known.kind, known.term, known.text) == (ExchangeKind.COMPETENCE, "accounting", "")
    assert own.text == "40 campingstole i kælderen"


def test_lists_are_cut_at_commas_and_sentences_are_not() -> None:
    assert words.pieces("Børn, unge (6-10, 11-15); ældre") == [
        "Børn",
        "unge (6-10, 11-15)",
        "ældre",
    ]
    assert words.pieces("Vi spiser, synger. Alle er med.") == ["Vi spiser, synger. Alle er med"]


def test_kinds_are_known_by_their_words() -> None:
    assert words.kind("Idrætsforening") == ActorKind.ASSOCIATION
    assert words.kind("xyzzy") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ærø Idrætsforening", "AEROE IDRAETSFORENING"), ("Foreningen Broen", "Broen"),
        ("Birkelund IF", "Birkelund"), ("Værkstedet I/S", "vaerkstedet"), ("Café Olé", "Cafe Ole"),
    ],
)  # fmt: skip
def test_the_same_name_written_differently(one: str, other: str) -> None:
    assert same_name(one) == same_name(other)


def test_a_name_of_noise_alone_is_still_a_name() -> None:
    assert same_name("Foreningen") == "foreningen"


@pytest.mark.parametrize(
    "name",
    ["foreninger 2026-11-21.xlsx", "foreninger (1).csv", "foreninger_v2.csv", "foreninger.zip"],
)
def test_the_source_is_the_name_without_date_and_version(name: str) -> None:
    assert source_of(name) == "foreninger"
