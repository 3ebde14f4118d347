"""The columns of the register as a spreadsheet: the same out and in.

`cells_of` writes an actor, `read_cells` reads it back; nothing that the columns hold is changed
on the way. Headers are Danish whatever the language of the interface, so that a file means the
same everywhere. Notes have no column: they do not leave the workspace. Nor has what an actor says
of its background: nobody else writes it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from brobygger.actors.domain.data import (
    MOST_CAPACITY,
    TERM_FIELDS,
    VOCABULARY_OF,
    ActivityData,
    ActorData,
    ContactPersonData,
    ContactPointData,
    ExchangeData,
    LocationData,
    RowData,
)
from brobygger.actors.domain.terms import danish_label, term_or_words
from brobygger.actors.domain.visibility import CHOOSABLE
from brobygger.actors.domain.whereabouts import read_coordinates
from brobygger.actors.enums import ActorKind, ContactPointKind, ExchangeKind, Visibility
from brobygger.actors.transfer.cells import join_parts, join_values, split_parts, split_values
from brobygger.actors.transfer.coordinates import (
    POINT_KEYS,
    cells_of_point,
    put_on_map,
    read_point,
)
from brobygger.catalog.vocabularies import vocabulary


@dataclass(frozen=True)
class Column:
    """One column. `also` are other headers that mean the same, for reading files of others."""

    key: str
    header: str
    also: tuple[str, ...] = ()


COLUMNS = (
    Column("name", "Navn", ("Foreningsnavn", "Organisation", "Name")),
    Column("kind", "Slags", ("Type", "Foreningstype", "Kategori", "Kind")),
    Column("cvr", "CVR-nummer", ("CVR", "CVR-nr", "CVR-nr.", "CVRnr")),
    Column("description", "Beskrivelse", ("Formål", "Om", "Description")),
    Column("area", "Område", ("Bydel", "Boligområde", "Lokalområde", "Area")),
    Column("street", "Vej og nummer", ("Adresse", "Vej", "Gade", "Street", "Address")),
    Column("postcode", "Postnummer", ("Postnr", "Postnr.", "Postcode", "Zip")),
    Column("town", "By", ("Postdistrikt", "Bynavn", "Town", "City")),
    Column("country", "Land", ("Country",)),
    Column("phone", "Telefon", ("Tlf", "Tlf.", "Telefonnummer", "Mobil", "Phone")),
    Column("email", "E-mail", ("Email", "Mail", "E-mailadresse")),
    Column("website", "Hjemmeside", ("Web", "Website", "URL", "Internet")),
    Column("target_groups", "Målgrupper", ("Målgruppe", "Target groups")),
    Column("activity_areas", "Aktivitetsområder", ("Aktivitetsområde", "Areas of activity")),
    Column("languages", "Sprog", ("Languages",)),
    Column("wished_target_groups", "Ønskede målgrupper", ("Nye målgrupper", "Wished groups")),
    Column("capacity", "Ledige pladser", ("Plads til nye medlemmer", "Capacity")),
    Column("capacity_text", "Om pladsen"),
    Column("challenges", "Udfordringer", ("Challenges",)),
    Column("ideas", "Idéer", ("Ideer", "Ideas")),
    Column("interests", "Interesser", ("Interests",)),
    Column("offers_competence", "Kan give: kompetencer", ("Kan give", "Kompetencer", "Offers")),
    Column("offers_resource", "Kan give: ressourcer", ("Ressourcer", "Resources")),
    Column("offers_target_group", "Kan give: adgang til målgrupper"),
    Column("needs_competence", "Mangler: kompetencer", ("Mangler", "Behov", "Needs")),
    Column("needs_resource", "Mangler: ressourcer"),
    Column("needs_target_group", "Mangler: adgang til målgrupper"),
    Column("activities", "Aktiviteter", ("Aktivitet", "Activities")),
    Column(
        "contact_persons", "Kontaktpersoner", ("Kontaktperson", "Kontakt", "Formand", "Contact")
    ),
    Column("locations", "Steder", ("Sted", "Locations")),
    Column("latitude", "Breddegrad", ("Latitude", "Lat")),
    Column("longitude", "Længdegrad", ("Longitude", "Lng", "Lon")),
    Column("contact_points", "Andre numre og adresser"),
    Column("visibility", "Hvem må se det"),
    Column("last_confirmed_on", "Sidst bekræftet", ("Bekræftet", "Last confirmed")),
    Column("source", "Kilde", ("Source",)),
    Column("external_id", "Id i kilden", ("Id", "Nummer", "External id")),
    Column("id", "Brobygger-id"),
)
HEADERS = tuple(column.header for column in COLUMNS)

_SIMPLE = (
    "name", "cvr", "description", "area", "street", "postcode", "town", "phone", "email",
    "website", "capacity_text", "challenges", "ideas", "interests", "source", "external_id",
)  # fmt: skip


@dataclass(frozen=True)
class CellProblem:
    """A cell that could not be read: which column, what stood there."""

    key: str
    cell: str


def cells_of(data: ActorData, *, actor_id: UUID | None = None) -> dict[str, str]:
    """The actor as one row, by column key; headers come from COLUMNS."""
    cells = {key: str(getattr(data, key)) for key in _SIMPLE}
    cells["country"] = "" if data.country == "DK" else data.country or "-"
    cells["kind"] = danish_label("actor_kinds", data.kind)
    for key, name in TERM_FIELDS.items():
        cells[key] = join_values(
            join_parts([danish_label(name, one)]) for one in getattr(data, key)
        )
    for kind in ExchangeKind:
        cells[f"offers_{kind}"] = _exchanges(data.offers, kind)
        cells[f"needs_{kind}"] = _exchanges(data.needs, kind)
    cells["capacity"] = "" if data.capacity is None else str(data.capacity)
    cells["visibility"] = _circles(data.visibility)
    cells["activities"] = join_values(_activity(one) for one in data.activities)
    cells["contact_persons"] = join_values(
        join_parts([one.name, one.title, one.email, one.phone, _circle(one)])
        for one in data.contact_persons
    )
    cells["locations"] = join_values(_location(one) for one in data.locations)
    cells |= cells_of_point(data.locations)
    cells["contact_points"] = join_values(_contact_point(one) for one in data.contact_points)
    confirmed = data.last_confirmed_on
    cells["last_confirmed_on"] = confirmed.isoformat() if confirmed else ""
    cells["id"] = str(actor_id) if actor_id else ""
    return cells


def read_cells(cells: Mapping[str, str]) -> tuple[dict[str, Any], list[CellProblem]]:
    """Values for ActorData out of one row's cells by column key, and what could not be read.

    Only fields whose column is there are in the answer (`needs` and `offers` when one of their
    three columns is), so that what a file does not speak of stays as it is. An `id` that is
    readable comes as UUID. Free text outside a vocabulary is kept as the words themselves.
    """
    values: dict[str, Any] = {}
    problems: list[CellProblem] = []
    for key, cell in cells.items():
        if key in POINT_KEYS:
            continue
        reader = _READERS.get(key, str.strip)
        try:
            value = reader(cell)
        except ValueError:
            problems.append(CellProblem(key, cell))
            continue
        if key.startswith(("offers_", "needs_")):
            name = key.split("_", 1)[0]
            values[name] = (*values.get(name, ()), *value)
        else:
            values[key] = value
    try:
        if (point := read_point(cells)) is not None:
            put_on_map(values, point, ours=True)
    except ValueError:
        said = ", ".join(cells.get(key, "") for key in POINT_KEYS)
        problems.append(CellProblem(POINT_KEYS[0], said))
    return values, problems


def _is_name(name: str, words: str) -> bool:
    return term_or_words(name, words) in vocabulary(name)


def _exchanges(rows: Iterable[ExchangeData], kind: ExchangeKind) -> str:
    return join_values(_exchange(row) for row in rows if row.kind == kind)


def _exchange(row: ExchangeData) -> str:
    name = VOCABULARY_OF[row.kind]
    more = (row.amount, row.period, _circle(row))
    if not row.term and not any(more) and not _is_name(name, row.text):
        return join_parts([row.text])
    label = danish_label(name, row.term) if row.term else ""
    return join_parts([label, row.text, *more])


def _read_exchanges(kind: ExchangeKind) -> Callable[[str], tuple[ExchangeData, ...]]:
    name = VOCABULARY_OF[kind]

    def read(cell: str) -> tuple[ExchangeData, ...]:
        return tuple(_read_exchange(kind, name, one) for one in split_values(cell))

    return read


def _read_exchange(kind: ExchangeKind, name: str, value: str) -> ExchangeData:
    (first, text, amount, period), circle = _read_parts(value, 4)
    term = term_or_words(name, first)
    if term not in vocabulary(name):
        term, text = "", f"{first}: {text}" if first and text else first or text
    return ExchangeData(
        kind=kind, term=term, text=text, amount=amount, period=period, visibility=circle
    )


def _read_terms(name: str) -> Callable[[str], tuple[str, ...]]:
    def read(cell: str) -> tuple[str, ...]:
        words = (split_parts(one, 1)[0] for one in split_values(cell, commas=True))
        return tuple(dict.fromkeys(term_or_words(name, one) for one in words))

    return read


def _read_kind(cell: str) -> ActorKind:
    if not cell.strip():
        return ActorKind.ASSOCIATION
    found = vocabulary("actor_kinds").suggest(cell)
    return ActorKind(found) if found else ActorKind.OTHER


def _read_country(cell: str) -> str:
    code = cell.strip().upper()
    return {"": "DK", "-": "", "DANMARK": "DK", "DENMARK": "DK"}.get(code, code)


def _read_date(cell: str) -> date | None:
    text = cell.strip()
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d %H:%M:%S"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a calendar day
        except ValueError:
            continue
    if text:
        raise ValueError(text)
    return None


def _activity(row: ActivityData) -> str:
    labels = [danish_label("target_groups", one) for one in row.target_groups]
    groups = join_values(labels) if any("," in one for one in labels) else ", ".join(labels)
    area = danish_label("activity_areas", row.activity_area)
    return join_parts([row.name, row.description, area, row.schedule, groups, _circle(row)])


def _read_activities(cell: str) -> tuple[ActivityData, ...]:
    return tuple(_read_activity(one) for one in split_values(cell))


def _read_activity(value: str) -> ActivityData:
    (name, description, area, schedule, groups), circle = _read_parts(value, 5)
    return ActivityData(
        visibility=circle,
        name=name,
        description=description,
        activity_area=term_or_words("activity_areas", area),
        schedule=schedule,
        target_groups=tuple(
            term_or_words("target_groups", one) for one in split_values(groups, commas=True)
        ),
    )


def _read_contact_persons(cell: str) -> tuple[ContactPersonData, ...]:
    rows = (_read_parts(one, 4) for one in split_values(cell))
    return tuple(
        ContactPersonData(name=name, title=title, email=email, phone=phone, visibility=circle)
        for (name, title, email, phone), circle in rows
    )


def _location(row: LocationData) -> str:
    at = f"{row.latitude!r}, {row.longitude!r}" if row.latitude is not None else ""
    country = "" if row.country == "DK" else row.country or "-"
    said = [row.name, row.street, row.postcode, row.town, at, row.description, country]
    return join_parts([*said, _circle(row)])


def _read_locations(cell: str) -> tuple[LocationData, ...]:
    return tuple(_read_location(one) for one in split_values(cell))


def _read_location(value: str) -> LocationData:
    (name, street, postcode, town, at, description, country), circle = _read_parts(value, 7)
    latitude, longitude = read_coordinates(at) if at else (None, None)
    return LocationData(
        visibility=circle,
        name=name,
        street=street,
        postcode=postcode,
        town=town,
        description=description,
        country=_read_country(country),
        latitude=latitude,
        longitude=longitude,
    )


def _contact_point(row: ContactPointData) -> str:
    kind = _KIND_WORDS[row.kind]
    place = str(row.place) if row.place else ""
    return join_parts([kind, row.value, row.label, place, _circle(row)])


def _read_contact_points(cell: str) -> tuple[ContactPointData, ...]:
    return tuple(_read_contact_point(one) for one in split_values(cell))


def _read_contact_point(value: str) -> ContactPointData:
    (kind, number, label, place), circle = _read_parts(value, 4)
    return ContactPointData(
        visibility=circle,
        kind=_KIND_OF_WORD[kind.casefold()] if kind.casefold() in _KIND_OF_WORD else _bad(kind),
        value=number,
        label=label,
        place=_read_place(place),
    )


def _read_place(number: str) -> int | None:
    """Which of the places a number belongs to, counted from one."""
    if number and not (number.isdecimal() and len(number) < 6):
        raise ValueError(number)
    return int(number) if number else None


def _circle(row: RowData) -> str:
    """Who may see a row, where it is not as usual."""
    return _CIRCLE_WORDS.get(row.visibility, "")


def _read_parts(value: str, count: int) -> tuple[list[str], str]:
    """The parts of a row, and who may see it; words that are no answer to that are the row's."""
    *parts, last = split_parts(value, count + 1)
    circle = _CIRCLE_OF_WORDS.get(last.casefold(), "")
    return (parts, circle) if circle or not last else (split_parts(value, count), "")


def _circles(chosen: Mapping[str, str]) -> str:
    """Who may see the fields that are not seen by those who usually do: "telefon: Alle"."""
    said = ((_HEADER_OF[key], _CIRCLE_WORDS[one]) for key, one in sorted(chosen.items()))
    return join_values(join_parts([f"{header}: {words}"]) for header, words in said)


def _read_circles(cell: str) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for one in split_values(cell):
        header, _sep, words = split_parts(one, 1)[0].rpartition(":")
        key = _KEY_OF.get(header.strip().casefold(), "")
        circle = _CIRCLE_OF_WORDS.get(words.strip().casefold(), "")
        if not key or not circle:
            raise ValueError(one)
        chosen[key] = circle
    return chosen


def _read_capacity(cell: str) -> int | None:
    text = cell.strip().removesuffix(".0")
    if not text:
        return None
    if not text.isdecimal() or int(text) > MOST_CAPACITY:
        raise ValueError(cell)
    return int(text)


def _bad(words: str) -> ContactPointKind:
    raise ValueError(words)


_KIND_WORDS = {
    ContactPointKind.PHONE: "Telefon",
    ContactPointKind.FAX: "Fax",
    ContactPointKind.EMAIL: "E-mail",
    ContactPointKind.WEBSITE: "Hjemmeside",
}
_KIND_OF_WORD = {words.casefold(): kind for kind, words in _KIND_WORDS.items()}

_CIRCLE_WORDS: dict[str, str] = {
    Visibility.WORKSPACE: "Kun arbejdsrummet",
    Visibility.PARTIES: "Dem, de samarbejder med",
    Visibility.PUBLIC: "Alle",
}
_CIRCLE_OF_WORDS = {words.casefold(): circle for circle, words in _CIRCLE_WORDS.items()}
_HEADER_OF = {column.key: column.header for column in COLUMNS if column.key in CHOOSABLE}
_KEY_OF = {header.casefold(): key for key, header in _HEADER_OF.items()}

_READERS: dict[str, Callable[[str], Any]] = {
    "kind": _read_kind,
    "country": _read_country,
    **{key: _read_terms(name) for key, name in TERM_FIELDS.items()},
    "capacity": _read_capacity,
    "visibility": _read_circles,
    **{f"offers_{kind}": _read_exchanges(kind) for kind in ExchangeKind},
    **{f"needs_{kind}": _read_exchanges(kind) for kind in ExchangeKind},
    "activities": _read_activities,
    "contact_persons": _read_contact_persons,
    "locations": _read_locations,
    "contact_points": _read_contact_points,
    "last_confirmed_on": _read_date,
    "id": lambda cell: UUID(cell.strip()) if cell.strip() else None,
}
