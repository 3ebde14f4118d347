"""The map of a sheet: its fields as they lie on the paper, each a link that says how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from brobygger.catalog.fields import Field
from brobygger.sheets.presentation import FieldView


@dataclass(frozen=True)
class MapCell:
    """One field on the map."""

    field: Field
    number: int
    filled: bool
    current: bool
    url: str
    refused: bool = False
    questions: int = 0


def sheet_map(views: Sequence[FieldView], current: str = "") -> list[MapCell]:
    """The fields the reader may see, in the tool's order; `current` is the one in view."""
    return [
        MapCell(
            field=one.field,
            number=one.number,
            filled=one.filled,
            current=one.field.id == current,
            url=reverse("sheets:field", args=[one.sheet.id, one.field.id]),
            refused=bool(one.error),
            questions=one.questions,
        )
        for one in views
    ]


def first_to_fill(views: Sequence[FieldView]) -> FieldView | None:
    """Where to begin: the first field with nothing in it, else the first; None without fields."""
    return next((one for one in views if not one.filled), views[0] if views else None)
