"""Writing in a sheet: one command a field, checked by the server, history kept.

The same commands serve the form, the autosave and, later, live editing. Each says what the writer
saw (`base`), so that two people's changes can be put together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brobygger.accounts.models import User
from brobygger.audit.models import AuditEvent
from brobygger.audit.record import record
from brobygger.catalog.fields import Field, Shape
from brobygger.core import clock
from brobygger.sheets.access import policy_of
from brobygger.sheets.directory import with_pointers
from brobygger.sheets.domain.queries import value_at
from brobygger.sheets.domain.sheets import put_first_value
from brobygger.sheets.exceptions import ChangedMeanwhile, UnknownField
from brobygger.sheets.merge import merge_text
from brobygger.sheets.models import FieldRevision, FieldValue, RivalText, Sheet
from brobygger.sheets.shapes import Value, rules_of
from brobygger.sheets.shapes.notes import with_vote
from brobygger.sheets.validation import check_shape, clean_text
from brobygger.sheets.values import empty_value

# One line in the trail for a sitting, not one for every pause in the typing.
_SITTING = timedelta(hours=1)


@dataclass(frozen=True)
class SetText:
    """Write a text; `base` is the text the writer began from."""

    field: str
    base: str
    text: str


@dataclass(frozen=True)
class SetValue:
    """Write a field of any shape but text; `base_revision` is what the writer saw (0: empty).

    A value is a mapping with one key, as `sheets/shapes` keeps it. Rows, notes and marks keep their
    "id", so that changes to them can be followed; one without is new. Votes are never set here.
    """

    field: str
    value: Mapping[str, Any]
    base_revision: int


@dataclass(frozen=True)
class SetChoice:
    """Choose options, or tick them."""

    field: str
    chosen: tuple[str, ...]
    base_revision: int

    @property
    def value(self) -> Value:
        return {"chosen": list(self.chosen)}


@dataclass(frozen=True)
class SetRows:
    """Write the rows of a table."""

    field: str
    rows: tuple[Mapping[str, str], ...]
    base_revision: int

    @property
    def value(self) -> Value:
        return {"rows": list(self.rows)}


@dataclass(frozen=True)
class SetParts:
    """Write a date, a period, a recurrence or a person."""

    field: str
    parts: Mapping[str, str]
    base_revision: int

    @property
    def value(self) -> Value:
        return {"parts": dict(self.parts)}


@dataclass(frozen=True)
class Vote:
    """Give a note one's vote, or take it back; once more changes nothing."""

    field: str
    note_id: str
    up: bool


@dataclass(frozen=True)
class SettleText:
    """Choose between what stands and a wording that could not be put together with it."""

    field: str
    rival_id: UUID
    keep: Literal["present", "other", "both"]


Writing = SetValue | SetChoice | SetRows | SetParts
Command = SetText | Writing | SettleText | Vote


@dataclass(frozen=True)
class FieldState:
    """A field after a command: what stands, and what the writer must be told."""

    field_id: str
    value: Value
    revision: int
    saved_at: datetime | None
    merged: bool = False  # somebody else's change stands in it too
    rival: RivalText | None = None  # the writer's own wording, kept beside what stands


@transaction.atomic
def apply(sheet: Sheet, command: Command, *, by: User) -> FieldState:
    """Carry out one command and keep the earlier wording.

    Raises PermissionDenied, UnknownField, NotSaved (nothing is changed; what was typed is the
    caller's to show again) and ChangedMeanwhile.
    """
    if not policy_of(sheet).can_edit(by, sheet):
        raise PermissionDenied
    # One writer at a time: the second sees what the first saved.
    Sheet.objects.select_for_update().get(pk=sheet.pk)
    try:
        field = sheet.tool.field(command.field)
    except KeyError as error:
        raise UnknownField(command.field) from error
    present = FieldValue.objects.filter(sheet=sheet, field_id=field.id).first()
    match command:
        case SetText():
            return _set_text(sheet, field, present, command, by)
        case SetValue() | SetChoice() | SetRows() | SetParts():
            return _set_value(sheet, field, present, command, by)
        case Vote():
            return _vote(sheet, field, present, command, by)
        case SettleText():
            return _settle_text(sheet, field, present, command, by)


def overwrite(sheet: Sheet, field: Field, value: Value, *, by: User) -> FieldState:
    """Let a value stand whatever stood before, for verbs that bring earlier words back.

    They have asked whether `by` may, locked the sheet and made the value fit the field.
    """
    present = FieldValue.objects.filter(sheet=sheet, field_id=field.id).first()
    return _store(sheet, field, present, value, by)


def _set_text(
    sheet: Sheet, field: Field, present: FieldValue | None, command: SetText, by: User
) -> FieldState:
    check_shape(field, Shape.TEXT)
    mine = clean_text(command.text)
    theirs = _value(field, present)["text"]
    merged = merge_text(command.base, theirs, mine)
    if merged is None:
        rival, _ = RivalText.objects.get_or_create(
            sheet=sheet,
            field_id=field.id,
            text=mine,
            settled_at=None,
            defaults={"at": clock.now(), "by_id": by.id},
        )
        return _state(field, present, rival=rival)
    return _store(sheet, field, present, {"text": merged}, by, merged=merged != mine)


def _set_value(
    sheet: Sheet, field: Field, present: FieldValue | None, command: Writing, by: User
) -> FieldState:
    rules = rules_of(field)
    if set(command.value) != set(rules.empty()):
        raise UnknownField(field.id)
    base, theirs = _base(sheet, field, command.base_revision), _value(field, present)
    mine = rules.clean(field, command.value)
    mine = with_pointers(sheet, field, mine, (base, theirs), by=by)
    together = rules.merge(field, base, theirs, mine)
    if together is None:
        raise ChangedMeanwhile(theirs, _revision(present))
    merged = rules.clean(field, together)
    return _store(sheet, field, present, merged, by, merged=merged != mine)


def _vote(
    sheet: Sheet, field: Field, present: FieldValue | None, command: Vote, by: User
) -> FieldState:
    check_shape(field, Shape.NOTES)
    value = _value(field, present)
    return _store(
        sheet, field, present, with_vote(value, command.note_id, str(by.id), up=command.up), by
    )


def _settle_text(
    sheet: Sheet, field: Field, present: FieldValue | None, command: SettleText, by: User
) -> FieldState:
    check_shape(field, Shape.TEXT)
    rival = RivalText.objects.filter(
        sheet=sheet, field_id=field.id, id=command.rival_id, settled_at__isnull=True
    ).first()
    if rival is None:  # somebody else has chosen already
        return _state(field, present)
    stands = _value(field, present)["text"]
    text = {
        "present": stands,
        "other": rival.text,
        "both": "\n\n".join(part for part in (stands.rstrip("\n"), rival.text) if part),
    }[command.keep]
    rival.settled_at = clock.now()
    rival.save(update_fields=["settled_at"])
    return _store(sheet, field, present, {"text": clean_text(text)}, by)


def _store(
    sheet: Sheet,
    field: Field,
    present: FieldValue | None,
    value: Value,
    by: User,
    *,
    merged: bool = False,
) -> FieldState:
    if value == _value(field, present):
        return _state(field, present, merged=merged)
    moment = clock.now()
    if present is None:
        present = put_first_value(sheet, field, value, by=by)
    else:
        present.value, present.revision = value, present.revision + 1
        present.updated_at, present.updated_by_id = moment, by.id
        present.save(update_fields=["value", "revision", "updated_at", "updated_by_id"])
        FieldRevision.objects.create(
            sheet=sheet,
            field_id=field.id,
            revision=present.revision,
            value=value,
            at=moment,
            by_id=by.id,
        )
    Sheet.objects.filter(pk=sheet.pk).update(updated_at=moment)
    _note_sitting(sheet, by, moment)
    return _state(field, present, merged=merged)


def _note_sitting(sheet: Sheet, by: User, moment: datetime) -> None:
    recently = AuditEvent.objects.filter(
        event="sheet.edited", object_id=sheet.id, by_id=by.id, at__gt=moment - _SITTING
    )
    if not recently.exists():
        record("sheet.edited", by=by, on=("sheet", sheet.id), workspace_id=sheet.workspace_id)


def _value(field: Field, present: FieldValue | None) -> Value:
    return present.value if present else empty_value(field)


def _revision(present: FieldValue | None) -> int:
    return present.revision if present else 0


def _base(sheet: Sheet, field: Field, revision: int) -> Value:
    return value_at(sheet, field.id, revision) or empty_value(field)


def _state(
    field: Field,
    present: FieldValue | None,
    *,
    merged: bool = False,
    rival: RivalText | None = None,
) -> FieldState:
    return FieldState(
        field_id=field.id,
        value=_value(field, present),
        revision=_revision(present),
        saved_at=present.updated_at if present else None,
        merged=merged,
        rival=rival,
    )
