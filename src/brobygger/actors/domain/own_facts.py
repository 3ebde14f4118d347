"""The facts an actor says of itself, compared and carried between registers.

What it says of its background is not among them: that is told to one workspace at a time.

Rows have other keys in each register, so they are known by their words. What is spelled alike but
not the same (`12 34 56 78` and `+4512345678`) is the same to the one who is asked.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from brobygger.actors.domain.data import (
    LONG_TEXTS,
    ROW_FIELDS,
    TERM_FIELDS,
    ActorData,
    ContactPointData,
    LocationData,
    RowData,
)
from brobygger.actors.domain.merging import merge
from brobygger.actors.domain.visibility import CHOOSABLE, level_of, level_of_row, narrower

PLACES = "locations"


@dataclass(frozen=True)
class Unit:
    """Fields that are chosen together: a street belongs to its town. Known by its first field."""

    fields: tuple[str, ...]

    @property
    def key(self) -> str:
        """What it is called in forms and in what is kept apart."""
        return self.fields[0]

    @property
    def is_list(self) -> bool:
        """Whether what two registers say can be put together."""
        return self.key in ROW_FIELDS or self.key in TERM_FIELDS


UNITS = (
    *(Unit((name,)) for name in ("name", "kind", "cvr", "description", "offers", "needs")),
    *(Unit((name,)) for name in ("activities", *TERM_FIELDS)),
    Unit(("capacity", "capacity_text")),
    *(Unit((name,)) for name in ("challenges", "ideas", "interests")),
    *(Unit((name,)) for name in ("contact_persons", "phone", "email", "website")),
    Unit(("area", "street", "postcode", "town", "country")),
    Unit((PLACES, "contact_points")),
)
UNIT_OF = {unit.key: unit for unit in UNITS}


def said(unit: Unit, data: ActorData) -> tuple[Any, ...]:
    """What the data says in the unit, so that two registers can be compared."""
    return tuple(_plain(name, data) for name in unit.fields)


def is_empty(unit: Unit, data: ActorData) -> bool:
    """Whether nothing is said; the country alone says nothing."""
    return not any(getattr(data, name) for name in unit.fields if name != "country")


def taken(data: ActorData, source: ActorData, unit: Unit) -> ActorData:
    """The data saying in the unit what the source says, to no more people than in either.

    Rows with the same words stay the same.
    """
    if unit.key == PLACES:
        return _with_places(data, source, source.locations, _located(source))
    values = {name: _mine(name, data, source, getattr(source, name)) for name in unit.fields}
    return _narrowed(replace(data, **values), source, unit.fields)


def circles_followed(data: ActorData, *, before: ActorData, after: ActorData) -> ActorData:
    """The data of another register with the same choice of who may read a field.

    What is told anew reaches nobody it would not have reached where it was told.
    """
    chosen = [n for n in CHOOSABLE if before.visibility.get(n) != after.visibility.get(n)]
    told = [n for n in CHOOSABLE if getattr(before, n) != getattr(after, n) and n not in chosen]
    circles = {name: one for name, one in data.visibility.items() if name not in chosen}
    circles |= {n: after.visibility[n] for n in chosen if n in after.visibility}
    return _narrowed(replace(data, visibility=circles), after, told)


def together(datas: Sequence[ActorData], unit: Unit) -> ActorData:
    """The first of the datas with what all of them say in the unit. Only for lists."""
    first, *others = datas
    for other in others:
        if unit.key == PLACES:
            locations = _union(first.locations, other.locations)
            located = _union(_located(first), _located(other))
            first = _with_places(first, first, locations, located)
        else:
            both = _union(getattr(first, unit.key), getattr(other, unit.key))
            first = _put(first, unit.key, both)
    return first


def followed(
    data: ActorData, unit: Unit, *, before: ActorData, after: ActorData
) -> ActorData | None:
    """The data of another register after the same correction; None when it has been changed there,
    so that only a person can tell what it should say."""
    if all(getattr(before, name) == getattr(after, name) for name in unit.fields):
        return data
    here, was, now = (said(unit, one) for one in (data, before, after))
    if unit.key == PLACES:
        return taken(data, after, unit) if here in (was, now) else None
    if unit.key in ROW_FIELDS:
        return _rows_followed(data, unit.key, before, after)
    if here == now:
        return data
    if unit.key in TERM_FIELDS:
        removed = set(getattr(before, unit.key)) - set(getattr(after, unit.key))
        left = [one for one in getattr(data, unit.key) if one not in removed]
        added = [one for one in getattr(after, unit.key) if one not in getattr(before, unit.key)]
        return _put(data, unit.key, tuple(dict.fromkeys([*left, *added])))
    if here == was:
        return taken(data, after, unit)
    return _text_followed(data, unit.key, before, after) if unit.key in LONG_TEXTS else None


def _rows_followed(
    data: ActorData, name: str, before: ActorData, after: ActorData
) -> ActorData | None:
    """Rows removed there go, rows corrected there are corrected, rows added there come."""
    old = {row.id: row for row in getattr(before, name)}
    kept = {row.id for row in getattr(after, name)}
    gone = [_words(row) for row in old.values() if row.id not in kept]
    rows: list[Any] = [row for row in getattr(data, name) if _words(row) not in gone]
    for row in getattr(after, name):
        was = old.get(row.id)
        if was == row:
            continue
        place = _place(row, rows)
        if place is None and was is not None:
            place = _place(was, rows)
            if place is None:
                return None
        if place is None:
            rows.append(_as(row, None))
        else:
            rows[place] = _as(row, rows[place])
    return _put(data, name, tuple(rows))


def _text_followed(
    data: ActorData, name: str, before: ActorData, after: ActorData
) -> ActorData | None:
    base, mine = (_put(data, name, getattr(one, name)) for one in (before, after))
    merged = merge(base=base, mine=mine, theirs=data)
    return None if merged.conflicts else merged.data


def _put(data: ActorData, name: str, value: Any) -> ActorData:
    changed: dict[str, Any] = {name: value}
    return replace(data, **changed)


def _plain(name: str, data: ActorData) -> Any:
    value = getattr(data, name)
    if name == "contact_points":
        return frozenset((_words(point), place) for point, place in _located(data))
    if name in ROW_FIELDS:
        return frozenset(_words(row) for row in value)
    if name in TERM_FIELDS:
        return frozenset(value)
    return _ALIKE[name](value) if name in _ALIKE else _stripped(value)


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


_ALIKE: dict[str, Callable[[str], str]] = {
    "phone": lambda value: re.sub(r"^(\+|00)45|\D", "", value) or value.strip(),
    "email": lambda value: value.strip().casefold(),
    "website": lambda value: re.sub(r"^https?://(www\.)?|/$", "", value.strip().casefold()),
}


def _words(row: Any) -> Any:
    """What the row says, whoever may see it and whatever keys it has.

    Where a number belongs is looked at with the places.
    """
    values: dict[str, Any] = {"id": None, "external_id": "", "visibility": ""}
    if isinstance(row, ContactPointData):
        values["place"] = None
    alike = {name: same(getattr(row, name)) for name, same in _ALIKE.items() if hasattr(row, name)}
    return replace(row, **values, **alike)


def _place(row: Any, rows: Sequence[Any]) -> int | None:
    wanted = _words(row)
    return next((number for number, one in enumerate(rows) if _words(one) == wanted), None)


def _as(row: Any, stored: Any | None) -> Any:
    """The words of a row, as the row of another register it stands for."""
    if stored is None:
        return replace(row, id=None, external_id="")
    return replace(row, id=stored.id, external_id=stored.external_id)


def _mine(name: str, data: ActorData, source: ActorData, value: Any) -> Any:
    if name not in ROW_FIELDS:
        return value
    rows = list(getattr(data, name))
    found = []
    for row in value:
        place = _place(row, rows)
        stored = rows.pop(place) if place is not None else None
        found.append(_as(_told_less(name, row, stored, (source, data)), stored))
    return tuple(found)


def _told_less(name: str, row: Any, stored: Any | None, kinds: tuple[ActorData, ActorData]) -> Any:
    """The row for those only who may read it in both registers."""
    if stored is None:
        return row
    here, there = (
        level_of_row(name, one, data.kind) for one, data in zip((row, stored), kinds, strict=True)
    )
    return row if narrower(here, there) == here else replace(row, visibility=stored.visibility)


def _narrowed(data: ActorData, source: ActorData, names: Sequence[str]) -> ActorData:
    """The data's fields for those only who may read them in the source too."""
    circles = {
        name: level_of(source, name).value
        for name in names
        if name in CHOOSABLE
        and narrower(level_of(data, name), level_of(source, name)) != level_of(data, name)
    }
    return replace(data, visibility=data.visibility | circles) if circles else data


def _union(first: Sequence[Any], second: Sequence[Any]) -> tuple[Any, ...]:
    """Both lists, each thing once. New rows get keys of their own."""
    known = {_key(one) for one in first}
    new = {_key(one): one for one in second if _key(one) not in known}
    return (*first, *(_new(one) for one in new.values()))


def _key(one: Any) -> Any:
    return _words(one) if isinstance(one, RowData) else one


def _new(one: Any) -> Any:
    return _as(one, None) if isinstance(one, RowData) else one


def _located(data: ActorData) -> tuple[tuple[Any, Any], ...]:
    """Numbers with the place they belong to, which is a number in another list."""
    return tuple(
        (
            replace(point, id=None, external_id="", place=None),
            _words(data.locations[point.place - 1])
            if point.place and point.place <= len(data.locations)
            else None,
        )
        for point in data.contact_points
    )


def _with_places(
    data: ActorData,
    source: ActorData,
    locations: Sequence[LocationData],
    located: Sequence[tuple[ContactPointData, LocationData | None]],
) -> ActorData:
    places = _mine("locations", data, source, locations)
    points = []
    free = list(data.contact_points)
    for point, location in located:
        hit = _place(point, free)
        number = _place(location, places) if location is not None else None
        stored = free.pop(hit) if hit is not None else None
        told = _told_less("contact_points", point, stored, (source, data))
        points.append(replace(_as(told, stored), place=None if number is None else number + 1))
    return replace(data, locations=tuple(places), contact_points=tuple(points))
