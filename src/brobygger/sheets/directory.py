"""Actors named in a sheet: suggested while writing, pointed to when they are known.

Sheets know of no register. The room that has one registers it here, and answers only about actors
the person may see.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from brobygger.accounts.models import User
from brobygger.catalog.fields import Field
from brobygger.sheets.models import Sheet
from brobygger.sheets.shapes import Value
from brobygger.sheets.validation import pointer


@dataclass(frozen=True)
class KnownActor:
    """An actor the person may see; `beside` tells it from others of the same name."""

    id: UUID
    name: str
    beside: str = ""


class Directory(Protocol):
    """The register's answers."""

    def suggest(self, sheet: Sheet, words: str, *, to: User) -> Sequence[KnownActor]:
        """The few actors that fit best what is being written."""

    def named(self, sheet: Sheet, names: Collection[str], *, to: User) -> Mapping[str, KnownActor]:
        """By name, those actors that are the only ones called so."""

    def addresses(self, keys: Collection[UUID], *, to: User) -> Mapping[UUID, str]:
        """The pages of those actors the person may open."""


_directories: list[Directory] = []


def register_directory(directory: Directory) -> None:
    """Let a room say which actors there are; called from AppConfig.ready()."""
    _directories.append(directory)


def suggest(sheet: Sheet, words: str, *, to: User) -> list[KnownActor]:
    """Actors to choose among while writing; none when nobody knows of any."""
    return [one for directory in _directories for one in directory.suggest(sheet, words, to=to)]


def with_pointers(
    sheet: Sheet, field: Field, value: Value, known: Sequence[Value], *, by: User
) -> Value:
    """The rows pointing to the actors they name, when those are known to the writer.

    A name that stood already keeps what it points to, also where the writer may not look it up.
    What a form says of pointers counts for nothing.
    """
    columns = [column for column in field.columns if column.input == "actor"]
    if not columns or "rows" not in value:
        return value
    stood = {
        (row["id"], column.id, row.get(column.id)): row[pointer(column)]
        for earlier in known
        for row in earlier["rows"]
        for column in columns
        if pointer(column) in row
    }
    rows = [dict(row) for row in value["rows"]]
    asked = {
        row[column.id]
        for row in rows
        for column in columns
        if row.get(column.id) and (row["id"], column.id, row[column.id]) not in stood
    }
    found = _named(sheet, asked, to=by)
    for row in rows:
        for column in columns:
            row.pop(pointer(column), None)
            name = row.get(column.id, "")
            kept = stood.get((row["id"], column.id, name))
            if kept is None and name in found:
                kept = str(found[name].id)
            if kept:
                row[pointer(column)] = kept
    return {"rows": rows}


def addresses(field: Field, value: Value, *, to: User) -> dict[str, str]:
    """By the key they are pointed to with, the pages of the actors named in the field."""
    pointers = {
        row[pointer(column)]
        for column in field.columns
        if column.input == "actor"
        for row in value.get("rows", ())
        if pointer(column) in row
    }
    if not pointers:
        return {}
    found: dict[str, str] = {}
    for directory in _directories:
        told = directory.addresses({UUID(one) for one in pointers}, to=to)
        found |= {str(key): url for key, url in told.items()}
    return found


def _named(sheet: Sheet, names: Collection[str], *, to: User) -> dict[str, KnownActor]:
    found: dict[str, KnownActor] = {}
    if names:
        for directory in _directories:
            found |= directory.named(sheet, names, to=to)
    return found
