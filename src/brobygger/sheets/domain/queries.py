"""Reading sheets."""

from brobygger.sheets.models import FieldRevision, Sheet
from brobygger.sheets.values import FieldValues, Value


def sheet_values(sheet: Sheet) -> FieldValues:
    """What the sheet says now, by one query."""
    kept = dict(sheet.field_values.values_list("field_id", "value"))
    return FieldValues(tool=sheet.tool, values=kept)


def value_at(sheet: Sheet, field_id: str, revision: int) -> Value | None:
    """What the field said at that revision; None when it has no such revision (0: nothing yet)."""
    return (
        FieldRevision.objects.filter(sheet=sheet, field_id=field_id, revision=revision)
        .values_list("value", flat=True)
        .first()
    )
