"""The words of a file that stand for terms of the vocabularies, as a person is asked about them."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from brobygger.actors.domain.data import VOCABULARY_OF
from brobygger.actors.enums import ExchangeKind
from brobygger.actors.transfer.words import EXCHANGES, Choices, guessed, guessed_exchange
from brobygger.catalog.vocabularies import vocabulary
from brobygger.catalog.words import fold

ASKED = ("target_groups", "activity_areas", EXCHANGES, "languages", "actor_kinds")
_MOST = 300
_LONGEST = 200
# A term of what is given or needed is said with its kind.
_EXCHANGED = (ExchangeKind.COMPETENCE, ExchangeKind.RESOURCE)


@dataclass(frozen=True)
class Word:
    """Words of a file, how many rows have them, and the term they seem to mean."""

    vocabulary: str
    words: str
    rows: int
    term: str

    def as_json(self) -> list[Any]:
        return [self.vocabulary, self.words, self.rows, self.term]


def words_to_ask(times: Counter[tuple[str, str]]) -> list[Word]:
    """The words that are no term's own name, the most used first."""
    asked = [
        Word(name, words, rows, guess(name, words))
        for (name, words), rows in times.most_common()
        if name in ASKED and len(words) <= _LONGEST and not _is_own_name(name, words)
    ]
    return asked[:_MOST]


def guess(name: str, words: str) -> str:
    """The value of the term the words look most like; empty when none does."""
    if name != EXCHANGES:
        return guessed(name, words)
    found = guessed_exchange(words)
    return f"{found[0].value}:{found[1]}" if found else ""


def choices_for(name: str) -> list[tuple[Any, Any]]:
    """The terms that can be chosen, by group where there are two vocabularies."""
    if name != EXCHANGES:
        return list(vocabulary(name).choices())
    return [
        (
            kind.label,
            [(f"{kind.value}:{key}", label) for key, label in _terms(kind)],
        )
        for kind in _EXCHANGED
    ]


def chosen_of(said: Choices, word: Word) -> str | None:
    """What a person chose for the words before, None when nobody has."""
    return said.get(word.vocabulary, {}).get(fold(word.words))


def _terms(kind: ExchangeKind) -> list[tuple[str, str]]:
    return vocabulary(VOCABULARY_OF[kind]).choices()


def _is_own_name(name: str, words: str) -> bool:
    lists = [VOCABULARY_OF[kind] for kind in _EXCHANGED] if name == EXCHANGES else [name]
    for one in lists:
        term = vocabulary(one).term(guessed(one, words))
        if term and fold(words) in {fold(other) for other in term.names}:
            return True
    return False
