"""Rows of cells: tables, roles, resources, measures, actors."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from brobygger.catalog.fields import Field
from brobygger.sheets.merge import merge_rows
from brobygger.sheets.shapes.base import Value, cells_of, line_words, sent_rows
from brobygger.sheets.validation import clean_rows


class RowsRules:
    """`{"rows": [{"id": …, cells by column id}]}`"""

    def empty(self) -> Value:
        return {"rows": []}

    def clean(self, field: Field, value: Mapping[str, Any]) -> Value:
        return {"rows": clean_rows(field, value["rows"])}

    def merge(self, field: Field, base: Value, theirs: Value, mine: Value) -> Value | None:
        if theirs == base:
            return mine
        if mine == base:
            return theirs
        return {"rows": merge_rows(base["rows"], theirs["rows"], mine["rows"])}

    def posted(self, field: Field, sent: QueryDict) -> Value:
        return {"rows": sent_rows(field, sent)}

    def together(self, field: Field, values: Sequence[Value]) -> Value:
        """The rows of all under each other; a row that says the same again is left out."""
        rows, seen = [], set()
        for row in (row for value in values for row in value["rows"]):
            cells = cells_of(field, row).values()
            said = tuple(" ".join(cell.split()).casefold() for cell in cells)
            if said not in seen:
                seen.add(said)
                rows.append(row)
        return self.clean(field, {"rows": rows})

    def public(self, field: Field, value: Value) -> Any:
        return [cells_of(field, row) for row in value["rows"]]

    def words(self, field: Field, value: Value) -> list[str]:
        return [line_words(field, row) for row in value["rows"]]
