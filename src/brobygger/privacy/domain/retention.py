"""Carrying out data_retention.yaml: what is over is deleted or emptied, some rows at a time."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import Error, connection, models, transaction

from brobygger.accounts.models import User
from brobygger.agreements.models import Agreement
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.core import clock
from brobygger.privacy.domain.overdue import Duty, duties, empty_value
from brobygger.privacy.exceptions import AlreadyRunning
from brobygger.privacy.models import ArchiveMark, RetentionRun
from brobygger.sheets.models import Sheet
from brobygger.visits.models import Visit
from brobygger.workspaces.authorization import check_workspace
from brobygger.workspaces.models import Workspace

log = logging.getLogger(__name__)

BATCH = 1000
_LOCK = 7_015
Keys = Sequence[Any]


@dataclass(frozen=True)
class Line:
    """What a rule does, or would do, to a table."""

    label: str
    rule: str
    why: str
    rows: int
    held: int = 0
    oldest: datetime | date | None = None
    failed: bool = False


def dry_run() -> list[Line]:
    """What the next run would do; nothing is changed."""
    found = (_look(duty) for duty in duties(clock.now()))
    return [line for line in found if line.rows or line.held]


def enforce() -> list[Line]:
    """Delete and empty everything that is over, in transactions of a thousand rows.

    Stopped in the middle, the next run takes up what is left. Raises AlreadyRunning when another
    worker is at it.
    """
    with _alone():
        run = RetentionRun.objects.create()
        lines = []
        for duty in duties(clock.now()):
            line = carry_out(duty)
            if line.rows or line.held or line.failed:
                lines.append(line)
            run.done = [[one.label, one.rule, one.rows] for one in lines if one.rows]
            run.held = [[one.label, one.rule, one.held] for one in lines if one.held]
            run.save(update_fields=["done", "held"])
        _finish(run)
    return lines


def last_run() -> RetentionRun | None:
    """The latest run that came to its end."""
    return RetentionRun.objects.filter(finished_at__isnull=False).order_by("-started_at").first()


@transaction.atomic
def note_archived(*, workspace: Workspace, ended_before: date, by: User | None) -> ArchiveMark:
    """Note that what ended before a day has been handed over; then its time may run out.

    `by` is None from the command line. Raises PermissionDenied.
    """
    if by is not None:
        check_workspace(by, workspace, Permission.WORKSPACE_MANAGE)
    mark = ArchiveMark.objects.create(
        workspace=workspace, ended_before=ended_before, noted_by_id=by.id if by else None
    )
    record("privacy.archived", by=by, on=("workspace", workspace.id), workspace_id=workspace.id)
    return mark


def _look(duty: Duty) -> Line:
    return Line(
        label=duty.label,
        rule=duty.rule.name,
        why=duty.entry.until,
        rows=duty.rows().order_by().values("pk").count(),
        held=duty.held(),
        oldest=duty.oldest(),
    )


def carry_out(duty: Duty) -> Line:
    """Do everything one rule asks for, a thousand rows a transaction; tells how it went."""
    line = replace(_look(duty), rows=0)
    try:
        while done := _batch(duty):
            line = replace(line, rows=line.rows + done)
    except (Error, models.ProtectedError):
        log.exception("retention of %s stopped", duty.label)
        return replace(line, failed=True)
    return line


@transaction.atomic
def _batch(duty: Duty) -> int:
    """Do a thousand rows at most; those somebody has changed meanwhile are looked at again."""
    rows = duty.rows().order_by()
    keys = list(rows.values_list("pk", flat=True)[:BATCH])
    if not keys:
        return 0
    held = duty.model._base_manager.select_for_update().filter(pk__in=keys)
    keys = list(
        rows.filter(pk__in=list(held.values_list("pk", flat=True))).values_list("pk", flat=True)
    )
    if duty.rule.blank:
        _blank(duty, keys)
    else:
        DELETE.get(duty.label, _delete)(duty.model, keys)
    return len(keys)


def _blank(duty: Duty, keys: Keys) -> None:
    rows = duty.model._base_manager.filter(pk__in=keys)
    whole = [name for name in duty.rule.blank if "." not in name]
    rows.update(**{name: empty_value(duty.model._meta.get_field(name)) for name in whole})
    for path in set(duty.rule.blank) - set(whole):
        name, _, key = path.partition(".")
        for row in rows.iterator(chunk_size=100):
            getattr(row, name).pop(key, None)
            row.save(update_fields=[name])


def _delete(model: type[models.Model], keys: Keys) -> None:
    model._base_manager.filter(pk__in=keys).delete()


def _delete_collaborations(model: type[models.Model], keys: Keys) -> None:
    """With the sheets the parties had in common. An organisation's own stay with it."""
    joint = Sheet.objects.filter(
        collaboration_sheets__collaboration__in=keys, collaboration_sheets__owner__isnull=True
    )
    sheets = list(joint.values_list("pk", flat=True))
    _delete_agreements(
        Agreement,
        list(Agreement.objects.filter(collaboration__in=keys).values_list("pk", flat=True)),
    )
    _delete(model, keys)
    _delete(Sheet, sheets)


def _delete_agreements(model: type[models.Model], keys: Keys) -> None:
    drafts = list(Sheet.objects.filter(agreement__in=keys).values_list("pk", flat=True))
    _delete(model, keys)
    _delete(Sheet, drafts)


def _delete_visits(model: type[models.Model], keys: Keys) -> None:
    sheets = list(Visit.objects.filter(pk__in=keys).values_list("sheet_id", flat=True))
    _delete(model, keys)
    _delete(Sheet, sheets)


def _delete_actors(model: type[models.Model], keys: Keys) -> None:
    """With their own sheets, and those of the visits to them."""
    sheets = [
        *Visit.objects.filter(actor__in=keys).values_list("sheet_id", flat=True),
        *Sheet.objects.filter(own_sheet__owner__in=keys).values_list("pk", flat=True),
    ]
    _delete(model, keys)
    _delete(Sheet, sheets)


def _delete_trail(model: type[models.Model], keys: Keys) -> None:
    """The trigger lets this transaction through, and only for what is old enough."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('brobygger.retention', 'on', true)")
        _delete(model, keys)
        cursor.execute("SELECT set_config('brobygger.retention', '', true)")


# Tables whose rows take something along that no foreign key points to, or are guarded.
DELETE: dict[str, Callable[[type[models.Model], Keys], None]] = {
    "actors.Actor": _delete_actors,
    "visits.Visit": _delete_visits,
    "collaborations.Collaboration": _delete_collaborations,
    "agreements.Agreement": _delete_agreements,
    "audit.AuditEvent": _delete_trail,
}


def _finish(run: RetentionRun) -> None:
    with transaction.atomic():
        run.finished_at = clock.now()
        run.save(update_fields=["finished_at"])
        record("privacy.retention_run", by=None, on=("retention_run", run.id), workspace_id=None)


@contextmanager
def _alone() -> Iterator[None]:
    """Two workers never run at once. A lock of the connection: it goes with a worker that dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            raise AlreadyRunning
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
