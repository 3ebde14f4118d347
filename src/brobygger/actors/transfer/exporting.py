"""The register as a file: CSV and Excel to work on and read back, HSDS and GeoJSON to share,
vCard for telephones and mail programs.

Every format is written while the register is read, so the memory used does not grow with it.
"""

from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import BinaryIO

from brobygger.actors.models.actor import ActorQuerySet
from brobygger.actors.transfer.geojson import write_geojson
from brobygger.actors.transfer.hsds_export import write_hsds
from brobygger.actors.transfer.hsds_loose import loose_of
from brobygger.actors.transfer.hsds_tables import shared_ids
from brobygger.actors.transfer.leaving import Audience, Leaving, Seen, leaving, wanted_actors
from brobygger.actors.transfer.spreadsheet_export import write_csv, write_xlsx
from brobygger.actors.transfer.vcard import write_vcards
from brobygger.workspaces.models import Workspace


class ExportFormat(StrEnum):
    """What the register can be written as."""

    CSV = "csv"
    XLSX = "xlsx"
    HSDS = "hsds"
    GEOJSON = "geojson"
    VCARD = "vcard"


def export_file(
    workspace: Workspace,
    *,
    format: ExportFormat | str,  # noqa: A002 - what everyone calls it
    output: Path | BinaryIO,
    actors: ActorQuerySet | None = None,
    audience: Audience | str = Audience.OWN,
    whole: bool | None = None,
    seen: Seen | None = None,
) -> int:
    """Write the workspace's register (or those of its `actors`) to a file; answers how many.

    The caller has asked who may have it. `output` is written from its start; `seen` is told now
    and then how many have been read. `whole` says that the actors are all there are, as they are
    when none are given.
    """
    audience = Audience(audience)
    form = ExportFormat(format)
    wanted = wanted_actors(workspace, actors, audience)
    with_kept = form is ExportFormat.HSDS
    rows = leaving(workspace, wanted, audience, seen=seen, with_kept=with_kept)
    write = _WRITERS[form]
    if form is ExportFormat.HSDS:
        everything = actors is None if whole is None else whole
        loose = loose_of(workspace) if everything and audience is Audience.OWN else ()
        write = partial(write_hsds, shared=shared_ids(workspace), loose=loose)
    if isinstance(output, Path):
        with output.open("wb") as file:
            return write(rows, file)
    return write(rows, output)


_WRITERS: dict[ExportFormat, Callable[[Iterator[Leaving], BinaryIO], int]] = {
    ExportFormat.CSV: write_csv,
    ExportFormat.XLSX: write_xlsx,
    ExportFormat.HSDS: write_hsds,
    ExportFormat.GEOJSON: write_geojson,
    ExportFormat.VCARD: write_vcards,
}
