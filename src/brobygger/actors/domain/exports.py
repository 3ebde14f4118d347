"""Files of the register: made at once when it is quick, else by the worker with progress."""

from collections.abc import Callable
from dataclasses import dataclass
from os import SEEK_END
from tempfile import TemporaryFile
from typing import BinaryIO
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.http import QueryDict
from django.utils import translation

from brobygger.accounts.models import User
from brobygger.actors.domain.filters import filter_of
from brobygger.actors.models.actor import ActorQuerySet
from brobygger.actors.models.export import KEPT, ExportStatus, RegisterExport, RegisterExportPiece
from brobygger.actors.paper.exceptions import TooManyForPaper
from brobygger.actors.paper.register_list import LONGEST_LIST, write_list
from brobygger.actors.transfer.exporting import ExportFormat, export_file
from brobygger.actors.transfer.leaving import Audience, Seen
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.core import clock
from brobygger.workspaces.authorization import check_workspace
from brobygger.workspaces.models import Workspace

# What is made within a second on a small machine: as a table, as a package
# of many tables, and set as a list.
DIRECT_ACTORS = 400
DIRECT_AS_HSDS = 150
DIRECT_ON_PAPER = 40
PAPERS = ("a4", "a3")
_PIECE = 1024 * 1024

Asked = Callable[[RegisterExport], "Wanted"]


@dataclass(frozen=True)
class Wanted:
    """The actors a file is made of, and in words what the list was narrowed by."""

    actors: ActorQuerySet
    words: str = ""


@transaction.atomic
def order_export(
    *,
    workspace: Workspace,
    form: str,
    audience: Audience,
    query: str,
    wanted: Wanted,
    by: User,
) -> RegisterExport:
    """Note who takes what along, and let the worker make the file when there are many.

    `form` is an ExportFormat or one of PAPERS; `query` the address of the list, which finds
    `wanted` again. Raises TooManyForPaper, PermissionDenied.
    """
    from brobygger.actors.tasks import make_register_file

    check_workspace(by, workspace, Permission.ACTOR_EXPORT)
    total = wanted.actors.count()
    if form in PAPERS and total > LONGEST_LIST:
        raise TooManyForPaper(total, LONGEST_LIST)
    export = RegisterExport.objects.create(
        workspace=workspace,
        created_by=by,
        form=form,
        audience=audience,
        language=translation.get_language() or "da",
        query=query,
        total=total,
    )
    record(
        "register.exported",
        by=by,
        on=("workspace", workspace.id),
        workspace_id=workspace.id,
        related=[("register_export", export.pk)],
    )
    if not is_quick(export):
        make_register_file.defer(export_id=str(export.pk))
    return export


def is_quick(export: RegisterExport) -> bool:
    """Whether the file is made while the person waits."""
    if export.form in PAPERS:
        return export.total <= DIRECT_ON_PAPER
    return export.total <= (DIRECT_AS_HSDS if export.form == ExportFormat.HSDS else DIRECT_ACTORS)


def make_export(export_id: UUID, *, asked: Asked) -> None:
    """The worker's part: the file is made, with progress, and laid where it can be fetched.

    Stopped in the middle it begins again; a second run finds it made.
    """
    export = RegisterExport.objects.select_related("workspace").get(pk=export_id)
    if export.status == ExportStatus.READY:
        return

    def progress(done: int) -> None:
        RegisterExport.objects.filter(pk=export.pk).update(done=min(done, export.total))

    try:
        with TemporaryFile() as file:
            _write(export, asked(export), file, seen=progress)
            _keep(export, file)
    except Exception:
        RegisterExport.objects.filter(pk=export.pk).update(status=ExportStatus.FAILED)
        raise


def write_now(export: RegisterExport, wanted: Wanted, output: BinaryIO) -> None:
    """Write a quick file while the person waits; it is not kept."""
    _write(export, wanted, output)
    _is_made(export)


def _write(
    export: RegisterExport, wanted: Wanted, output: BinaryIO, *, seen: Seen | None = None
) -> None:
    with translation.override(export.language):
        if export.form in PAPERS:
            write_list(export, wanted.actors, output, narrowed_by=wanted.words, seen=seen)
            return
        export_file(
            export.workspace,
            format=ExportFormat(export.form),
            output=output,
            actors=wanted.actors,
            audience=export.audience,
            whole=not filter_of(QueryDict(export.query)).is_set,
            seen=seen,
        )


@transaction.atomic
def _keep(export: RegisterExport, file: BinaryIO) -> None:
    RegisterExportPiece.objects.filter(export=export).delete()
    export.size = file.seek(0, SEEK_END)
    file.seek(0)
    number = 0
    while piece := file.read(_PIECE):
        RegisterExportPiece.objects.create(export=export, number=number, content=piece)
        number += 1
    _is_made(export)


def _is_made(export: RegisterExport) -> None:
    export.status, export.done = ExportStatus.READY, export.total
    export.save(update_fields=["status", "done", "size"])


def exports_of(workspace: Workspace, user: User) -> list[RegisterExport]:
    """The person's own files of this register that are on their way or can be fetched."""
    since = clock.now() - KEPT
    mine = RegisterExport.objects.filter(workspace=workspace, created_by=user, created_at__gt=since)
    kept = mine.filter(Q(status=ExportStatus.RUNNING) | Q(size__gt=0))
    return list(kept.order_by("-created_at")[:5])


def spooled(export: RegisterExport) -> BinaryIO:
    """The file, laid out on disk piece by piece so that it is never in memory whole."""
    file = TemporaryFile()  # noqa: SIM115 - closed by whoever sends it
    pieces = RegisterExportPiece.objects.filter(export=export)
    for key in pieces.order_by("number").values_list("pk", flat=True):
        file.write(pieces.values_list("content", flat=True).get(pk=key))
    return file
