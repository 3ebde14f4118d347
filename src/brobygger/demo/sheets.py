"""Filling in a sheet from a story, through the same commands as everybody else."""

from datetime import timedelta
from typing import Any

from brobygger.accounts.models import User
from brobygger.catalog.fields import Shape
from brobygger.core import clock
from brobygger.sheets.domain.commands import (
    Command,
    SetChoice,
    SetParts,
    SetRows,
    SetText,
    SetValue,
    apply,
)
from brobygger.sheets.models import FieldValue, Sheet


def fill(sheet: Sheet, fields: dict[str, Any], by: User) -> None:
    """Write each field of the story; what the sheet was prefilled with there is replaced."""
    for field_id, value in fields.items():
        apply(sheet, _command(sheet, field_id, value), by=by)


def _command(sheet: Sheet, field_id: str, value: Any) -> Command:
    present = FieldValue.objects.filter(sheet=sheet, field_id=field_id).first()
    revision = present.revision if present else 0
    match sheet.tool.field(field_id).shape:
        case Shape.TEXT:
            return SetText(field_id, base=present.value["text"] if present else "", text=value)
        case Shape.CHOICE:
            return SetChoice(field_id, chosen=tuple(value), base_revision=revision)
        case Shape.ROWS:
            return SetRows(field_id, rows=tuple(value), base_revision=revision)
        case Shape.PARTS:
            return SetParts(field_id, parts=_with_days(value), base_revision=revision)
        case shape:
            return SetValue(field_id, value={shape.value: value}, base_revision=revision)


def _with_days(parts: dict[str, Any]) -> dict[str, str]:
    """Numbers are days from the day the demo is made."""
    return {
        key: (clock.today() + timedelta(days=value)).isoformat()
        if isinstance(value, int)
        else value
        for key, value in parts.items()
    }
