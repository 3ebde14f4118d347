"""What it takes to recognise an actor, folded the same way wherever it comes from."""

import gc
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection

from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.likeness import Name, stemmed, take_apart
from brobygger.actors.enums import ContactPointKind
from brobygger.actors.models.actor import ActorQuerySet
from brobygger.catalog.words import loose
from brobygger.core.beside import beside

_SHORTEST_PHONE = 6
_DANISH_PHONE = 8
_SEVERAL = re.compile(r"[,;/]|\beller\b|\bog\b")
_BETWEEN_MAILS = re.compile(r"[,;]")
# As most of them are written.
_ONE_MAIL = re.compile(r"[^\s,;@]+@[^\s,;@]+")
_ONE_PHONE = re.compile(r"(?:\+45 ?)?([1-9](?: ?[0-9]){7})|(0(?: ?[0-9]){7})")
_NO_DIGIT = re.compile(r"\D")
_NONE: frozenset[str] = frozenset()
_LETTER_OF_HOUSE = re.compile(r"(\d)\s+([a-z])\b")
_CHUNK = 5000
_LONGEST_KEPT = 400
# Everybody with all that others may have in common with them, gathered by the database.
_EVERYBODY = """
    SELECT actor.id, actor.name, actor.cvr, actor.source, actor.external_id, actor.search_name,
        actor.email, actor.phone, actor.street, actor.postcode, actor.town, actor.area,
        points.said, people.said, places.said
    FROM actors_actor AS actor
    LEFT JOIN (
        SELECT actor_id, array_agg(ARRAY[kind::text, value::text]) AS said FROM actors_contactpoint
        WHERE kind IN ('email', 'phone') AND actor_id IN ({keys}) GROUP BY actor_id
    ) AS points ON points.actor_id = actor.id
    LEFT JOIN (
        SELECT actor_id, array_agg(ARRAY[email::text, phone::text]) AS said
        FROM actors_contactperson
        WHERE (email <> '' OR phone <> '') AND actor_id IN ({keys}) GROUP BY actor_id
    ) AS people ON people.actor_id = actor.id
    LEFT JOIN (
        SELECT actor_id, array_agg(ARRAY[street::text, postcode::text, town::text]) AS said
        FROM actors_location WHERE actor_id IN ({keys}) GROUP BY actor_id
    ) AS places ON places.actor_id = actor.id
    WHERE actor.id IN ({keys}) ORDER BY actor.id
"""


class Facts(NamedTuple):
    """An actor as the search for duplicates sees it. `key` is whatever the caller knows it by."""

    key: Hashable
    title: str
    name: Name
    cvr: str
    emails: frozenset[str]
    phones: frozenset[str]
    # Addresses and numbers of its people: they may sit in two boards.
    people: frozenset[str]
    addresses: frozenset[str]
    postcodes: frozenset[str]
    places: frozenset[str]
    source: str
    external_id: str


def facts_of(key: Hashable, data: ActorData) -> Facts:
    """The facts of an actor that may not be in a register yet: a row of a file, a form."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for point in data.contact_points:
        kinds[point.kind].append(point.value)
    return _facts(
        key,
        plain=(data.name, data.cvr, data.source, data.external_id),
        emails=[data.email, *kinds[ContactPointKind.EMAIL]],
        phones=[data.phone, *kinds[ContactPointKind.PHONE]],
        people=[(person.email, person.phone) for person in data.contact_persons],
        places=[
            (data.street, data.postcode, data.town, data.area),
            *((one.street, one.postcode, one.town, "") for one in data.locations),
        ],
    )


def all_facts(rows: Iterable[tuple[Hashable, ActorData]]) -> list[Facts]:
    """The facts of many at a time."""
    with collector_paused():
        return [facts_of(key, data) for key, data in rows]


@contextmanager
def collector_paused() -> Iterator[None]:
    """Hundreds of thousands of small lasting things are made here, and no rings of them: Python's
    walks through all of them in search of rings would take half the time."""
    ours = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if ours:
            gc.enable()


def load_facts(actors: ActorQuerySet) -> list[Facts]:
    """The facts of stored actors, keyed by id, in one query whatever their number."""
    try:
        keys, values = actors.order_by().values("id").query.sql_with_params()
    except EmptyResultSet:
        return []
    with collector_paused():
        rows: list[tuple[Any, ...]] = []
        with connection.chunked_cursor() as cursor:
            cursor.execute(_EVERYBODY.format(keys=keys), [*values] * 4)
            while some := cursor.fetchmany(_CHUNK):
                rows += some
        return [one for part in beside(rows, _all_stored, _all_stored) for one in part]


def _all_stored(rows: Sequence[tuple[Any, ...]]) -> list[Facts]:
    return [_stored(row) for row in rows]


def _stored(row: tuple[Any, ...]) -> Facts:
    """The facts of a row of `_EVERYBODY`."""
    emails, phones = [row[6]], [row[7]]
    for kind, value in row[12] or ():
        (emails if kind == ContactPointKind.EMAIL.value else phones).append(value)
    return _facts(
        row[0],
        plain=row[1:5],
        loosely=row[5],
        emails=emails,
        phones=phones,
        people=row[13] or (),
        places=[row[8:12], *((*one, "") for one in row[14] or ())],
    )


def _facts(
    key: Hashable,
    *,
    plain: tuple[str, str, str, str],
    emails: Iterable[str],
    phones: Iterable[str],
    people: Iterable[Sequence[str]],
    places: Iterable[tuple[str, ...]],
    loosely: str = "",
) -> Facts:
    title, cvr, source, external_id = plain
    private: list[str] = []
    for email, phone in people:
        private += (*plain_emails(email), *plain_phones(phone))
    where = [_place(*one) for one in places]
    mails = [mail for email in emails if email for mail in plain_emails(email)]
    numbers = [number for phone in phones if phone for number in plain_phones(phone)]
    # A name cut short where it is kept for the search is spelled anew.
    whole = len(loosely) < _LONGEST_KEPT
    return Facts(
        key=key,
        title=title,
        name=take_apart(title, loosely if whole else ""),
        cvr=cvr,
        emails=frozenset(mails) if mails else _NONE,
        phones=frozenset(numbers) if numbers else _NONE,
        people=frozenset(private) if private else _NONE,
        addresses=_joined([one[0] for one in where]),
        postcodes=_joined([one[1] for one in where]),
        places=_joined([one[2] for one in where]),
        source=source,
        external_id=external_id,
    )


def _joined(sets: list[frozenset[str]]) -> frozenset[str]:
    return sets[0].union(*sets[1:]) if len(sets) > 1 else sets[0]


def plain_emails(text: str) -> tuple[str, ...]:
    """The addresses of a text in small letters."""
    if not text:
        return ()
    if _ONE_MAIL.fullmatch(text):
        return (text.casefold(),)
    return tuple(part for part in _BETWEEN_MAILS.sub(" ", text.casefold()).split() if "@" in part)


def plain_phones(text: str) -> tuple[str, ...]:
    """The numbers of a text without spaces, signs and +45."""
    if not text:
        return ()
    if one := _ONE_PHONE.fullmatch(text):
        digits = (one[1] or one[2]).replace(" ", "").removeprefix("00")
        return (digits,) if digits.strip(digits[0]) else ()
    parts = _SEVERAL.split(text.casefold()) if _SEVERAL.search(text) else (text,)
    return tuple(number for number in map(_plain_phone, parts) if number)


def _plain_phone(text: str) -> str:
    digits = _NO_DIGIT.sub("", text).removeprefix("00")
    if len(digits) == _DANISH_PHONE + 2:
        digits = digits.removeprefix("45")
    # "00000000" is somebody who was made to fill in a field.
    enough = len(digits) >= _SHORTEST_PHONE and digits.strip(digits[0])
    return digits if enough else ""


def _place(
    street: str, postcode: str, town: str, area: str
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The address, the postcode and the words for where it is, each where it is said."""
    code, codes = _code(postcode)
    return _address(street, code), codes, _words(town, area)


@lru_cache(maxsize=5_000)
def _code(postcode: str) -> tuple[str, frozenset[str]]:
    code = "".join([sign for sign in postcode if sign.isdecimal()])
    return code, frozenset((code,)) if code else _NONE


@lru_cache(maxsize=5_000)
def _words(town: str, area: str) -> frozenset[str]:
    return frozenset([stemmed(word) for word in loose(f"{town} {area}").split()])


@lru_cache(maxsize=20_000)
def _address(street: str, code: str) -> frozenset[str]:
    road = _LETTER_OF_HOUSE.sub(r"\1\2", loose(street.split(",", maxsplit=1)[0])) if street else ""
    # A road without a number is no address: half the town lives there.
    there = road and any(sign.isdecimal() for sign in road)
    return frozenset((f"{road} {code}",)) if there else _NONE
