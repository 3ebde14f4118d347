"""Free text in a register, matched to the vocabularies where it fits and kept where it does not.

What a person has said of a word goes before what we would guess (`listening`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import lru_cache

from brobygger.actors.domain.data import VOCABULARY_OF, ActivityData, ExchangeData
from brobygger.actors.enums import ActorKind, ExchangeKind
from brobygger.catalog.vocabularies import vocabulary
from brobygger.catalog.words import fold

_LONGEST_TERM = 200
_LONGEST_ACTIVITY = 300
_MARKS = re.compile(r"[;|\n]")
_APART = re.compile(r"[;|\n]|,(?![^(]*\))")
# A sentence is not a list of words: it is not cut at its commas.
_SENTENCE = re.compile(r"[.!?](?:\s|$)")


def pieces(cell: str) -> list[str]:
    """The things a cell lists: at semicolons, bars, line breaks and, in lists, commas."""
    if not cell:
        return []
    apart = _MARKS if _SENTENCE.search(cell) else _APART
    return [one for part in apart.split(cell) if (one := part.strip(" \t•*·-–.").strip())]


# What is given and needed is looked up in two vocabularies under this name.
EXCHANGES = "exchanges"
_MOST_DIFFERENT = 5000

# {vocabulary: {folded words: term id, or nothing where the words are kept}}
Choices = Mapping[str, Mapping[str, str]]


@dataclass
class Heard:
    """The words met while a file is read, how many times, and what was chosen for some of them."""

    chosen: Choices = field(default_factory=dict)
    times: Counter[tuple[str, str]] = field(default_factory=Counter)

    def choice(self, name: str, words: str) -> str | None:
        """What a person chose for the words, None when nobody did; they are counted as well."""
        if len(self.times) < _MOST_DIFFERENT or (name, words) in self.times:
            self.times[name, words] += 1
        said = self.chosen.get(name)
        return said.get(fold(words)) if said else None


_HEARD: ContextVar[Heard | None] = ContextVar("heard", default=None)


@contextmanager
def listening(chosen: Choices) -> Iterator[Heard]:
    """Read a file by a person's choices, and take note of the words in it."""
    heard = Heard(chosen)
    token = _HEARD.set(heard)
    try:
        yield heard
    finally:
        _HEARD.reset(token)


def suggested(name: str, words: str) -> str:
    """The id of the term somebody means, or nothing."""
    heard = _HEARD.get()
    choice = heard.choice(name, words) if heard else None
    return guessed(name, words) if choice is None else choice


@lru_cache(maxsize=50_000)
def guessed(name: str, words: str) -> str:
    """The term the words look most like."""
    return vocabulary(name).suggest(words) or ""


@lru_cache(maxsize=50_000)
def guessed_exchange(words: str) -> tuple[ExchangeKind, str] | None:
    """The competence or the resource the words look most like."""
    for kind in (ExchangeKind.COMPETENCE, ExchangeKind.RESOURCE):
        if term := guessed(VOCABULARY_OF[kind], words):
            return kind, term
    return None


def terms(name: str, cell: str, *, only_known: bool = False) -> tuple[str, ...]:
    """Terms of a cell, each as an id, else as its own words."""
    found = (
        suggested(name, one) or ("" if only_known or len(one) > _LONGEST_TERM else one)
        for one in pieces(cell)
    )
    return tuple(dict.fromkeys(one for one in found if one))


def exchanges(cell: str) -> tuple[ExchangeData, ...]:
    """What can be given or is needed: a competence, a resource, or the words themselves."""
    return tuple(dict.fromkeys(exchange(one) for one in pieces(cell)))


def exchange(words: str, *, external_id: str = "", period: str = "") -> ExchangeData:
    """One thing given or needed, with its term when the vocabularies have one."""
    heard = _HEARD.get()
    choice = heard.choice(EXCHANGES, words) if heard else None
    if choice is None:
        found = _guessed_exchanged(words)
    else:
        kind, _colon, term = choice.partition(":")
        found = _exchanged(words, (ExchangeKind(kind), term) if term else None)
    if external_id or period:
        return replace(found, external_id=external_id, period=period)
    return found


@lru_cache(maxsize=50_000)
def _guessed_exchanged(words: str) -> ExchangeData:
    return _exchanged(words, guessed_exchange(words))


def _exchanged(words: str, found: tuple[ExchangeKind, str] | None) -> ExchangeData:
    """The words as a thing given or needed; kept beside a term that is called otherwise."""
    if found is None:
        return ExchangeData(kind=ExchangeKind.RESOURCE, text=words)
    kind, term = found
    known = vocabulary(VOCABULARY_OF[kind]).term(term)
    said = known is not None and fold(words) in (fold(known.da), fold(known.en))
    return ExchangeData(kind=kind, term=term, text="" if said else words)


def activities(cell: str) -> tuple[ActivityData, ...]:
    """Activities of a cell; what is too long for a name is a description as well."""
    found = []
    for one in pieces(cell):
        area = suggested("activity_areas", one)
        if len(one) > _LONGEST_ACTIVITY:
            name = f"{one[: _LONGEST_ACTIVITY - 1]}…"
            found.append(ActivityData(name=name, description=one, activity_area=area))
        else:
            found.append(ActivityData(name=one, activity_area=area))
    return tuple(dict.fromkeys(found))


def kind(cell: str) -> ActorKind | None:
    """What somebody's word for an actor means, None when we do not know it."""
    found = suggested("actor_kinds", cell)
    return ActorKind(found) if found in ActorKind.values else None
