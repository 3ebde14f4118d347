"""A sheet as the page shows it: every field with its value, its state and its names in the form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import get_language

from brobygger.accounts.models import User
from brobygger.catalog.fields import ChoiceField, Column, Field, Option, Shape
from brobygger.catalog.paper import cell_text
from brobygger.catalog.vocabularies import Vocabulary, vocabulary
from brobygger.core.ids import new_id
from brobygger.sheets.domain.reading import readable_fields, values_for
from brobygger.sheets.exceptions import ChangedMeanwhile, NotSaved
from brobygger.sheets.models import FieldValue, RivalText, Sheet
from brobygger.sheets.origins import OriginLink, origin_link
from brobygger.sheets.values import Value, is_empty


@dataclass(frozen=True)
class CellView:
    """One cell with its name in the form."""

    column: Column
    name: str
    value: str
    words: str

    @property
    def terms(self) -> Vocabulary | None:
        """The terms offered while writing."""
        return vocabulary(self.column.suggests) if self.column.suggests else None


@dataclass(frozen=True)
class RowView:
    """One line of a table; a blank one already has its id."""

    index: int
    number: int
    id: str
    cells: Sequence[CellView]
    blank: bool
    focus: bool  # a line was asked for: here it begins


@dataclass(frozen=True)
class OptionView:
    """One answer and whether it is given."""

    option: Option
    chosen: bool


@dataclass(frozen=True)
class FieldView:
    """A field of the sheet, ready to be shown or filled in."""

    sheet: Sheet
    field: Field
    value: Value
    revision: int = 0
    saved_at: datetime | None = None
    number: int = 1
    can_edit: bool = True
    error: str = ""
    merged: bool = False
    theirs: Value | None = None
    rivals: Sequence[RivalText] = ()
    origin: OriginLink | None = None
    blank_rows: int = 1

    @property
    def text(self) -> str:
        text: str = self.value.get("text", "")
        return text

    @property
    def filled(self) -> bool:
        """Whether something is written."""
        return not is_empty(self.value)

    @property
    def several(self) -> bool:
        """Whether more than one option may be chosen."""
        return not isinstance(self.field, ChoiceField) or self.field.several

    @property
    def options(self) -> list[OptionView]:
        chosen = self.value.get("chosen", ())
        return [OptionView(option, option.id in chosen) for option in self.field.options]

    @cached_property
    def rows(self) -> list[RowView]:
        """The lines, and blank ones to write in when the reader may."""
        kept: list[Mapping[str, str]] = list(self.value.get("rows", ()))
        blanks = self.blank_rows if self.can_edit else 0
        added = [{"id": new_id().hex} for _ in range(blanks)]
        return [
            RowView(
                index=index,
                number=index + 1,
                id=row.get("id", ""),
                cells=[self._cell(c, row, f"{self.field.id}-{index}-{c.id}") for c in self.columns],
                blank=index >= len(kept),
                focus=blanks > 1 and index == len(kept),
            )
            for index, row in enumerate([*kept, *added])
        ]

    @property
    def columns(self) -> Sequence[Column]:
        return self.field.columns

    @property
    def parts(self) -> list[CellView]:
        kept = self.value.get("parts", {})
        return [self._cell(c, kept, f"{self.field.id}-{c.id}") for c in self.columns]

    @property
    def theirs_words(self) -> list[str]:
        """What somebody else saved meanwhile, line by line."""
        return value_words(self.field, self.theirs) if self.theirs else []

    def _cell(self, column: Column, cells: Mapping[str, str], name: str) -> CellView:
        value = cells.get(column.id, "")
        return CellView(column, name, value, _words(column, value))


def value_words(field: Field, value: Mapping[str, Any]) -> list[str]:
    """A value in words, one line a row."""
    match field.shape:
        case Shape.TEXT:
            return [value["text"]]
        case Shape.CHOICE:
            return [option.title.text for option in field.options if option.id in value["chosen"]]
        case Shape.ROWS:
            return [_line(field, row) for row in value["rows"]]
        case Shape.PARTS:
            return [_line(field, value["parts"])]


def _line(field: Field, cells: Mapping[str, str]) -> str:
    shown = ((c, cells.get(c.id, "")) for c in field.columns)
    return " · ".join(f"{c.title.text}: {_words(c, cell)}" for c, cell in shown if cell)


def _words(column: Column, cell: str) -> str:
    try:
        return cell_text(column, cell, get_language() or "da")
    except ValueError:  # typed, and not a date
        return cell


def sheet_views(sheet: Sheet, reader: User, *, can_edit: bool) -> list[FieldView]:
    """All fields of the sheet in the tool's order, by a constant number of queries.

    Only the fields the reader may read: the others are not there.
    """
    values = values_for(sheet, reader)
    kept = {one.field_id: one for one in sheet.field_values.all()}
    rivals: dict[str, list[RivalText]] = {}
    for rival in sheet.rival_texts.filter(settled_at__isnull=True).order_by("at"):
        rivals.setdefault(rival.field_id, []).append(rival)
    links: dict[tuple[str, object], OriginLink | None] = {}
    views = []
    for number, asked in enumerate(readable_fields(sheet, reader), start=1):
        present = kept.get(asked.id)
        views.append(
            FieldView(
                sheet=sheet,
                field=asked,
                value=values.raw(asked.id),
                revision=present.revision if present else 0,
                saved_at=present.updated_at if present else None,
                number=number,
                can_edit=can_edit,
                rivals=rivals.get(asked.id, ()),
                origin=_origin(present, reader, links),
            )
        )
    return views


def field_view(sheet: Sheet, asked: Field, reader: User) -> FieldView:
    """One field as it stands now, for somebody who may write in it."""
    return next(one for one in sheet_views(sheet, reader, can_edit=True) if one.field is asked)


def with_error(view: FieldView, typed: Value, error: NotSaved) -> FieldView:
    """The field with what was typed, and why it was not saved."""
    view = replace(view, value=typed, error=str(error))
    if isinstance(error, ChangedMeanwhile):
        # Saved once more, theirs is what it builds on.
        view = replace(view, theirs=error.theirs, revision=error.revision)
    return view


def _origin(
    present: FieldValue | None, reader: User, links: dict[tuple[str, object], OriginLink | None]
) -> OriginLink | None:
    if present is None or not present.origin_kind:
        return None
    key = (present.origin_kind, present.origin_id)
    if key not in links:
        links[key] = origin_link(present.origin_kind, present.origin_id, reader)
    return links[key]
