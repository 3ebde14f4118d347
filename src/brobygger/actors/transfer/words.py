"""Free text in a register, matched to the vocabularies where it fits and kept where it does not."""

import re
from functools import lru_cache

from brobygger.actors.domain.data import VOCABULARY_OF, ActivityData, ExchangeData
from brobygger.actors.enums import ActorKind, ExchangeKind
from brobygger.catalog.vocabularies import vocabulary
from brobygger.catalog.words import fold

_LONGEST_TERM = 200
_LONGEST_ACTIVITY = 300
_APART = re.compile(r"[;|\n]|,(?![^(]*\))")
# A sentence is not a list of words: it is not cut at its commas.
_SENTENCE = re.compile(r"[.!?](?:\s|$)")


def pieces(cell: str) -> list[str]:
    """The things a cell lists: at semicolons, bars, line breaks and, in lists, commas."""
    apart = re.compile(r"[;|\n]") if _SENTENCE.search(cell) else _APART
    return [one for part in apart.split(cell) if (one := part.strip(" \t•*·-–.").strip())]


@lru_cache(maxsize=50_000)
def suggested(name: str, words: str) -> str:
    """The id of the term somebody means, or nothing."""
    return vocabulary(name).suggest(words) or ""


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
    for kind in (ExchangeKind.COMPETENCE, ExchangeKind.RESOURCE):
        name = VOCABULARY_OF[kind]
        if term := suggested(name, words):
            found = vocabulary(name).term(term)
            said = found is not None and fold(words) in (fold(found.da), fold(found.en))
            return ExchangeData(
                kind=kind,
                term=term,
                text="" if said else words,
                period=period,
                external_id=external_id,
            )
    return ExchangeData(
        kind=ExchangeKind.RESOURCE, text=words, period=period, external_id=external_id
    )


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
