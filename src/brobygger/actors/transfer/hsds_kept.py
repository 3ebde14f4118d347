"""What others' HSDS packages say that neither the register nor our own package has a place for.

Columns HSDS does not know, and those it knows that we do not use, are kept word for word when a
package comes in. HSDS has no room for unknown columns, but for attributes: a row that says more
than we write ourselves goes out as an attribute of its organisation, and comes in again as the
row it was. So a package goes in, out and in without loss. Only in files for ourselves.

What belongs to no organisation is in `hsds_loose`.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from brobygger.actors.models import ImportedRecord
from brobygger.actors.transfer.drafts import RawRow
from brobygger.actors.transfer.hsds_links import Line, table_name

if TYPE_CHECKING:
    from brobygger.actors.transfer.hsds_export import Organization

LINK_TYPE = "brobygger-kept"
LABEL = "Række fra en anden pakke"
_MARK = "kept:"
# What our own package says of each table, so that it need not be said twice.
_WRITTEN: Mapping[str, frozenset[str]] = {
    table: frozenset(columns.split())
    for table, columns in {
        "organizations": "id name description email website url legal_status",
        "organization_identifiers": "id organization_id",
        "programs": "id organization_id name description",
        "services": "id organization_id name description url email status",
        "service_areas": "id service_id name",
        "schedules": "id service_id description",
        "locations": "id organization_id location_type url name description latitude longitude",
        "addresses": "id location_id address_1 city postal_code country address_type",
        "service_at_location": "id service_id location_id",
        "phones": "id location_id organization_id contact_id number type description",
        "contacts": "id organization_id name title email",
        "languages": "id service_id location_id name code",
    }.items()
}


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row of a package as it came in: which file and row, its id there, and its cells."""

    file: str
    row: int
    id: str
    cells: dict[str, str]

    def as_text(self) -> str:
        """The row in one cell; `read_kept` reads it again."""
        said = {"file": self.file, "row": self.row, "id": self.id, "cells": self.cells}
        return json.dumps(said, ensure_ascii=False)


def kept_of(actors: Iterable[UUID]) -> dict[UUID, tuple[KeptRow, ...]]:
    """What more was said of these actors than our own package will say. One question."""
    records = ImportedRecord.objects.filter(actor__in=list(actors)).order_by("actor", "id")
    found: dict[UUID, list[KeptRow]] = defaultdict(list)
    for actor, file, row, key, cells in records.values_list(
        "actor_id", "file_name", "row", "external_id", "values"
    ):
        found[actor].append(KeptRow(file, row, key, cells))
    return {actor: tuple(_more_than_ours(rows)) for actor, rows in found.items()}


def write_kept(one: "Organization") -> None:
    """The kept rows as attributes of the organisation."""
    for number, row in enumerate(one.actor.kept):
        one.tables.add(
            "attribute",
            id=uuid5(one.id, f"{LINK_TYPE}:{number}"),
            link_id=one.id,
            taxonomy_term_id=one.tables.own_term("brobygger", "kept", LABEL),
            link_type=LINK_TYPE,
            link_entity="organization",
            value=row.as_text(),
        )


def read_kept(mine: Sequence[Line]) -> list[RawRow]:
    """The rows an organisation's attributes hold, as they were. What cannot be read is an
    attribute like any other."""
    found = (_kept_row(line) for line in mine)
    return [row for row in found if row is not None]


def is_kept(line: Line) -> bool:
    """Whether the line is an attribute that holds a row of another package."""
    return _kept_row(line) is not None


def _kept_row(line: Line) -> RawRow | None:
    mark = line.get("link_type") if line.table == "attributes" else ""
    return _row_of(line.get("value")) if mark == LINK_TYPE else None


def _row_of(value: str) -> RawRow | None:
    try:
        said = json.loads(value)
        cells = {str(column): str(cell) for column, cell in said["cells"].items()}
        return RawRow(str(said["file"]), int(said["row"]), _MARK + str(said["id"]), cells)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _more_than_ours(rows: Sequence[KeptRow]) -> Iterator[KeptRow]:
    ours = any(row.cells.get("identifier_type") == "Brobygger" for row in rows)
    for row in rows:
        if row.id.startswith(_MARK):
            yield KeptRow(row.file, row.row, row.id.removeprefix(_MARK), row.cells)
            continue
        table = row.id.partition(":")[0]
        if ours or table != table_name(row.file):
            continue  # written by a Brobygger, or a row of a spreadsheet
        written = _WRITTEN.get(table, frozenset())
        cells = {column: cell for column, cell in row.cells.items() if cell}
        if set(cells) - written:
            yield KeptRow(
                row.file, row.row, row.id, {c: cells[c] for c in cells if c not in written}
            )
