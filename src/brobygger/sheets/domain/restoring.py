"""Letting earlier words stand again: as a new revision, so that it can be undone like any other."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from brobygger.accounts.models import User
from brobygger.catalog.fields import Field
from brobygger.sheets.access import policy_of
from brobygger.sheets.domain.commands import FieldState, overwrite
from brobygger.sheets.domain.queries import value_at
from brobygger.sheets.domain.versions import edition, keep_version
from brobygger.sheets.editions import fitted
from brobygger.sheets.exceptions import NotSaved, SheetError, UnknownField
from brobygger.sheets.models import Occasion, Sheet, SheetVersion
from brobygger.sheets.shapes import Value, rules_of


class WrittenMeanwhile(SheetError):
    """Somebody wrote after the page was shown: look again before their words are put aside."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "En anden har skrevet her, siden du åbnede siden. Intet er hentet. "
                "Se forskellene igen, og tryk igen, hvis det stadig skal være sådan."
            )
        )


@transaction.atomic
def restore_version(*, version: SheetVersion, seen: int, by: User) -> SheetVersion:
    """Let the whole sheet say what it said then. What stands now is kept as a version first, and
    restoring that one is the undo. `seen` is the edition of the sheet the person looked at.

    Raises PermissionDenied, WrittenMeanwhile.
    """
    sheet = _locked(version.sheet, by)
    if edition(sheet) != seen:
        raise WrittenMeanwhile
    before = keep_version(sheet=sheet, occasion=Occasion.BEFORE_RESTORE, by=by)
    then = {one.field_id: one.value for one in version.wordings.all()}
    for field in sheet.tool.fields:
        write_back(sheet, field, then.get(field.id) or rules_of(field).empty(), by=by)
    return before


@transaction.atomic
def put_back(*, sheet: Sheet, field_id: str, revision: int, seen: int, by: User) -> FieldState:
    """Let one field say what it said at a revision; 0 is the empty field it began as. `seen` is
    the revision the person looked at.

    Raises PermissionDenied, UnknownField, WrittenMeanwhile, NotSaved when the words are deleted.
    """
    locked = _locked(sheet, by)
    if not locked.tool.has(field_id):
        raise UnknownField(field_id)
    field = locked.tool.field(field_id)
    stands = locked.field_values.filter(field_id=field_id).first()
    if (stands.revision if stands else 0) != seen:
        raise WrittenMeanwhile
    then = value_at(locked, field_id, revision) if revision else rules_of(field).empty()
    if then is None:
        raise NotSaved(_("Den ordlyd er slettet og kan ikke hentes."))
    return write_back(locked, field, then, by=by)


def write_back(sheet: Sheet, field: Field, value: Value, *, by: User) -> FieldState:
    """Write as much of the value as the field can hold over what stands. The sheet is locked."""
    return overwrite(sheet, field, fitted(field, value), by=by)


def _locked(sheet: Sheet, by: User) -> Sheet:
    if not policy_of(sheet).can_edit(by, sheet):
        raise PermissionDenied
    return Sheet.objects.select_for_update().get(pk=sheet.pk)
