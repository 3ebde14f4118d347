"""What a browser sent, as commands. One set of names serves the whole form and a single field."""

import re
from uuid import UUID

from django.http import QueryDict

from brobygger.accounts.models import User
from brobygger.catalog.fields import Field, Shape
from brobygger.sheets.domain.commands import (
    Command,
    FieldState,
    SetChoice,
    SetParts,
    SetRows,
    SetText,
    SettleText,
    apply,
)
from brobygger.sheets.domain.queries import value_at
from brobygger.sheets.models import Sheet
from brobygger.sheets.values import Value

_SETTLE = re.compile(
    r"^settle:(?P<field>\w+):(?P<rival>[0-9a-f-]{36}):(?P<keep>present|other|both)$"
)

# No form of ours has more rows; a forged count must not keep us busy.
_MOST_ROWS = 200


def save_posted(sheet: Sheet, field: Field, sent: QueryDict, *, by: User) -> FieldState:
    """Save the field as it was sent, then settle between two wordings when that was asked.

    Raises what `apply` raises.
    """
    state = apply(sheet, command_for(sheet, field, sent), by=by)
    settle = settling(sent)
    if settle is not None and settle.field == field.id:
        state = apply(sheet, settle, by=by)
    return state


def posted_value(field: Field, sent: QueryDict) -> Value:
    """The field's value as it was typed, not checked."""
    match field.shape:
        case Shape.TEXT:
            return {"text": sent.get(field.id, "").replace("\r\n", "\n")}
        case Shape.CHOICE:
            return {"chosen": [one for one in sent.getlist(field.id) if one]}
        case Shape.ROWS:
            return {"rows": _rows(field, sent)}
        case Shape.PARTS:
            return {
                "parts": {c.id: sent.get(f"{field.id}-{c.id}", "").strip() for c in field.columns}
            }


def was_sent(field: Field, sent: QueryDict) -> bool:
    """Whether the form held this field at all."""
    return f"{field.id}-revision" in sent


def command_for(sheet: Sheet, field: Field, sent: QueryDict) -> Command:
    """The command that saves the field as it was sent."""
    value, revision = posted_value(field, sent), base_revision(field, sent)
    match field.shape:
        case Shape.TEXT:
            base = value_at(sheet, field.id, revision) or {"text": ""}
            return SetText(field.id, base["text"], value["text"])
        case Shape.CHOICE:
            return SetChoice(field.id, tuple(value["chosen"]), revision)
        case Shape.ROWS:
            return SetRows(field.id, tuple(value["rows"]), revision)
        case Shape.PARTS:
            return SetParts(field.id, value["parts"], revision)


def settling(sent: QueryDict) -> SettleText | None:
    """The choice between two wordings, when that was the button."""
    found = _SETTLE.match(sent.get("do", ""))
    if found is None:
        return None
    keep = found["keep"]
    assert keep in {"present", "other", "both"}
    return SettleText(found["field"], UUID(found["rival"]), keep)  # type: ignore[arg-type]


def base_revision(field: Field, sent: QueryDict) -> int:
    """The revision the writer saw."""
    return _number(sent.get(f"{field.id}-revision", ""))


def _rows(field: Field, sent: QueryDict) -> list[dict[str, str]]:
    count = min(_number(sent.get(f"{field.id}-count", "")), _MOST_ROWS)
    removed = sent.get("do", "")
    rows = []
    for index in range(count):
        if removed == f"remove:{field.id}:{index}":
            continue
        cells = {c.id: sent.get(f"{field.id}-{index}-{c.id}", "") for c in field.columns}
        rows.append({"id": sent.get(f"{field.id}-{index}-id", ""), **cells})
    return rows


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
