"""Beginning a sheet, and filling it with what is already known: nothing is typed twice."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brobygger.accounts.models import User
from brobygger.audit.record import record
from brobygger.catalog.fields import Field, FromCollaboration, FromTool, Shape
from brobygger.catalog.schema import Tool
from brobygger.core import clock
from brobygger.sheets.access import policy_of
from brobygger.sheets.domain.reading import values_then
from brobygger.sheets.models import FieldOrigin, FieldRevision, FieldValue, Sheet
from brobygger.sheets.shapes import rules_of
from brobygger.sheets.validation import (
    clean_rows,
    clean_text,
    clean_title,
)
from brobygger.sheets.values import Value
from brobygger.workspaces.models import Workspace


@dataclass(frozen=True)
class Origin:
    """Where something was taken from; `field` when it is a field of a sheet."""

    kind: str
    key: UUID
    field: str = ""


@dataclass(frozen=True)
class Facts:
    """What something else already says: words, or rows by column id, under the catalogue's names
    ("title", "purpose", "parties", "target_groups")."""

    origin: tuple[str, UUID]
    known: Mapping[str, str | Sequence[Mapping[str, str]]]


@dataclass(frozen=True)
class FilledSheet:
    """A sheet to take from, and the party whose sheet it is; "" when it is everybody's.

    `fields` are those that may be taken, as the gate says: None for all that are not private.
    """

    sheet: Sheet
    party: str
    fields: frozenset[str] | None = None
    until: datetime | None = None  # taken as it stood then; None: as it stands

    def gives(self, field: Field) -> bool:
        """Whether the field may be taken."""
        return not field.private and (self.fields is None or field.id in self.fields)


@transaction.atomic
def create_sheet(
    *,
    workspace: Workspace,
    tool: Tool,
    title: str,
    owner_kind: str,
    by: User,
    variant: str = "",
) -> Sheet:
    """Begin a sheet of the tool as it is now, worded as its variant is when one is named.

    The owning room has asked whether `by` may. Raises KeyError for a variant the tool has not.
    """
    tool = tool.in_variant(variant)
    sheet = Sheet.objects.create(
        workspace=workspace,
        tool_id=tool.id,
        tool_version=tool.version,
        variant=variant,
        title=title,
        owner_kind=owner_kind,
        created_by_id=by.id,
    )
    record("sheet.created", by=by, on=("sheet", sheet.id), workspace_id=workspace.id)
    return sheet


@transaction.atomic
def rename_sheet(*, sheet: Sheet, title: str, by: User) -> None:
    """Call the sheet something else, such as the name of its activity; no words: the tool's own.

    Raises PermissionDenied, NotSaved.
    """
    if not policy_of(sheet).can_rename(by, sheet):
        raise PermissionDenied
    title = clean_title(title) or sheet.tool.title.text
    if title == sheet.title:
        return
    sheet.title = title
    sheet.save(update_fields=["title"])
    record("sheet.renamed", by=by, on=("sheet", sheet.id), workspace_id=sheet.workspace_id)


@transaction.atomic
def prefill(
    sheet: Sheet, *, by: User, facts: Facts | None = None, sheets: Sequence[FilledSheet] = ()
) -> list[str]:
    """Write into the empty fields what the tool says they take from elsewhere.

    Each field remembers where its words came from. Fields marked private are never taken. Answers
    the ids of the fields that were filled.
    """
    written = set(sheet.field_values.values_list("field_id", flat=True))
    filled: list[str] = []
    sources = [(one, values_then(one.sheet, one.until)) for one in sheets]
    for field in sheet.tool.fields:
        if field.id in written:
            continue
        found = list(_found(field, facts, sources))
        if found:
            value = rules_of(field).together(field, [value for value, _origin in found])
            put_first_value(sheet, field, value, by=by)
            for origin in _those_used(field, found):
                note_origin(sheet, field.id, origin)
            filled.append(field.id)
    return filled


def note_origin(sheet: Sheet, field_id: str, origin: Origin) -> None:
    """Remember that the field took something from there: told on both pages."""
    FieldOrigin.objects.get_or_create(
        sheet=sheet,
        field_id=field_id,
        kind=origin.kind,
        origin_id=origin.key,
        origin_field=origin.field,
    )


def put_first_value(sheet: Sheet, field: Field, value: Value, *, by: User | None) -> FieldValue:
    """Store the first value of a field with its history."""
    moment = clock.now()
    by_id = by.id if by else None
    FieldRevision.objects.create(
        sheet=sheet, field_id=field.id, revision=1, value=value, at=moment, by_id=by_id
    )
    return FieldValue.objects.create(
        sheet=sheet, field_id=field.id, value=value, updated_at=moment, updated_by_id=by_id
    )


def _found(
    field: Field, facts: Facts | None, sources: Sequence[tuple[FilledSheet, Any]]
) -> Iterator[tuple[Value, Origin]]:
    """Every source that has something to say, in the order the tool names them."""
    for source in field.takes_from:
        if isinstance(source, FromCollaboration) and facts is not None:
            known = facts.known.get(source.collaboration)
            if known:
                yield _as_value(field, known), Origin(*facts.origin)
        if isinstance(source, FromTool):
            for filled, values in sources:
                if filled.sheet.tool_id != source.tool or not values.tool.has(source.field):
                    continue
                taken = values.tool.field(source.field)
                if not filled.gives(taken) or taken.shape is not field.shape:
                    continue
                if not values.is_empty(taken.id):
                    value = _for_party(taken, values.raw(taken.id), filled.party)
                    yield value, Origin("sheet", filled.sheet.id, taken.id)


def _those_used(field: Field, found: Sequence[tuple[Value, Origin]]) -> Iterator[Origin]:
    """Where the words came from: of a text the first that says something, of rows every source
    that adds one."""
    rules, said = rules_of(field), None
    for count, (_value, origin) in enumerate(found, 1):
        told = rules.public(field, rules.together(field, [value for value, _ in found[:count]]))
        if told != said:
            yield origin
        said = told


def _as_value(field: Field, known: str | Sequence[Mapping[str, str]]) -> Value:
    if isinstance(known, str):
        return {"text": clean_text(known)}
    return {"rows": clean_rows(field, known)}


def _for_party(field: Field, value: Value, party: str) -> Value:
    """Rows of one party's own sheet say "us"; beside other parties' rows they say who that is."""
    if (
        not party
        or field.shape is not Shape.ROWS
        or "who" not in {column.id for column in field.columns}
    ):
        return value
    own = field.id != "needed"
    return {"rows": [_with_party(row, party) if own else row for row in value["rows"]]}


def _with_party(row: Mapping[str, str], party: str) -> dict[str, str]:
    person = row.get("who", "")
    return {**row, "who": f"{party} ({person})" if person and person != party else party}
