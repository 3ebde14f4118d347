"""The register as a table to work on: CSV and Excel, with the columns the import reads.

openpyxl is asked for when a workbook is wanted: it is a tenth of the time it takes to start
Brobygger.
"""

import csv
import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from brobygger.actors.transfer.cells import printable
from brobygger.actors.transfer.columns import COLUMNS, HEADERS, cells_of
from brobygger.actors.transfer.leaving import Leaving
from brobygger.core.spreadsheets import harmless

# Excel refuses more in one cell.
_LONGEST_CELL = 32_767
_WIDE = {"name": 36, "description": 48, "email": 28, "website": 28}
_WIDTH = 18


def write_csv(actors: Iterator[Leaving], output: BinaryIO) -> int:
    """`;` and a byte order mark, as a Danish Excel opens it; no cell is run as a formula."""
    text = io.TextIOWrapper(output, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADERS)
    count = 0
    for actor in actors:
        writer.writerow([harmless(cell) for cell in _row(actor)])
        count += 1
    text.detach()
    return count


def write_xlsx(actors: Iterator[Leaving], output: BinaryIO) -> int:
    """Every cell is text, whatever it looks like. The header stays in sight and can be filtered."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    def text_cell(text: str) -> Any:
        if not text:
            return None
        cell = WriteOnlyCell(sheet, value="")
        cell.value = text[:_LONGEST_CELL]
        cell.data_type = "s"
        return cell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Samarbejdsparter")
    sheet.freeze_panes = "B2"
    for number, column in enumerate(COLUMNS, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = _WIDE.get(column.key, _WIDTH)
    header = [WriteOnlyCell(sheet, value=column) for column in HEADERS]
    for cell in header:
        cell.font = Font(bold=True)
    sheet.append(header)
    count = 0
    for actor in actors:
        sheet.append([text_cell(cell) for cell in _row(actor)])
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{count + 1}"
    book.save(output)
    return count


def _row(actor: Leaving) -> list[str]:
    cells = cells_of(actor.data, actor_id=actor.id)
    return [printable(cells[column.key]) for column in COLUMNS]
