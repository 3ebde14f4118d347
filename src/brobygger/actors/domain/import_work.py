"""The work behind an import: reading the file, working the preview out, writing the register.

Small files are done at once, large ones by the worker; the work is the same. Each part is one
transaction, so it can be begun again from the start after a worker was killed in the middle of it:
the register has all of the file, or nothing.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.actors.domain.bulk import copy_values, settle_soon
from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.import_choices import choices_of, remember_choices
from brobygger.actors.domain.import_mail import started_at, tell_if_long
from brobygger.actors.domain.kept_apart import tell_they_are_two
from brobygger.actors.domain.notices import new_addresses
from brobygger.actors.domain.saved_mappings import recognised
from brobygger.actors.enums import ImportOutcome, ImportStatus
from brobygger.actors.models import ImportBatch, ImportLine
from brobygger.actors.transfer.breath import holding_breath
from brobygger.actors.transfer.committing import write_plan
from brobygger.actors.transfer.drafts import Drafts
from brobygger.actors.transfer.exceptions import ImportRefused, NothingToCommit, RegisterChanged
from brobygger.actors.transfer.importing import (
    Plan,
    close_batch,
    drafts_of,
    first_reading,
    make_plan,
    settled,
)
from brobygger.actors.transfer.limits import DIRECT_ROWS
from brobygger.actors.transfer.planning import PlannedActor
from brobygger.actors.transfer.progress import Stopped, Tell, Telling, begin, is_over, quiet
from brobygger.actors.transfer.reading import read_register
from brobygger.actors.transfer.readings import Reading
from brobygger.actors.transfer.ready_made import ready_made_for
from brobygger.actors.transfer.reports import report_of
from brobygger.actors.transfer.shapes import shape_of
from brobygger.actors.transfer.tables import FileFormat, RegisterFile
from brobygger.actors.transfer.wordlists import words_to_ask
from brobygger.audit.models import AuditEvent
from brobygger.audit.record import record
from brobygger.core.ids import new_id
from brobygger.core.retrying import GONE

STOP_ASKED = "import.stop_asked"
_WRITTEN = (ImportOutcome.CREATE, ImportOutcome.UPDATE)


class Step(StrEnum):
    """What the worker does with a file before anything is laid in."""

    READ = "read"
    STAGE = "stage"


@holding_breath()
def prepare(batch_id: UUID) -> None:
    """The worker's part before the preview: read the file, or work out what it would do."""
    with transaction.atomic():
        begin(batch_id, "read")
    try:
        with Telling(batch_id) as tell, transaction.atomic(), _in_language_of(batch_id):
            batch = _locked(batch_id)
            if batch.status == ImportStatus.READING:
                started = started_at(batch)
                _prepare(batch, tell)
                is_over(batch_id)
                tell_if_long(batch, started, to=batch.created_by)
    except Stopped:
        _stopped(batch_id)
    except ImportRefused as refusal:
        _failed(batch_id, refused=str(refusal))
    except GONE:
        raise  # the worker does it again when the database is back
    except Exception:
        _failed(batch_id)
        raise


@holding_breath()
def finish_commit(batch_id: UUID, *, seen: str, by: User) -> None:
    """The worker's part of a large import. What cannot be laid in comes back to the preview."""
    with transaction.atomic():
        begin(batch_id, "read")
    try:
        with Telling(batch_id) as tell, transaction.atomic(), translation.override(by.language):
            batch = _locked(batch_id)
            if batch.status == ImportStatus.RUNNING:
                started = started_at(batch)
                commit_batch(batch, seen=seen, by=by, tell=tell)
                is_over(batch_id)
                tell_if_long(batch, started, to=by)
    except Stopped:
        _stopped(batch_id)
    except RegisterChanged:
        _show_again(batch_id, by)
    except NothingToCommit as refusal:
        _failed(batch_id, refused=str(refusal))
    except GONE:
        raise
    except Exception:
        _failed(batch_id)
        raise


def _show_again(batch_id: UUID, by: User) -> None:
    """The register has changed since the preview: a new one, for the person to look at."""
    try:
        with Telling(batch_id) as tell, transaction.atomic(), translation.override(by.language):
            batch = _locked(batch_id)
            started = started_at(batch)
            stage_batch(batch, tell)
            batch.result["changed"] = True
            batch.save(update_fields=["result"])
            is_over(batch_id)
            tell_if_long(batch, started, to=by)
    except Stopped:
        _stopped(batch_id)


def read_batch(batch: ImportBatch) -> None:
    """Read the file for the first time, or with other letters: what it is, and our best guess."""
    encoding = batch.mapping.get("encoding", "")
    register = read_register(batch.file_name, bytes(batch.content), encoding=encoding)
    batch.format = register.format
    batch.mapping = _first_mapping(batch, register) | {"encoding": encoding}
    batch.status = ImportStatus.UPLOADED
    batch.result = {}


def stage_batch(batch: ImportBatch, tell: Tell = quiet) -> None:
    """Work out what will happen to every row, for the preview."""
    drafts = _drafts(batch, tell)
    stage_plan(batch, make_plan(drafts, batch.workspace, tell=tell), tell)


def stage_plan(batch: ImportBatch, made: Plan, tell: Tell = quiet) -> None:
    """Keep a plan as the lines of a preview."""
    tell("stage", 0, len(made.planned))
    batch.lines.all().delete()
    copy_values(ImportLine, _lines(batch, made.planned))
    drafts = made.drafts
    loose = [problem.as_json() for problem in drafts.problems]
    batch.result = report_of(made.planned, drafts).as_json() | {
        "loose": loose,
        "seen": made.mark,
        "told": new_addresses(batch.workspace, _written(made.planned)),
        "words": [word.as_json() for word in words_to_ask(drafts.words)],
        "words_met": len(drafts.words),
    }
    batch.status = ImportStatus.UPLOADED
    batch.save()


def commit_batch(batch: ImportBatch, *, seen: str, by: User, tell: Tell = quiet) -> ImportBatch:
    """Lay the file in as it was previewed and decided.

    Rows nobody has decided on stay behind in an import of their own. Raises RegisterChanged,
    NothingToCommit.
    """
    drafts = _drafts(batch, tell)
    made = make_plan(drafts, batch.workspace, lock=True, tell=tell)
    if made.mark != seen:
        raise RegisterChanged
    choices = choices_of(batch)
    waiting = [
        place
        for place, one in enumerate(made.planned)
        if one.outcome == ImportOutcome.DECIDE and place not in choices
    ]
    shown = made.planned
    made = settled(made, choices, lock=True)
    report = report_of(made.planned, drafts, committed=True)
    if not report.committed and not choices:
        raise NothingToCommit(_("Ingen af rækkerne kan lægges ind. Ret filen, og send den igen."))
    write_plan(made.planned, made.stored, workspace=batch.workspace, by=by, tell=tell)
    remember_choices(made.planned, drafts.actors, choices, workspace=batch.workspace, by=by)
    tell_they_are_two(shown, made.planned, choices, workspace=batch.workspace, by=by)
    if len(made.planned) > DIRECT_ROWS:
        settle_soon(batch.workspace, report.created)
    left = _leave_behind(batch, drafts, waiting, by) if waiting else None
    close_batch(batch, report, drafts, by=by)
    batch.result |= {"undecided": report.undecided, "elsewhere": report.elsewhere}
    if left is not None:
        batch.result["left"] = str(left.id)
    batch.save(update_fields=["result"])
    return batch


def _leave_behind(batch: ImportBatch, drafts: Drafts, waiting: list[int], by: User) -> ImportBatch:
    """An import of the rows that still wait for a decision, to be taken up any day of the month."""
    before = batch.mapping.get("rows")
    left = ImportBatch(
        workspace=batch.workspace,
        file_name=batch.file_name,
        format=batch.format,
        content=bytes(batch.content),
        mapping={
            **{key: value for key, value in batch.mapping.items() if key != "shape"},
            "rows": [before[place] for place in waiting] if before else waiting,
            "shape": batch.mapping.get("shape", {}) | {"rows": len(waiting)},
        },
        created_by=by,
    )
    left.save()
    some = Drafts(
        drafts.register,
        [drafts.actors[place] for place in waiting],
        reading=drafts.reading,
    )
    stage_plan(left, make_plan(some, batch.workspace))
    return left


def _prepare(batch: ImportBatch, tell: Tell) -> None:
    if batch.result.get("step") == Step.STAGE:
        stage_batch(batch, tell)
        return
    read_batch(batch)
    if batch.format == FileFormat.HSDS:
        stage_batch(batch, tell)
    batch.save()


def _first_mapping(batch: ImportBatch, register: RegisterFile) -> dict[str, Any]:
    """How the file is read until somebody says otherwise: as the last time, else as we guess."""
    reading = first_reading(register, source=batch.mapping.get("source", ""))
    mapping: dict[str, Any] = reading.as_json() | {
        "certain": register.certain,
        "shape": shape_of(register),
        "municipality": batch.mapping.get("municipality", batch.workspace.municipality_code),
    }
    if register.format == FileFormat.HSDS:
        return mapping
    columns = register.tables[0].columns
    if saved := recognised(batch.workspace, columns):
        said: dict[str, Any] = saved.reading
        chosen = said.get("columns", {})
        mapping |= {**said, "municipality": mapping["municipality"]}
        mapping["columns"] = {column: chosen.get(column, "") for column in columns}
        mapping["known"] = {"saved": str(saved.id), "name": saved.name}
        return mapping
    if ready := ready_made_for(columns):
        return mapping | {
            "columns": ready.mapping(columns),
            "source": ready.source,
            "known": {"ready": ready.source},
        }
    return mapping


def _lines(batch: ImportBatch, planned: list[PlannedActor]) -> Iterator[dict[str, object]]:
    for number, one in enumerate(planned, 1):
        yield {
            "id": new_id(),
            "batch_id": batch.id,
            "number": number,
            "file_name": one.draft.file[:200],
            "row": one.draft.row,
            "name": one.draft.name[:300],
            "outcome": one.outcome,
            "likeness": one.alike[0].kind[:20] if one.alike else "",
            "decision": "",
            "target": "",
            "details": one.as_json(),
        }


def _written(planned: list[PlannedActor]) -> Iterator[ActorData]:
    """What the register would say of those who change."""
    for one in planned:
        if one.after is not None and one.outcome in _WRITTEN:
            yield one.after


def _drafts(batch: ImportBatch, tell: Tell = quiet) -> Drafts:
    encoding = batch.mapping.get("encoding", "")
    tell("read", 0, batch.mapping.get("shape", {}).get("rows", 0))
    register = read_register(batch.file_name, bytes(batch.content), encoding=encoding)
    drafts = drafts_of(register, Reading.of(batch.mapping), tell)
    if (rows := batch.mapping.get("rows")) is not None:
        drafts.actors = [drafts.actors[place] for place in rows]
        drafts.problems = []
    return drafts


@transaction.atomic
def _failed(batch_id: UUID, *, refused: str = "") -> None:
    batch = _locked(batch_id)
    batch.status = ImportStatus.FAILED
    batch.result |= {"refused": refused}
    batch.save(update_fields=["status", "result"])
    tell_if_long(batch, started_at(batch), to=batch.created_by)


@transaction.atomic
def _stopped(batch_id: UUID) -> None:
    """What was written is taken back already; the person who asked is in the trail."""
    batch = _locked(batch_id)
    asked = AuditEvent.objects.filter(event=STOP_ASKED, object_id=batch_id).order_by("at").last()
    give_up(batch, by_id=asked.by_id if asked else None)


def give_up(batch: ImportBatch, *, by_id: UUID | None) -> None:
    """Let go of the file and the preview."""
    batch.status = ImportStatus.CANCELLED
    batch.content = b""
    batch.result = {}
    batch.mapping.pop("shape", None)
    batch.save()
    batch.lines.all().delete()
    by = User.objects.filter(pk=by_id).first() if by_id else None
    record("import.cancelled", by=by, on=("import", batch.id), workspace_id=batch.workspace_id)


def _locked(batch_id: UUID) -> ImportBatch:
    batches = ImportBatch.objects.select_related("workspace", "created_by")
    return batches.select_for_update(of=("self",)).get(id=batch_id)


def _in_language_of(batch_id: UUID) -> AbstractContextManager[None]:
    """The preview's words are made now, in the language of the one who sent the file."""
    batch = ImportBatch.objects.select_related("created_by").defer("content").get(id=batch_id)
    return translation.override(batch.created_by.language) if batch.created_by else nullcontext()
