"""A register on its way in: received, columns chosen, previewed, and laid in or given up.

What takes more than a moment is done by the worker (`domain/import_work.py`); the verbs here only
begin it.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.actors.domain.import_work import (
    Step,
    commit_batch,
    give_up,
    read_batch,
    stage_batch,
)
from brobygger.actors.domain.saved_mappings import remember_mapping
from brobygger.actors.enums import ImportStatus
from brobygger.actors.models import ImportBatch, ImportLine
from brobygger.actors.transfer.exceptions import NothingToCommit
from brobygger.actors.transfer.headers import check_mapping
from brobygger.actors.transfer.importing import source_of
from brobygger.actors.transfer.limits import DIRECT_BYTES, DIRECT_ROWS
from brobygger.actors.transfer.progress import ask_to_stop
from brobygger.actors.transfer.reading import check_kind
from brobygger.actors.transfer.tables import FileFormat
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.core import clock
from brobygger.workspaces.authorization import check_workspace
from brobygger.workspaces.models import Workspace

_KEPT_UNUSED = timedelta(days=30)
_LONGEST_RUN = timedelta(hours=1)
_WORKING = (ImportStatus.READING, ImportStatus.RUNNING)
_OPEN = (ImportStatus.UPLOADED, ImportStatus.FAILED)


@transaction.atomic
def receive_file(
    *,
    workspace: Workspace,
    file_name: str,
    content: bytes,
    by: User,
    municipality: str | None = None,
) -> ImportBatch:
    """Keep an uploaded file until it is laid in or given up, with our guess at its columns.

    `municipality` is the code whose rows alone are wanted, "" for all of them; when nobody has
    said, the workspace's own. A row that does not say where it lies counts as being there.

    A large file is read by the worker. Raises ImportRefused when it can be seen that it is no
    register, PermissionDenied when `by` may not import.
    """
    check_workspace(by, workspace, Permission.ACTOR_IMPORT)
    check_kind(content)
    batch = ImportBatch(
        workspace=workspace,
        file_name=file_name[-300:],
        content=content,
        created_by=by,
    )
    if municipality is not None:
        batch.mapping["municipality"] = municipality
    if len(content) <= DIRECT_BYTES:
        read_batch(batch)
    batch.save()
    record("import.received", by=by, on=("import", batch.id), workspace_id=workspace.id)
    if len(content) > DIRECT_BYTES:
        _hand_over(batch, Step.READ)
    return batch


@transaction.atomic
def choose_letters(batch: ImportBatch, *, encoding: str, by: User) -> ImportBatch:
    """Read the file with another encoding; the columns are guessed anew from its headers.

    Raises ImportRefused when the file cannot be written in it.
    """
    batch = _open(batch, by)
    before = batch.mapping
    batch.mapping = {"source": before["source"], "encoding": encoding}
    if "municipality" in before:
        batch.mapping["municipality"] = before["municipality"]
    if len(batch.content) > DIRECT_BYTES:
        batch.mapping |= {"shape": before.get("shape", {}), "columns": before.get("columns", {})}
        _hand_over(batch, Step.READ)
        return batch
    read_batch(batch)
    batch.save()
    return batch


@transaction.atomic
def choose_columns(
    batch: ImportBatch,
    *,
    columns: dict[str, str],
    source: str,
    by: User,
    municipality: str = "",
    remember: bool = False,
) -> ImportBatch:
    """Say which column means what, and work out what will happen to every row.

    `remember` keeps it for the next file with the same headers. Raises ImportRefused when no
    column, or more than one, holds the name.
    """
    batch = _open(batch, by)
    if batch.format != FileFormat.HSDS:
        check_mapping(columns, batch.file_name)
    batch.mapping |= {
        "columns": columns,
        "source": source or source_of(batch.file_name),
        "municipality": municipality if "municipality" in columns.values() else "",
    }
    if remember and columns:
        remember_mapping(workspace=batch.workspace, reading=batch.mapping, by=by)
    return _restage(batch)


@transaction.atomic
def choose_words(batch: ImportBatch, *, terms: dict[str, dict[str, str]], by: User) -> ImportBatch:
    """Say what words of the file mean: a term, or nothing where the words themselves are kept.

    It is remembered with the columns, when they are. The preview is worked out anew.
    """
    batch = _open(batch, by)
    known: dict[str, dict[str, str]] = dict(batch.mapping.get("terms", {}))
    for name, said in terms.items():
        known[name] = {**known.get(name, {}), **said}
    batch.mapping["terms"] = known
    if batch.mapping.get("known") and batch.mapping.get("columns"):
        remember_mapping(workspace=batch.workspace, reading=batch.mapping, by=by)
    return _restage(batch)


@transaction.atomic
def start_commit(batch: ImportBatch, *, seen: str, by: User) -> ImportBatch:
    """Lay the previewed actors in: at once, or by the worker when there are many.

    `seen` is the mark of the preview the person saw. A second press does nothing more. Raises
    RegisterChanged, with a new preview ready, when something has changed since; NothingToCommit
    when the import was given up.
    """
    batch = locked_batch(batch.id)
    check_workspace(by, batch.workspace, Permission.ACTOR_IMPORT)
    if batch.status in (ImportStatus.COMMITTED, *_WORKING):
        return batch
    if batch.status == ImportStatus.CANCELLED:
        raise NothingToCommit(
            _("Importen er fortrudt. Send filen igen, hvis den skal ind alligevel.")
        )
    if batch.lines.count() <= DIRECT_ROWS:
        return commit_batch(batch, seen=seen, by=by)
    from brobygger.actors.tasks import commit_import

    batch.status = ImportStatus.RUNNING
    batch.result |= {"started_at": clock.now().isoformat()}
    batch.save(update_fields=["status", "result"])
    commit_import.defer(batch_id=str(batch.id), user_id=str(by.id), seen=seen)
    return batch


@transaction.atomic
def cancel_import(batch: ImportBatch, *, by: User) -> ImportBatch:
    """Give the import up: the file and the preview are let go, the register is untouched.

    One that waits for the worker is given up at once. One the worker is at is stopped at its next
    row, and what was written is taken back; is it over by then, it stays as it is.
    """
    check_workspace(by, batch.workspace, Permission.ACTOR_IMPORT)
    working = batch.status in _WORKING
    batches = ImportBatch.objects.select_related("workspace")
    held = batches.select_for_update(of=("self",), skip_locked=working).filter(id=batch.id).first()
    if held is None:
        if ask_to_stop(batch.id):
            on = ("import", batch.id)
            record("import.stop_asked", by=by, on=on, workspace_id=batch.workspace_id)
        return batch
    if held.status in (*_OPEN, *_WORKING):
        give_up(held, by_id=by.pk)
    return held


@transaction.atomic
def forget_left_imports() -> int:
    """Let go of files nobody laid in for a month, and free imports whose worker died for good.

    Answers how many files were let go. What has been laid in is untouched.
    """
    dead = (clock.now() - _LONGEST_RUN).isoformat()
    running = ImportBatch.objects.filter(status__in=_WORKING)
    running.filter(result__started_at__lt=dead).update(status=ImportStatus.FAILED)
    left = ImportBatch.objects.filter(status__in=_OPEN, created_at__lt=clock.now() - _KEPT_UNUSED)
    ImportLine.objects.filter(batch__in=left).delete()
    return left.update(status=ImportStatus.CANCELLED, content=b"", result={}, mapping={})


@transaction.atomic
def restage(batch: ImportBatch) -> None:
    """Work the preview out anew, against the register as it is now."""
    stage_batch(locked_batch(batch.id))


def locked_batch(batch_id: UUID) -> ImportBatch:
    """The import, held until the transaction ends."""
    batches = ImportBatch.objects.select_related("workspace").select_for_update(of=("self",))
    return batches.get(id=batch_id)


def number_of_rows(batch: ImportBatch) -> int:
    """How many rows the file was seen to have."""
    shape: dict[str, Any] = batch.mapping.get("shape", {})
    return int(shape.get("rows", 0))


def _restage(batch: ImportBatch) -> ImportBatch:
    if number_of_rows(batch) > DIRECT_ROWS:
        _hand_over(batch, Step.STAGE)
        return batch
    stage_batch(batch)
    return batch


def _hand_over(batch: ImportBatch, step: Step) -> None:
    """Let the worker go on with the file, after the transaction."""
    from brobygger.actors.tasks import prepare_import

    batch.status = ImportStatus.READING
    batch.result = {"step": step.value, "started_at": clock.now().isoformat()}
    batch.save()
    prepare_import.defer(batch_id=str(batch.id))


def _open(batch: ImportBatch, by: User) -> ImportBatch:
    """The batch, locked, when its columns may still be chosen. Raises NothingToCommit."""
    batch = locked_batch(batch.id)
    check_workspace(by, batch.workspace, Permission.ACTOR_IMPORT)
    if batch.status not in _OPEN:
        raise NothingToCommit(_("Importen er afsluttet. Send filen igen, hvis noget skal ændres."))
    return batch
