"""Positions between two poles. Marks are shown in the order they were written: nobody is ranked,
and there is no average."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from brobygger.catalog.fields import Field, ScaleField
from brobygger.sheets.merge import merge_parts, merge_rows
from brobygger.sheets.shapes.base import Row, Value, line_words, sent_rows
from brobygger.sheets.validation import clean_rows

GROUP = "group"  # the row of the whole's own position


class ScaleRules:
    """`{"scale": [{"id", "label", "position": "0"-"10", "note"}]}`, the whole's own row first."""

    def empty(self) -> Value:
        return {"scale": []}

    def clean(self, field: Field, value: Mapping[str, Any]) -> Value:
        assert isinstance(field, ScaleField)
        rows = clean_rows(field, [_unnamed(row) for row in value["scale"]], own_ids={GROUP})
        whole = [row for row in rows if row["id"] == GROUP and field.group is not None]
        return {"scale": whole[:1] + [row for row in rows if row["id"] != GROUP]}

    def merge(self, field: Field, base: Value, theirs: Value, mine: Value) -> Value | None:
        if theirs == base:
            return mine
        if mine == base:
            return theirs
        whole = merge_parts(_whole(base), _whole(theirs), _whole(mine))
        if whole is None:  # there is but one of it: both marks cannot stand
            return None
        rows = merge_rows(_others(base), _others(theirs), _others(mine))
        return {"scale": [{**whole, "id": GROUP}, *rows] if whole else rows}

    def posted(self, field: Field, sent: QueryDict) -> Value:
        return {"scale": sent_rows(field, sent)}

    def together(self, field: Field, values: Sequence[Value]) -> Value:
        """All rows of the same name once, as the first one says it."""
        rows: dict[str, Row] = {}
        for row in (row for value in values for row in value["scale"]):
            name = row["id"] if row["id"] == GROUP else row.get("label", "").strip().casefold()
            rows.setdefault(name or row["id"], row)
        return self.clean(field, {"scale": list(rows.values())})

    def public(self, field: Field, value: Value) -> Any:
        """The whole's own position apart from the others; a position is a number or None."""
        marks = [(row["id"], _public(row)) for row in value["scale"]]
        whole = next((mark for key, mark in marks if key == GROUP), None)
        if whole is not None:
            del whole["label"]
        return {"group": whole, "marks": [mark for key, mark in marks if key != GROUP]}

    def words(self, field: Field, value: Value) -> list[str]:
        assert isinstance(field, ScaleField)
        whole = {"label": field.group.text} if field.group else {}
        return [
            line_words(field, {**row, **whole} if row["id"] == GROUP else row)
            for row in value["scale"]
        ]


def _whole(value: Value) -> Row:
    """The whole's own row; empty when it has none."""
    return next((row for row in value["scale"] if row["id"] == GROUP), {})


def _others(value: Value) -> list[Row]:
    return [row for row in value["scale"] if row["id"] != GROUP]


def _unnamed(row: Mapping[str, str]) -> Mapping[str, str]:
    """The whole needs no name: the tool has one for it."""
    return {**row, "label": ""} if row.get("id") == GROUP else row


def _public(row: Mapping[str, str]) -> dict[str, Any]:
    position = row.get("position", "")
    return {
        "label": row.get("label", ""),
        "position": int(position) if position else None,
        "note": row.get("note", ""),
    }
