"""What every shape answers, and the small things they share."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from django.http import QueryDict
from django.utils.translation import get_language

from brobygger.catalog.fields import Column, Field
from brobygger.catalog.paper import cell_text

Value = dict[str, Any]
Row = dict[str, str]

# No form of ours has more rows; a forged count must not keep us busy.
_MOST_ROWS = 200


class ShapeRules(Protocol):
    """One shape of value. A value is a mapping with one key, named by the shape."""

    def empty(self) -> Value:
        """The value of a field nobody has written in."""

    def clean(self, field: Field, value: Mapping[str, Any]) -> Value:
        """The value as it is kept. Raises NotSaved."""

    def merge(self, field: Field, base: Value, theirs: Value, mine: Value) -> Value | None:
        """Both people's changes to `base`; None when they changed the same thing."""

    def posted(self, field: Field, sent: QueryDict) -> Value:
        """The value as it was typed in the form, not checked."""

    def together(self, field: Field, values: Sequence[Value]) -> Value:
        """One value of several that a field is prefilled from. Raises NotSaved."""

    def public(self, field: Field, value: Value) -> Any:
        """The value as others may keep it: no keys of ours in it."""

    def words(self, field: Field, value: Value) -> list[str]:
        """The value in words, one line a row."""


def first_written(values: Sequence[Value]) -> Value:
    """The first of the values that says something."""
    return next((value for value in values if not is_empty(value)), values[0])


def is_empty(value: Mapping[str, Any]) -> bool:
    """Whether nothing is written."""
    return not any(inner.strip() if isinstance(inner, str) else inner for inner in value.values())


def sent_rows(field: Field, sent: QueryDict) -> list[Row]:
    """The rows of the form, without the one whose button said that it should go."""
    count = min(sent_number(sent.get(f"{field.id}-count", "")), _MOST_ROWS)
    removed = sent.get("do", "")
    return [
        {
            "id": sent.get(f"{field.id}-{index}-id", ""),
            **{c.id: sent.get(f"{field.id}-{index}-{c.id}", "") for c in field.columns},
        }
        for index in range(count)
        if removed != f"remove:{field.id}:{index}"
    ]


def sent_number(text: str) -> int:
    """A whole number from the form; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def cell_words(column: Column, cell: str) -> str:
    """A cell as people read it, in the active language."""
    try:
        return cell_text(column, cell, get_language() or "da")
    except ValueError:  # typed, and not a date
        return cell


def line_words(field: Field, cells: Mapping[str, str]) -> str:
    """All cells of a row on one line, each after its title."""
    shown = ((c, cells.get(c.id, "")) for c in field.columns)
    return " · ".join(f"{c.title.text}: {cell_words(c, cell)}" for c, cell in shown if cell)


def cells_of(field: Field, row: Mapping[str, str]) -> Row:
    """The row's cells by column; one left empty is ""."""
    return {column.id: row.get(column.id, "") for column in field.columns}
