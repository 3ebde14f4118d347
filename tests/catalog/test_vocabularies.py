"""Vocabularies: labels in both languages, and finding the term somebody means."""

import pytest
from django.utils import translation
from pydantic import ValidationError

from brobygger.catalog.exceptions import UnknownVocabulary
from brobygger.catalog.vocabularies import Vocabulary, all_vocabularies, vocabulary

ALL = [one.id for one in all_vocabularies()]


@pytest.mark.parametrize("name", ALL)
def test_every_name_of_a_term_finds_it(name: str) -> None:
    words = vocabulary(name)
    for term in words.terms:
        for typed in (term.id, term.da, term.da.upper(), f" {term.en} ", term.en.lower()):
            assert words.suggest(typed) == term.id, typed


@pytest.mark.parametrize("name", ALL)
def test_danish_letters_may_be_written_without_a_danish_keyboard(name: str) -> None:
    words = vocabulary(name)
    spelled = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})
    for term in words.terms:
        assert words.suggest(term.da.translate(spelled)) == term.id, term.da


@pytest.mark.parametrize(
    ("name", "typed", "term"),
    [
        ("competences", "Bogføring", "accounting"),
        ("competences", "bogforing", "accounting"),
        ("competences", "hjælp til regnskab og fonde", "accounting"),
        ("competences", "Projektledere", "project_management"),
        ("competences", "lektiecaféer", "homework_help"),
        ("resources", "Lokalerne", "premises"),
        ("resources", "et stort festlokale", "premises"),
        ("resources", "frivillig", "volunteers"),
        ("municipalities", "Århus", "0751"),
        ("municipalities", "Københavns Kommune", "0101"),
        ("municipalities", "hoje taastrup", "0169"),
        ("actor_kinds", "boligforeningen", "housing_organisation"),
        ("languages", "arabic", "ar"),
        ("target_groups", "pensionister", "seniors"),
        ("activity_areas", "Lektiehjælp", "homework_cafe"),
    ],
)
def test_what_people_write_finds_the_term(name: str, typed: str, term: str) -> None:
    assert vocabulary(name).suggest(typed) == term


@pytest.mark.parametrize("typed", ["", "   ", "!?", "xyzzy", "rumraketter"])
def test_own_words_find_nothing(typed: str) -> None:
    assert vocabulary("competences").suggest(typed) is None


def test_the_label_follows_the_language() -> None:
    assert vocabulary("competences").label("accounting") == "Regnskab"
    with translation.override("en"):
        assert vocabulary("competences").label("accounting") == "Accounts"


def test_own_words_are_their_own_label() -> None:
    assert vocabulary("competences").label("Jonglering") == "Jonglering"


def test_all_98_municipalities_are_there_with_their_codes() -> None:
    codes = [term.id for term in vocabulary("municipalities").terms]
    assert len(set(codes)) == 98
    assert all(len(code) == 4 and code.isdigit() for code in codes)


def test_an_unknown_vocabulary_is_an_error() -> None:
    for name in ("findes_ikke", "../sources"):
        with pytest.raises(UnknownVocabulary):
            vocabulary(name)


@pytest.mark.parametrize(
    "terms",
    [
        [{"id": "a", "da": "En", "en": "One"}, {"id": "a", "da": "To", "en": "Two"}],
        [{"id": "a", "da": "Ens", "en": "One"}, {"id": "b", "da": "ENS", "en": "Two"}],
        [{"id": "a", "da": "Uden engelsk"}],
        [],
    ],
)
def test_a_wrong_vocabulary_is_refused(terms: list[dict[str, str]]) -> None:
    with pytest.raises(ValidationError):
        Vocabulary.model_validate(
            {"id": "v", "title": {"da": "a", "en": "b"}, "sources": [], "terms": terms}
        )
