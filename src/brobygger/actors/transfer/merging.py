"""What the register knows together with what a file says: nothing goes, blanks say nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from brobygger.actors.domain.data import (
    ROW_FIELDS,
    TERM_FIELDS,
    ActivityData,
    ActorData,
    ContactPersonData,
    ExchangeData,
    LocationData,
    RowData,
)
from brobygger.catalog.words import fold


def merged(known: ActorData, said: Mapping[str, Any], *, trusted: bool = False) -> ActorData:
    """The actor after the file: filled cells count, lists grow, everything else stays.

    `trusted` files chose their terms themselves; in others we guessed them from the words, and
    what a person has chosen since stays.
    """
    changed = _fields(known, said)
    if said.get("external_id") and not known.external_id:
        changed |= {"source": said.get("source", ""), "external_id": said["external_id"]}
    places: dict[int, int] = {}
    for name in ROW_FIELDS:
        rows = said.get(name, ())
        if not rows:
            continue
        if name == "contact_points":
            rows = [_moved(point, places) for point in rows]
        grown = _Rows(getattr(known, name), trusted)
        for number, row in enumerate(rows, 1):
            place = grown.put(row)
            if name == "locations":
                places[number] = place + 1
        changed[name] = tuple(grown.rows)
    return replace(known, **changed)


def _fields(known: ActorData, said: Mapping[str, Any]) -> dict[str, Any]:
    """The fields the file says something of, rows and where it is from aside."""
    changed: dict[str, Any] = {}
    for name, value in said.items():
        if name in ROW_FIELDS or name in ("source", "external_id"):
            continue
        if name in TERM_FIELDS:
            changed[name] = tuple(dict.fromkeys((*getattr(known, name), *value)))
        elif name == "visibility":
            changed[name] = {**known.visibility, **value}
        elif value not in ("", None):
            changed[name] = value
    return changed


class _Rows:
    """The rows of one kind, found again by the source's id, by their words or by their name."""

    def __init__(self, rows: Sequence[Any], trusted: bool) -> None:
        self.rows: list[Any] = []
        self.trusted = trusted
        self.by_source: dict[str, int] = {}
        self.by_words: dict[RowData, int] = {}
        self.by_name: dict[str, int] = {}
        for row in rows:
            self._add(row)

    def put(self, row: Any) -> int:
        """Let a row of the file in; answers where it stands, from 0."""
        place = self._find(row)
        if place is None:
            return self._add(row)
        self.rows[place] = _filled(self.rows[place], row, self.trusted)
        if row.external_id:
            self.by_source[row.external_id] = place
        return place

    def _find(self, row: Any) -> int | None:
        if row.external_id and row.external_id in self.by_source:
            return self.by_source[row.external_id]
        for place in (self.by_words.get(bare_row(row)), self.by_name.get(_nickname(row))):
            # Two ids of the source are two things, however alike they look.
            if place is not None and not (row.external_id and self.rows[place].external_id):
                return place
        return None

    def _add(self, row: Any) -> int:
        self.rows.append(row)
        place = len(self.rows) - 1
        if row.external_id:
            self.by_source[row.external_id] = place
        self.by_words.setdefault(bare_row(row), place)
        if name := _nickname(row):
            self.by_name.setdefault(name, place)
        return place


def _filled(known: Any, said: Any, trusted: bool) -> Any:
    """The stored row with what the file says; its id, and what the file is silent on, stay."""
    news = {
        field.name: value
        for field in fields(said)
        if field.name != "id" and (value := getattr(said, field.name)) not in ("", (), None)
    }
    if isinstance(known, ExchangeData) and not trusted:
        news.pop("kind", None)
        news.pop("term", None)
    return replace(known, **news)


def bare_row(row: RowData) -> RowData:
    """The row by its words alone."""
    return replace(row, id=None, external_id="", visibility="")


def _nickname(row: Any) -> str:
    """What the row goes by when its details change: its name, a place's address, a need's words."""
    if isinstance(row, ExchangeData):
        return fold(row.text) or row.term
    if isinstance(row, LocationData):
        return fold(f"{row.name} {row.street} {row.postcode} {row.town}")
    return fold(row.name) if isinstance(row, ContactPersonData | ActivityData) else ""


def _moved(point: Any, places: Mapping[int, int]) -> Any:
    return replace(point, place=places.get(point.place)) if point.place else point
