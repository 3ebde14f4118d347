"""A register on its way in: received, columns chosen, previewed, and laid in or given up."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.notices import new_addresses
from brobygger.actors.enums import ImportOutcome, ImportStatus
from brobygger.actors.models import ImportBatch, ImportLine
from brobygger.actors.transfer.committing import write_plan
from brobygger.actors.transfer.drafts import Drafts
from brobygger.actors.transfer.exceptions import NothingToCommit, RegisterChanged
from brobygger.actors.transfer.headers import check_mapping, guess_mapping
from brobygger.actors.transfer.importing import close_batch, drafts_of, make_plan, source_of
from brobygger.actors.transfer.limits import DIRECT_ROWS
from brobygger.actors.transfer.planning import PlannedActor, digest
from brobygger.actors.transfer.reading import read_register
from brobygger.actors.transfer.reports import report_of
from brobygger.actors.transfer.tables import FileFormat, RegisterFile
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.core import clock
from brobygger.workspaces.authorization import check_workspace
from brobygger.workspaces.models import Workspace

_KEPT_UNUSED = timedelta(days=30)
_LONGEST_RUN = timedelta(hours=1)


@transaction.atomic
def receive_file(*, workspace: Workspace, file_name: str, content: bytes, by: User) -> ImportBatch:
    """Keep an uploaded file until it is laid in or given up, with our guess at its columns.

    Raises ImportRefused when it cannot be a register, PermissionDenied when `by` may not import.
    """
    check_workspace(by, workspace, Permission.ACTOR_IMPORT)
    register = read_register(file_name, content)
    batch = ImportBatch.objects.create(
        workspace=workspace,
        file_name=file_name[-300:],
        format=register.format,
        content=content,
        mapping=_first_reading(register),
        created_by=by,
    )
    record("import.received", by=by, on=("import", batch.id), workspace_id=workspace.id)
    return batch


def file_of(batch: ImportBatch) -> RegisterFile:
    """The batch's file, read with the letters that were chosen."""
    encoding = batch.mapping.get("encoding", "")
    return read_register(batch.file_name, bytes(batch.content), encoding=encoding)


@transaction.atomic
def choose_letters(batch: ImportBatch, *, encoding: str, by: User) -> ImportBatch:
    """Read the file with another encoding; the columns are guessed anew from its headers.

    Raises ImportRefused when the file cannot be written in it.
    """
    batch = _open(batch, by)
    register = read_register(batch.file_name, bytes(batch.content), encoding=encoding)
    batch.mapping = _first_reading(register) | {
        "source": batch.mapping["source"],
        "encoding": encoding,
    }
    batch.save(update_fields=["mapping"])
    return batch


@transaction.atomic
def choose_columns(
    batch: ImportBatch, *, columns: dict[str, str], source: str, by: User
) -> ImportBatch:
    """Say which column means what, and work out what will happen to every row.

    Raises ImportRefused when no column, or more than one, holds the name.
    """
    batch = _open(batch, by)
    if batch.format != FileFormat.HSDS:
        check_mapping(columns, batch.file_name)
    batch.mapping |= {"columns": columns, "source": source or source_of(batch.file_name)}
    drafts = _drafts(batch)
    made = make_plan(drafts, batch.workspace)
    _stage(batch, drafts, made.planned)
    return batch


@transaction.atomic
def start_commit(batch: ImportBatch, *, seen: str, by: User) -> ImportBatch:
    """Lay the previewed actors in: at once, or by the worker when there are many.

    `seen` is the mark of the preview the person saw. A second press does nothing more. Raises
    RegisterChanged, with a new preview ready, when something has changed since; NothingToCommit
    when the import was given up.
    """
    batch = _locked(batch.id)
    check_workspace(by, batch.workspace, Permission.ACTOR_IMPORT)
    if batch.status in (ImportStatus.COMMITTED, ImportStatus.RUNNING):
        return batch
    if batch.status == ImportStatus.CANCELLED:
        raise NothingToCommit(
            _("Importen er fortrudt. Send filen igen, hvis den skal ind alligevel.")
        )
    if batch.lines.count() <= DIRECT_ROWS:
        return _commit(batch, seen=seen, by=by)
    from brobygger.actors.tasks import commit_import

    batch.status = ImportStatus.RUNNING
    batch.result |= {"started_at": clock.now().isoformat()}
    batch.save(update_fields=["status", "result"])
    commit_import.defer(batch_id=str(batch.id), user_id=str(by.id), seen=seen)
    return batch


def finish_commit(batch_id: UUID, *, seen: str, by: User) -> None:
    """The worker's part of a large import. What cannot be laid in comes back to the preview."""
    try:
        with transaction.atomic():
            batch = _locked(batch_id)
            if batch.status == ImportStatus.RUNNING:
                _commit(batch, seen=seen, by=by)
    except RegisterChanged:
        with transaction.atomic():
            restage(_locked(batch_id))
    except Exception:
        ImportBatch.objects.filter(id=batch_id).update(status=ImportStatus.FAILED)
        raise


@transaction.atomic
def cancel_import(batch: ImportBatch, *, by: User) -> ImportBatch:
    """Give the import up: the file and the preview are let go, the register is untouched."""
    batch = _locked(batch.id)
    check_workspace(by, batch.workspace, Permission.ACTOR_IMPORT)
    if batch.status in (ImportStatus.UPLOADED, ImportStatus.FAILED):
        batch.status = ImportStatus.CANCELLED
        batch.content = b""
        batch.result = {}
        batch.save()
        batch.lines.all().delete()
        record("import.cancelled", by=by, on=("import", batch.id), workspace_id=batch.workspace_id)
    return batch


@transaction.atomic
def forget_left_imports() -> int:
    """Let go of files nobody laid in for a month, and free imports whose worker died.

    Answers how many files were let go. What has been laid in is untouched.
    """
    dead = (clock.now() - _LONGEST_RUN).isoformat()
    running = ImportBatch.objects.filter(status=ImportStatus.RUNNING)
    running.filter(result__started_at__lt=dead).update(status=ImportStatus.FAILED)
    left = ImportBatch.objects.filter(
        status__in=(ImportStatus.UPLOADED, ImportStatus.FAILED),
        created_at__lt=clock.now() - _KEPT_UNUSED,
    )
    ImportLine.objects.filter(batch__in=left).delete()
    return left.update(status=ImportStatus.CANCELLED, content=b"", result={})


def restage(batch: ImportBatch) -> None:
    """Work the preview out anew, against the register as it is now."""
    drafts = _drafts(batch)
    _stage(batch, drafts, make_plan(drafts, batch.workspace).planned)


def _first_reading(register: RegisterFile) -> dict[str, object]:
    columns = (
        {} if register.format == FileFormat.HSDS else guess_mapping(register.tables[0].columns)
    )
    return {
        "columns": columns,
        "source": source_of(register.name),
        "encoding": "",
        "certain": register.certain,
    }


def _commit(batch: ImportBatch, *, seen: str, by: User) -> ImportBatch:
    drafts = _drafts(batch)
    made = make_plan(drafts, batch.workspace, lock=True)
    if digest(made.planned) != seen:
        raise RegisterChanged
    write_plan(made.planned, made.stored, workspace=batch.workspace, by=by)
    report = report_of(made.planned, drafts, committed=True)
    if not report.committed:
        raise NothingToCommit(_("Ingen af rækkerne kan lægges ind. Ret filen, og send den igen."))
    close_batch(batch, report, drafts, by=by)
    return batch


def _stage(batch: ImportBatch, drafts: Drafts, planned: list[PlannedActor]) -> None:
    batch.lines.all().delete()
    ImportLine.objects.bulk_create(
        (
            ImportLine(
                batch=batch,
                number=number,
                file_name=one.draft.file[:200],
                row=one.draft.row,
                name=one.draft.name[:300],
                outcome=one.outcome,
                details=one.as_json(),
            )
            for number, one in enumerate(planned, 1)
        ),
        batch_size=1000,
    )
    loose = [problem.as_json() for problem in drafts.problems]
    report = report_of(planned, drafts).as_json()
    told = new_addresses(batch.workspace, _written(planned))
    batch.result = report | {"loose": loose, "seen": digest(planned), "told": told}
    batch.status = ImportStatus.UPLOADED
    batch.save()


def _written(planned: list[PlannedActor]) -> Iterator[ActorData]:
    """What the register would say of those who change."""
    for one in planned:
        if one.after is not None and one.outcome in (ImportOutcome.CREATE, ImportOutcome.UPDATE):
            yield one.after


def _drafts(batch: ImportBatch) -> Drafts:
    reading = batch.mapping
    return drafts_of(file_of(batch), source=reading["source"], mapping=reading["columns"])


def _locked(batch_id: UUID) -> ImportBatch:
    batches = ImportBatch.objects.select_related("workspace").select_for_update(of=("self",))
    return batches.get(id=batch_id)


def _open(batch: ImportBatch, by: User) -> ImportBatch:
    """The batch, locked, when its columns may still be chosen. Raises NothingToCommit."""
    batch = _locked(batch.id)
    check_workspace(by, batch.workspace, Permission.ACTOR_IMPORT)
    if batch.status not in (ImportStatus.UPLOADED, ImportStatus.FAILED):
        raise NothingToCommit(_("Importen er afsluttet. Send filen igen, hvis noget skal ændres."))
    return batch
