"""Actors as visiting cards (vCard 4.0, RFC 6350): an organisation, and each person one rings.

icalendar folds and escapes the lines: cards and calendars are written the same way.
"""

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO
from uuid import UUID, uuid5

from icalendar import vAdr, vN, vOrg, vText
from icalendar.parser import Contentline, Parameters

from brobygger.actors.domain.data import ActorData, ContactPersonData, ContactPointData
from brobygger.actors.domain.terms import danish_label
from brobygger.actors.enums import ContactPointKind
from brobygger.actors.transfer import cells
from brobygger.actors.transfer.leaving import Leaving

_PRODUCT = "-//Brobygger//Register//DA"
_TEL_TYPES = {ContactPointKind.PHONE: "voice", ContactPointKind.FAX: "fax"}


def write_vcards(actors: Iterator[Leaving], output: BinaryIO) -> int:
    """Write every actor's cards into one file; answers how many actors."""
    count = 0
    for actor in actors:
        output.write(cards_of(actor))
        count += 1
    return count


def cards_of(actor: Leaving) -> bytes:
    """The organisation's card, and one for each of its contact persons."""
    people = [(_key(actor, number, one), one) for number, one in enumerate(_people(actor), 1)]
    cards = [_organisation(actor, [key for key, _person in people])]
    cards += [_person(actor, key, person) for key, person in people]
    return b"".join(cards)


def _people(actor: Leaving) -> tuple[ContactPersonData, ...]:
    return tuple(person for person in actor.data.contact_persons if person.name.strip())


def _key(actor: Leaving, number: int, person: ContactPersonData) -> UUID:
    return person.id or uuid5(actor.id, f"person:{number}")


def _organisation(actor: Leaving, people: list[UUID]) -> bytes:
    data = actor.data
    card = [
        *_head(actor.id, "org", data.name),
        _line("ORG", vOrg((printable(data.name),))),
        *_text("NOTE", data.description),
        *_reach(data.phone, data.email),
        *_uri("URL", data.website),
        *_address(data.street, data.postcode, data.town, data.country),
    ]
    for point in data.contact_points:
        card += _point(point)
    for place in data.locations:
        if (place.street, place.postcode) != (data.street, data.postcode):
            label = {"LABEL": printable(place.name).replace("\n", " ")} if place.name else {}
            card += _address(place.street, place.postcode, place.town, place.country, **label)
        if place.latitude is not None:
            card.append(_line("GEO", f"geo:{place.latitude},{place.longitude}"))
    card += [_line("LANG", code) for code in data.languages if len(code) == 2]
    card += _categories(data)
    card += [_line("RELATED", f"urn:uuid:{key}", TYPE="contact") for key in people]
    return _card(card)


def _person(actor: Leaving, key: UUID, person: ContactPersonData) -> bytes:
    given, _space, family = person.name.strip().rpartition(" ")
    names = (family, given) if given else ("", family)
    return _card(
        [
            *_head(key, "individual", person.name),
            _line("N", vN((printable(names[0]), printable(names[1]), "", "", ""))),
            _line("ORG", vOrg((printable(actor.data.name),))),
            *_text("TITLE", person.title),
            *_reach(person.phone, person.email),
            _line("RELATED", f"urn:uuid:{actor.id}", TYPE="agent"),
        ]
    )


def _head(key: UUID, kind: str, name: str) -> list[Contentline]:
    return [
        _line("VERSION", "4.0"),
        _line("PRODID", _PRODUCT),
        _line("UID", f"urn:uuid:{key}"),
        _line("KIND", kind),
        *_text("FN", name),
    ]


def _reach(phone: str, email: str) -> list[Contentline]:
    lines = [_line("TEL", vText(printable(phone)), TYPE="voice")] if phone else []
    return [*lines, *_text("EMAIL", email)]


def _point(point: ContactPointData) -> list[Contentline]:
    if point.kind in _TEL_TYPES:
        return [_line("TEL", vText(printable(point.value)), TYPE=_TEL_TYPES[point.kind])]
    if point.kind == ContactPointKind.EMAIL:
        return _text("EMAIL", point.value)
    return _uri("URL", point.value)


def _address(
    street: str, postcode: str, town: str, country: str, **parameters: str
) -> list[Contentline]:
    if not (street or postcode or town):
        return []
    parts = ("", "", street, town, "", postcode, country)
    return [_line("ADR", vAdr(tuple(printable(part) for part in parts)), **parameters)]


def _categories(data: ActorData) -> list[Contentline]:
    words = [danish_label("actor_kinds", data.kind)]
    words += [danish_label("target_groups", one) for one in data.target_groups]
    words += [danish_label("activity_areas", one) for one in data.activity_areas]
    escaped = ",".join(vText(printable(one)).to_ical().decode() for one in words)
    return [_line("CATEGORIES", escaped)]


def _uri(name: str, website: str) -> list[Contentline]:
    address = "".join(printable(website).split())
    if not address:
        return []
    return [_line(name, address if "://" in address else f"https://{address}")]


def _text(name: str, words: str) -> list[Contentline]:
    return [_line(name, vText(printable(words)))] if words else []


def _line(name: str, value: Any, **parameters: str) -> Contentline:
    ready = value.to_ical().decode() if hasattr(value, "to_ical") else str(value)
    given = Parameters(parameters).to_ical(sorted=False).decode()
    words = f"{name};{given}:{ready}" if given else f"{name}:{ready}"
    return Contentline(words)  # type: ignore[no-untyped-call]


def _card(lines: Iterable[Contentline]) -> bytes:
    ready: list[bytes] = [line.to_ical() for line in lines]  # type: ignore[no-untyped-call]
    folded = b"".join(line + b"\r\n" for line in ready)
    return b"BEGIN:VCARD\r\n" + folded + b"END:VCARD\r\n"


def printable(text: str) -> str:
    """Without control characters, and with one kind of line break."""
    return cells.printable(text).replace("\r\n", "\n").replace("\r", "\n")
