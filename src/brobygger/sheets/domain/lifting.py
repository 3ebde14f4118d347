"""Lifting a sheet to a newer edition of its tool. Nothing written is lost, and it can be undone."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from brobygger.accounts.models import User
from brobygger.audit.record import record
from brobygger.catalog.fields import Field
from brobygger.sheets.access import policy_of
from brobygger.sheets.domain.restoring import write_back
from brobygger.sheets.domain.versions import keep_version
from brobygger.sheets.editions import field_behind, fitted, newest_edition
from brobygger.sheets.exceptions import SheetError
from brobygger.sheets.models import Occasion, Sheet, SheetVersion
from brobygger.sheets.seeing import Seen
from brobygger.sheets.shapes import Value, rules_of
from brobygger.sheets.values import is_empty


class NothingToLift(SheetError):
    """The sheet has the newest edition, or another edition than the one that was shown."""

    def __init__(self) -> None:
        super().__init__(
            _("Der er ikke en nyere udgave af redskabet, eller den er kommet, mens du så på siden.")
        )


@dataclass(frozen=True)
class Leftover:
    """Words from another edition of the tool, for which the sheet now has no place."""

    field: Field
    value: Value
    whole: bool  # the field is gone; else only some of its answers or columns

    @property
    def words(self) -> list[str]:
        """What is written, one line a row."""
        return rules_of(self.field).words(self.field, self.value)


@transaction.atomic
def lift(*, sheet: Sheet, to: int, by: User) -> SheetVersion:
    """Give the sheet its tool's newest edition, the one that was shown. Words the new edition has
    no place for stay and are shown. The version that is kept first is what `lower` goes back to.

    Raises PermissionDenied, NothingToLift.
    """
    locked = _locked(sheet, by)
    newest = newest_edition(locked)
    if newest is None or newest.version != to:
        raise NothingToLift
    before = keep_version(sheet=locked, occasion=Occasion.BEFORE_LIFT, by=by)
    _give_edition(locked, to)
    for kept in locked.field_values.all():
        if newest.has(kept.field_id):
            write_back(locked, newest.field(kept.field_id), kept.value, by=by)
    sheet.refresh_from_db()
    record("sheet.lifted", by=by, on=("sheet", sheet.id), workspace_id=sheet.workspace_id)
    return before


@transaction.atomic
def lower(*, sheet: Sheet, by: User) -> None:
    """Undo the last lift: the earlier edition again, and the answers that did not fit the newer.

    What was written since stays. Raises PermissionDenied, NothingToLift.
    """
    locked = _locked(sheet, by)
    before = lifted_from(locked)
    if before is None:
        raise NothingToLift
    now = {one.field_id: one.value for one in locked.field_values.all()}
    # What the lift itself took off, and nobody has touched since.
    trimmed = [
        one
        for one in before.wordings.all()
        if locked.tool.has(one.field_id)
        if now.get(one.field_id) == fitted(locked.tool.field(one.field_id), one.value) != one.value
    ]
    _give_edition(locked, before.tool_version)
    for wording in trimmed:
        if locked.tool.has(wording.field_id):
            write_back(locked, locked.tool.field(wording.field_id), wording.value, by=by)
    sheet.refresh_from_db()
    record("sheet.lowered", by=by, on=("sheet", sheet.id), workspace_id=sheet.workspace_id)


def lifted_from(sheet: Sheet) -> SheetVersion | None:
    """The version from just before the sheet got the edition it has; None when it never changed."""
    before = sheet.versions.filter(
        occasion=Occasion.BEFORE_LIFT, tool_version__lt=sheet.tool_version
    )
    return before.order_by("-number").first()


def leftovers(sheet: Sheet, seen: Seen) -> list[Leftover]:
    """What is written in fields the tool no longer has, and the answers it had no place for."""
    found = [
        Leftover(field, kept.value, whole=True)
        for kept in sheet.field_values.all()
        if not sheet.tool.has(kept.field_id) and seen.sees(kept.field_id)
        if not is_empty(kept.value)
        if (field := field_behind(sheet, kept.field_id, kept.value)) is not None
    ]
    before = lifted_from(sheet)
    if before is None or not seen.writes:
        return found
    return found + [one for one in _trimmed(sheet, before) if seen.sees(one.field.id)]


def _trimmed(sheet: Sheet, before: SheetVersion) -> list[Leftover]:
    """The wordings that lost something on the way to this edition."""
    old = before.tool
    return [
        Leftover(old.field(one.field_id), one.value, whole=False)
        for one in before.wordings.order_by("field_id")
        if sheet.tool.has(one.field_id) and old.has(one.field_id)
        if fitted(sheet.tool.field(one.field_id), one.value) != one.value
    ]


def _give_edition(sheet: Sheet, number: int) -> None:
    sheet.tool_version = number
    sheet.save(update_fields=["tool_version"])


def _locked(sheet: Sheet, by: User) -> Sheet:
    if not policy_of(sheet).can_edit(by, sheet):
        raise PermissionDenied
    return Sheet.objects.select_for_update().get(pk=sheet.pk)
