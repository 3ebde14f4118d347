"""What a browser sent, as commands. One set of names serves the whole form and a single field."""

import re
from uuid import UUID

from django.http import QueryDict

from brobygger.accounts.models import User
from brobygger.catalog.fields import Field, Shape
from brobygger.sheets.domain.commands import (
    Command,
    FieldState,
    SetText,
    SettleText,
    SetValue,
    Vote,
    apply,
)
from brobygger.sheets.domain.queries import value_at
from brobygger.sheets.models import Sheet
from brobygger.sheets.shapes import Value, rules_of
from brobygger.sheets.shapes.base import sent_number

_SETTLE = re.compile(
    r"^settle:(?P<field>\w+):(?P<rival>[0-9a-f-]{36}):(?P<keep>present|other|both)$"
)
_VOTE = re.compile(r"^(?P<how>vote|unvote):(?P<field>\w+):(?P<note>[0-9a-f+-]{1,40})$")


def save_posted(sheet: Sheet, field: Field, sent: QueryDict, *, by: User) -> FieldState:
    """Save the field as it was sent, then vote or settle between two wordings when that was asked.

    Raises what `apply` raises.
    """
    state = apply(sheet, command_for(sheet, field, sent), by=by)
    settle = settling(sent)
    if settle is not None and settle.field == field.id:
        state = apply(sheet, settle, by=by)
    vote = voting(sent)
    if vote is not None and vote.field == field.id:
        state = apply(sheet, vote, by=by)
    return state


def posted_value(field: Field, sent: QueryDict) -> Value:
    """The field's value as it was typed, not checked."""
    return rules_of(field).posted(field, sent)


def was_sent(field: Field, sent: QueryDict) -> bool:
    """Whether the form held this field at all."""
    return f"{field.id}-revision" in sent


def command_for(sheet: Sheet, field: Field, sent: QueryDict) -> Command:
    """The command that saves the field as it was sent."""
    value, revision = posted_value(field, sent), base_revision(field, sent)
    if field.shape is Shape.TEXT:
        base = value_at(sheet, field.id, revision) or {"text": ""}
        return SetText(field.id, base["text"], value["text"])
    return SetValue(field.id, value, revision)


def settling(sent: QueryDict) -> SettleText | None:
    """The choice between two wordings, when that was the button."""
    found = _SETTLE.match(sent.get("do", ""))
    if found is None:
        return None
    keep = found["keep"]
    assert keep in {"present", "other", "both"}
    return SettleText(found["field"], UUID(found["rival"]), keep)  # type: ignore[arg-type]


def voting(sent: QueryDict) -> Vote | None:
    """The vote that was given or taken back, when that was the button."""
    found = _VOTE.match(sent.get("do", ""))
    return Vote(found["field"], found["note"], up=found["how"] == "vote") if found else None


def base_revision(field: Field, sent: QueryDict) -> int:
    """The revision the writer saw."""
    return sent_number(sent.get(f"{field.id}-revision", ""))
