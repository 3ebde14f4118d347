"""Rows of others' HSDS packages that belong to no organisation, on their way out again.

They are kept with the import for as long as the retention rules say, and have no place in the
register. As HSDS rows they could not stand: a service must have an organisation, and their columns
may be those of an older version. So each goes out as an attribute, like the rows in `hsds_kept`,
of a term of our own instead of an organisation, and comes in again as the row it was. Only in files
of the whole register for ourselves: nobody can say which filter they would pass.
"""

from collections.abc import Iterable, Iterator
from uuid import uuid5

from brobygger.actors.enums import ImportStatus
from brobygger.actors.models import ImportBatch, ImportedRecord
from brobygger.actors.transfer.hsds_kept import LINK_TYPE, KeptRow
from brobygger.actors.transfer.hsds_links import Line, table_name
from brobygger.actors.transfer.hsds_tables import NAMESPACE, OURS, Tables
from brobygger.actors.transfer.tables import Row
from brobygger.workspaces.models import Workspace

LABEL = "Række uden organisation fra en anden pakke"


def loose_of(workspace: Workspace) -> Iterator[KeptRow]:
    """The rows of the newest import of each source, one import in memory at a time.

    What stands with somebody in the register leaves with them, and not here too.
    """
    batches = ImportBatch.objects.filter(workspace=workspace, format="hsds")
    done = batches.filter(status=ImportStatus.COMMITTED, result__has_key="kept")
    newest = done.order_by("mapping__source", "-committed_at").distinct("mapping__source")
    for key in newest.values_list("pk", flat=True):
        kept = ImportBatch.objects.values_list("result__kept", flat=True).get(pk=key) or []
        lines = [Line(table_name(one["file"]), one["file"], _row(one)) for one in kept]
        yield from _of_nobody(workspace, lines)


def write_loose(tables: Tables, rows: Iterable[KeptRow]) -> None:
    """The rows as attributes, each once however many imports it came with."""
    written = set()
    for row in rows:
        value = row.as_text()
        key = uuid5(NAMESPACE, f"loose:{value}")
        if key in written:
            continue
        written.add(key)
        term = tables.own_term("brobygger", "loose", LABEL)
        tables.add(
            "attribute",
            id=key,
            link_id=term,
            taxonomy_term_id=term,
            link_type=LINK_TYPE,
            link_entity="taxonomy_term",
            value=value,
        )


def _row(one: dict[str, object]) -> Row:
    values = one["values"]
    assert isinstance(values, dict)
    return Row(int(str(one["row"])), {str(name): str(cell) for name, cell in values.items()})


def _of_nobody(workspace: Workspace, lines: list[Line]) -> Iterator[KeptRow]:
    ours = {line.id for line in lines if line.get("description").startswith(OURS)}
    records = ImportedRecord.objects.filter(workspace=workspace, actor__deleted_at__isnull=True)
    mine = records.filter(external_id__in=[line.key for line in lines])
    with_somebody = set(mine.values_list("file_name", "external_id"))
    for line in lines:
        written_by_us = line.id in ours or line.get("taxonomy_id") in ours
        if not written_by_us and (line.file, line.key) not in with_somebody:
            cells = {name: cell for name, cell in line.row.cells.items() if cell}
            yield KeptRow(line.file, line.row.number, line.key, cells)
