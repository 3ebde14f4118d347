"""What the page about columns shows of a file, kept so that the file is not read for every look."""

from itertools import islice
from typing import Any

from brobygger.actors.transfer.tables import FileFormat, RegisterFile, Table
from brobygger.core.citizens import has_cpr

_SAMPLES = 3
_ROWS_LOOKED_AT = 200
_LONGEST = 80


def shape_of(register: RegisterFile) -> dict[str, Any]:
    """Its columns with some of what stands in them, and how many rows there are."""
    return {
        "rows": register.number_of_rows,
        "encoding": register.encoding,
        "tables": [[table.name, len(table.rows)] for table in register.tables],
        "columns": [] if register.format == FileFormat.HSDS else _columns(register.tables[0]),
    }


def _columns(table: Table) -> list[list[Any]]:
    return [[column, samples_of(table, column)] for column in table.columns]


def samples_of(table: Table, column: str) -> list[str]:
    """The first different cells of a column; none with a citizen's number."""
    cells = (row.cells.get(column, "") for row in table.rows[:_ROWS_LOOKED_AT])
    said = (cell[:_LONGEST] for cell in cells if cell and not has_cpr(cell, only_with_hyphen=True))
    return list(islice(dict.fromkeys(said), _SAMPLES))
