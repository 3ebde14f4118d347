"""The register as a file: CSV and Excel to work on and read back, HSDS and GeoJSON to share.

Notes never leave the workspace. Every format reads the register a few hundred actors at a time,
so the memory used does not grow with the register. openpyxl is asked for when a workbook is
wanted: it is a tenth of the time it takes to start Brobygger.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

from django.db import transaction

from brobygger.actors.domain.rows import data_of, with_rows
from brobygger.actors.models import Actor
from brobygger.actors.models.actor import ActorQuerySet
from brobygger.actors.transfer.cells import printable
from brobygger.actors.transfer.columns import COLUMNS, HEADERS, cells_of
from brobygger.actors.transfer.geojson import write_geojson
from brobygger.actors.transfer.hsds_export import write_hsds
from brobygger.core.spreadsheets import harmless
from brobygger.workspaces.models import Workspace

# Excel refuses more in one cell.
_LONGEST_CELL = 32_767
_AT_A_TIME = 300


class ExportFormat(StrEnum):
    """What the register can be written as."""

    CSV = "csv"
    XLSX = "xlsx"
    HSDS = "hsds"
    GEOJSON = "geojson"


@transaction.atomic
def export_file(
    workspace: Workspace,
    *,
    format: ExportFormat | str,  # noqa: A002 - what everyone calls it
    output: Path | BinaryIO,
    actors: ActorQuerySet | None = None,
) -> int:
    """Write the workspace's register (or those of its `actors`) to a file; answers how many.

    The caller has asked who may have it. `output` is written from its start.
    """
    wanted = Actor.objects.in_workspace(workspace)
    if actors is not None:
        wanted = actors.filter(workspace=workspace)
    rows = _let_go(with_rows(wanted).order_by("sort_name", "id").iterator(chunk_size=_AT_A_TIME))
    write = _WRITERS[ExportFormat(format)]
    if isinstance(output, Path):
        with output.open("wb") as file:
            return write(rows, file)
    return write(rows, output)


def _let_go(actors: Iterable[Actor]) -> Iterator[Actor]:
    """Each actor, forgotten as soon as it is written.

    Its rows refer back to it: without this they would all wait for the garbage collector.
    """
    for actor in actors:
        yield actor
        vars(actor).pop("_prefetched_objects_cache", None)


def _write_csv(actors: Iterator[Actor], output: BinaryIO) -> int:
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


def _write_xlsx(actors: Iterator[Actor], output: BinaryIO) -> int:
    """Every cell is text, whatever it looks like."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

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
    header = [WriteOnlyCell(sheet, value=column) for column in HEADERS]
    for cell in header:
        cell.font = Font(bold=True)
    sheet.append(header)
    count = 0
    for actor in actors:
        sheet.append([text_cell(cell) for cell in _row(actor)])
        count += 1
    book.save(output)
    return count


def _row(actor: Actor) -> list[str]:
    cells = cells_of(data_of(actor), actor_id=actor.pk)
    return [printable(cells[column.key]) for column in COLUMNS]


_WRITERS: dict[ExportFormat, Callable[[Iterator[Actor], BinaryIO], int]] = {
    ExportFormat.CSV: _write_csv,
    ExportFormat.XLSX: _write_xlsx,
    ExportFormat.HSDS: write_hsds,
    ExportFormat.GEOJSON: write_geojson,
}
