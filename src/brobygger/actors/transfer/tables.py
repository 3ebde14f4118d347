"""What every kind of file is read into: tables with a header, and rows with a number."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from brobygger.actors.transfer.cells import bare, printable
from brobygger.actors.transfer.limits import check_rows
from brobygger.core.characters import seen

_HEADER_WITHIN = 10


class FileFormat(StrEnum):
    """How a register is written down."""

    CSV = "csv"
    EXCEL = "xlsx"
    HSDS = "hsds"


@dataclass(frozen=True, slots=True)
class Row:
    """One row, numbered as a spreadsheet shows it, with only the cells that hold something."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """A sheet or a CSV file. `above` is what stood over the header, a title for instance."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    above: tuple[str, ...] = ()


@dataclass(frozen=True)
class RegisterFile:
    """A file that has been read. `certain` is False when æøå may have come out wrong."""

    name: str
    format: FileFormat
    tables: tuple[Table, ...]
    encoding: str = ""
    certain: bool = True

    @property
    def number_of_rows(self) -> int:
        return sum(len(table.rows) for table in self.tables)


def clean(value: str) -> str:
    """A cell as text we can store: trimmed, without what nobody can see and halves of letters."""
    if value.isprintable():  # as nearly every cell is, and most of the time of a large file
        text = value.strip()
        return bare(text).strip() if text[:1] == "'" else text
    whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return bare(seen(printable(whole)).strip()).strip()


def make_table(
    name: str,
    grid: Iterable[Sequence[str]],
    *,
    is_header: Callable[[Sequence[str]], bool] | None = None,
) -> Table:
    """A table out of rows of cells; blank rows and columns disappear.

    The header is the first row that holds anything, or the first of the top rows that `is_header`
    knows. Columns without a name are called by their letter, a second of the same name gets "(2)".
    """
    filled = [
        (number, cells)
        for number, row in enumerate(grid, 1)
        if any(cells := [clean(cell) for cell in row])
    ]
    if not filled:
        return Table(name, (), ())
    check_rows(len(filled))
    top = _header_index([cells for _number, cells in filled[:_HEADER_WITHIN]], is_header)
    body = filled[top + 1 :]
    width = max(len(cells) for _number, cells in filled[top:])
    columns = _column_names(filled[top][1], width)
    rows = tuple(
        Row(number, {column: cell for column, cell in zip(columns, cells, strict=False) if cell})
        for number, cells in body
    )
    used = {column for row in rows for column in row.cells}
    named = {columns[index] for index, cell in enumerate(filled[top][1]) if cell}
    above = tuple(cell for _number, cells in filled[:top] for cell in cells if cell)
    return Table(name, tuple(c for c in columns if c in used or c in named), rows, above)


def _header_index(top: list[list[str]], is_header: Callable[[Sequence[str]], bool] | None) -> int:
    if is_header is None:
        return 0
    return next((index for index, cells in enumerate(top) if is_header(cells)), 0)


def _column_names(header: Sequence[str], width: int) -> list[str]:
    names: list[str] = []
    for index in range(width):
        text = header[index] if index < len(header) else ""
        name = " ".join(text.split())[:200] or f"Kolonne {_letter(index)}"
        times = sum(1 for other in names if other == name or other.startswith(f"{name} ("))
        names.append(f"{name} ({times + 1})" if times else name)
    return names


def _letter(index: int) -> str:
    """The letter a spreadsheet shows over the column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
