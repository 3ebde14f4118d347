"""What it takes to recognise an actor, folded the same way wherever it comes from."""

import gc
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.likeness import Name, stemmed, take_apart
from brobygger.actors.enums import ContactPointKind
from brobygger.actors.models import ContactPerson, ContactPoint, Location
from brobygger.actors.models.actor import ActorQuerySet
from brobygger.catalog.words import loose

_SHORTEST_PHONE = 6
_DANISH_PHONE = 8
_SEVERAL = re.compile(r"[,;/]|\beller\b|\bog\b")
_BETWEEN_MAILS = re.compile(r"[,;]")
_NO_DIGIT = re.compile(r"\D")
_NONE: frozenset[str] = frozenset()
_LETTER_OF_HOUSE = re.compile(r"(\d)\s+([a-z])\b")
_CHUNK = 5000


@dataclass(frozen=True, slots=True)
class Facts:
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
    """The facts of stored actors, keyed by id, in four queries whatever their number."""
    emails, phones = _points(actors)
    people = _grouped(ContactPerson.objects.filter(actor__in=actors), "email", "phone")
    places = _grouped(Location.objects.filter(actor__in=actors), "street", "postcode", "town")
    rows = actors.order_by("id").values_list(
        "id", "name", "cvr", "source", "external_id", "email", "phone", "street", "postcode",
        "town", "area",
    )  # fmt: skip
    with collector_paused():
        return [
            _facts(
                row[0],
                plain=row[1:5],
                emails=[row[5], *emails.get(row[0], ())],
                phones=[row[6], *phones.get(row[0], ())],
                people=people.get(row[0], ()),
                places=[row[7:11], *((*one, "") for one in places.get(row[0], ()))],
            )
            for row in rows.iterator(chunk_size=_CHUNK)
        ]


def _points(actors: ActorQuerySet) -> tuple[dict[UUID, list[str]], dict[UUID, list[str]]]:
    emails: dict[UUID, list[str]] = defaultdict(list)
    phones: dict[UUID, list[str]] = defaultdict(list)
    into = {ContactPointKind.EMAIL.value: emails, ContactPointKind.PHONE.value: phones}
    points = ContactPoint.objects.filter(actor__in=actors, kind__in=into)
    for key, kind, value in points.values_list("actor_id", "kind", "value").iterator(
        chunk_size=_CHUNK
    ):
        into[kind][key].append(value)
    return emails, phones


def _grouped(rows: Any, *names: str) -> dict[UUID, list[tuple[str, ...]]]:
    found: dict[UUID, list[tuple[str, ...]]] = defaultdict(list)
    for key, *values in rows.values_list("actor_id", *names).iterator(chunk_size=_CHUNK):
        found[key].append(tuple(values))
    return found


def _facts(
    key: Hashable,
    *,
    plain: tuple[str, str, str, str],
    emails: Iterable[str],
    phones: Iterable[str],
    people: Iterable[tuple[str, ...]],
    places: Iterable[tuple[str, ...]],
) -> Facts:
    title, cvr, source, external_id = plain
    private: list[str] = []
    for email, phone in people:
        private += (*plain_emails(email), *plain_phones(phone))
    where = [_place(*one) for one in places]
    mails = [mail for email in emails if email for mail in plain_emails(email)]
    numbers = [number for phone in phones if phone for number in plain_phones(phone)]
    return Facts(
        key=key,
        title=title,
        name=take_apart(title),
        cvr=cvr,
        emails=frozenset(mails) if mails else _NONE,
        phones=frozenset(numbers) if numbers else _NONE,
        people=frozenset(private) if private else _NONE,
        addresses=frozenset([one[0] for one in where if one[0]]),
        postcodes=frozenset([one[1] for one in where if one[1]]),
        places=where[0][2].union(*[one[2] for one in where[1:]]) if where[1:] else where[0][2],
        source=source,
        external_id=external_id,
    )


def plain_emails(text: str) -> tuple[str, ...]:
    """The addresses of a text in small letters."""
    if not text:
        return ()
    return tuple(part for part in _BETWEEN_MAILS.sub(" ", text.casefold()).split() if "@" in part)


def plain_phones(text: str) -> tuple[str, ...]:
    """The numbers of a text without spaces, signs and +45."""
    if not text:
        return ()
    parts = _SEVERAL.split(text.casefold()) if _SEVERAL.search(text) else (text,)
    return tuple(number for number in map(_plain_phone, parts) if number)


def _plain_phone(text: str) -> str:
    digits = _NO_DIGIT.sub("", text).removeprefix("00")
    if len(digits) == _DANISH_PHONE + 2:
        digits = digits.removeprefix("45")
    # "00000000" is somebody who was made to fill in a field.
    enough = len(digits) >= _SHORTEST_PHONE and digits.strip(digits[0])
    return digits if enough else ""


@lru_cache(maxsize=50_000)
def _place(street: str, postcode: str, town: str, area: str) -> tuple[str, str, frozenset[str]]:
    code = "".join(sign for sign in postcode if sign.isdecimal())
    road = _LETTER_OF_HOUSE.sub(r"\1\2", loose(street.split(",", maxsplit=1)[0])) if street else ""
    # A road without a number is no address: half the town lives there.
    address = f"{road} {code}" if road and any(sign.isdecimal() for sign in road) else ""
    words = loose(f"{town} {area}").split()
    return address, code, frozenset(stemmed(word) for word in words)
