"""What HSDS has no field for, in packages between two Brobygger: our own columns as attributes.

HSDS knows neither needs nor wished target groups, and says less of most other things. So that
nothing is lost on the way, a package holds every column of the register as an attribute of the
organisation as well, written as in a spreadsheet.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from brobygger.actors.domain.data import ROW_FIELDS, ActorData, RowData
from brobygger.actors.transfer.columns import COLUMNS, cells_of, read_cells
from brobygger.actors.transfer.coordinates import POINT_KEYS
from brobygger.actors.transfer.hsds_links import Line

TAXONOMY = "brobygger"
# A point stands with its place already.
_ELSEWHERE = ("source", "external_id", "id", *POINT_KEYS)
_KEYS = tuple(column.key for column in COLUMNS if column.key not in _ELSEWHERE)


def own_cells(data: ActorData) -> Iterator[tuple[str, str]]:
    """The columns that say something, by key."""
    cells = cells_of(data)
    return ((key, cells[key]) for key in _KEYS if cells[key])


def own_values(mine: Sequence[Line], found: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of an organisation's attributes, as values that stand instead of those `found`.

    Empty for packages of others. Rows keep the ids they were found with.
    """
    said = {
        line.get("link_type").removeprefix(f"{TAXONOMY}:"): line.get("value")
        for line in mine
        if line.table == "attributes" and line.get("link_type").startswith(f"{TAXONOMY}:")
    }
    if not said:
        return {}
    cells = {key: said.get(key, "") for key in _KEYS}
    values, problems = read_cells(cells)
    for problem in problems:
        values.pop(problem.key, None)
    return {
        key: _with_ids(value, found.get(key, ())) if key in ROW_FIELDS else value
        for key, value in values.items()
        if key != "name" or value
    }


def _with_ids(rows: Sequence[RowData], found: Sequence[RowData]) -> tuple[RowData, ...]:
    """The rows with the ids of those that say the same."""
    left = list(found)
    kept = []
    for row in rows:
        same = next((one for one in left if _same(one, row)), None)
        if same is not None:
            left.remove(same)
        kept.append(replace(row, external_id=same.external_id) if same is not None else row)
    return tuple(kept)


def _same(one: RowData, other: RowData) -> bool:
    return replace(one, external_id="", visibility="") == replace(
        other, external_id="", visibility=""
    )
