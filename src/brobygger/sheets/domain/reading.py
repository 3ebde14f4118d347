"""What a person may read of a sheet: the one gate every page, paper, file and search goes through.

A party that has been shown some fields of another's sheet never gets the rest in any form. Whatever
shows somebody what a sheet says, asks here; `sheet_values` is for those who write (prefilling,
freezing, erasing), not for readers.
"""

from collections.abc import Mapping
from datetime import datetime

from brobygger.accounts.models import User
from brobygger.catalog.fields import Field
from brobygger.sheets.access import policy_of
from brobygger.sheets.models import FieldRevision, Sheet
from brobygger.sheets.values import FieldValues, Value


def readable_fields(sheet: Sheet, reader: User) -> list[Field]:
    """The fields of the sheet the person may read, in the tool's order. None when it is shut."""
    allowed = policy_of(sheet).readable(reader, sheet)
    return [one for one in sheet.tool.fields if allowed is None or one.id in allowed]


def may_read(sheet: Sheet, field_id: str, reader: User) -> bool:
    """Whether the person may read this field, and so its comments, photos and earlier wordings."""
    allowed = policy_of(sheet).readable(reader, sheet)
    return allowed is None or field_id in allowed


def values_for(sheet: Sheet, reader: User) -> FieldValues:
    """What the sheet says to this person; fields they may not read are empty.

    Which fields those are is told by `readable_fields`. An organisation that has left a
    collaboration is read as it was then: what it writes later is not told (`as_of`).
    """
    policy = policy_of(sheet)
    allowed = policy.readable(reader, sheet)
    if allowed is not None and not allowed:
        return FieldValues(tool=sheet.tool, values={})
    kept = sheet.field_values.all()
    if allowed is not None:
        kept = kept.filter(field_id__in=allowed)
    values: dict[str, Value] = dict(kept.values_list("field_id", "value"))
    frozen = policy.as_of(reader, sheet)
    return FieldValues(tool=sheet.tool, values=values | _wordings_at(sheet, frozen, set(values)))


def values_then(sheet: Sheet, moment: datetime | None) -> FieldValues:
    """Everything the sheet said at a moment (None: now). For those who take from it, not readers:
    what an organisation writes after it has left is not taken either."""
    values: dict[str, Value] = dict(sheet.field_values.values_list("field_id", "value"))
    if moment is not None:
        values = _wordings_at(sheet, dict.fromkeys(values, moment), set(values))
    return FieldValues(tool=sheet.tool, values=values)


def _wordings_at(sheet: Sheet, frozen: Mapping[str, datetime], among: set[str]) -> dict[str, Value]:
    """What each frozen field said at its moment; nothing when it was still empty then."""
    wanted = {field_id: moment for field_id, moment in frozen.items() if field_id in among}
    revisions = FieldRevision.objects.filter(sheet=sheet, field_id__in=wanted).order_by("revision")
    return {field_id: {} for field_id in wanted} | {
        field_id: value
        for field_id, at, value in revisions.values_list("field_id", "at", "value")
        if at <= wanted[field_id]
    }
