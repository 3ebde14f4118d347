"""A sheet as the page shows it: every field with its value, its state and its names in the form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from brobygger.accounts.models import User
from brobygger.catalog.fields import ChoiceField, Column, Field, Shape
from brobygger.core.ids import new_id
from brobygger.sheets.access import policy_of
from brobygger.sheets.directory import addresses
from brobygger.sheets.domain.reading import readable_fields, values_for
from brobygger.sheets.exceptions import ChangedMeanwhile, NotSaved
from brobygger.sheets.models import RivalText, Sheet
from brobygger.sheets.origins import OriginLink, came_from, led_to
from brobygger.sheets.shape_views import (
    CellView,
    GroupView,
    OptionView,
    PairView,
    RowView,
    ScaleView,
    cell_view,
    group_names,
    group_views,
    pair_view,
    row_views,
    scale_rows,
    scale_view,
)
from brobygger.sheets.shapes import Value, rules_of
from brobygger.sheets.shapes.base import is_empty
from brobygger.sheets.shapes.notes import with_votes_of


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
    origins: Sequence[OriginLink] = ()  # what it was taken from
    uses: Sequence[OriginLink] = ()  # what it later fed
    told_to: Sequence[str] = ()  # who else reads it, for those whose sheet it is
    blank_rows: int = 1
    reader: User | None = None
    comments: int = 0  # said about it, as far as the reader may know
    questions: int = 0  # parked and not settled
    discuss: str = ""  # what to talk about when the theme it ends is filled in

    @property
    def template(self) -> str:
        """How a value of this shape is shown and filled in."""
        return f"sheets/shapes/{self.field.shape}.html"

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
        """The lines, notes or marks, and blank ones to write in when the reader may."""
        blanks = self.blank_rows if self.can_edit else 0
        kept: Sequence[Mapping[str, Any]] = self.value.get(self.field.shape, ())
        beside: dict[str, str] = {}
        if self.field.shape is Shape.SCALE and self.can_edit:
            kept = scale_rows(self.field, self.value)
        if self.field.shape is Shape.NOTES and self.reader is not None:
            beside = {"author": self.reader.name}
        return row_views(
            self.field,
            kept,
            added=[{"id": new_id().hex, **beside} for _ in range(blanks)],
            reader_id=str(self.reader.id) if self.reader else "",
            links=addresses(self.field, self.value, to=self.reader) if self.reader else None,
        )

    @property
    def next_to_place(self) -> str:
        """The first mark that has no place on its scale yet: it lies open to be placed."""
        return next((row.id for row in self.rows if not row.blank and not row.place), "")

    @property
    def groups(self) -> list[GroupView]:
        """The notes by group."""
        return group_views(self.field, self.rows)

    @property
    def group_names(self) -> list[str]:
        """The groups people have named themselves."""
        return group_names(self.rows)

    @cached_property
    def scale(self) -> ScaleView:
        """The marks between the two poles."""
        return scale_view(self.field, self.value)

    @cached_property
    def pair(self) -> PairView:
        """Now beside what is wished."""
        return pair_view(self.field, self.value)

    @property
    def columns(self) -> Sequence[Column]:
        return self.field.columns

    @property
    def parts(self) -> list[CellView]:
        kept = self.value.get("parts", {})
        return [cell_view(c, kept, f"{self.field.id}-{c.id}") for c in self.columns]

    @property
    def in_words(self) -> str:
        """What it says on one line."""
        return " · ".join(value_words(self.field, self.value))

    @property
    def theirs_words(self) -> list[str]:
        """What somebody else saved meanwhile, line by line."""
        return value_words(self.field, self.theirs) if self.theirs else []


def value_words(field: Field, value: Mapping[str, Any]) -> list[str]:
    """A value in words, one line a row."""
    return rules_of(field).words(field, dict(value))


def sheet_views(sheet: Sheet, reader: User, *, can_edit: bool) -> list[FieldView]:
    """All fields of the sheet in the tool's order, by a constant number of queries.

    Only the fields the reader may read: the others are not there.
    """
    values = values_for(sheet, reader)
    kept = {one.field_id: one for one in sheet.field_values.all()}
    rivals = _rivals(sheet) if can_edit else {}
    origins, uses = came_from(sheet, reader), led_to(sheet, reader)
    told = policy_of(sheet).told_to(reader, sheet)
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
                reader=reader,
                rivals=rivals.get(asked.id, ()),
                origins=origins.get(asked.id, ()),
                uses=uses.get(asked.id, ()),
                told_to=told.get(asked.id, ()),
            )
        )
    return views


def _rivals(sheet: Sheet) -> dict[str, list[RivalText]]:
    """Wordings nobody has chosen between yet: for those who write."""
    rivals: dict[str, list[RivalText]] = {}
    for rival in sheet.rival_texts.filter(settled_at__isnull=True).order_by("at"):
        rivals.setdefault(rival.field_id, []).append(rival)
    return rivals


def field_view(sheet: Sheet, asked: Field, reader: User) -> FieldView:
    """One field as it stands now, for somebody who may write in it."""
    return next(one for one in sheet_views(sheet, reader, can_edit=True) if one.field is asked)


def with_error(view: FieldView, typed: Value, error: NotSaved) -> FieldView:
    """The field with what was typed, and why it was not saved."""
    if view.field.shape is Shape.NOTES:
        typed = with_votes_of(view.value, typed)
    view = replace(view, value=typed, error=str(error))
    if isinstance(error, ChangedMeanwhile):
        # Saved once more, theirs is what it builds on.
        view = replace(view, theirs=error.theirs, revision=error.revision)
    return view
