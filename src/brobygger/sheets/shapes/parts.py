"""A value in named parts: a date, a period, a rhythm, a person."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from brobygger.catalog.fields import Field
from brobygger.sheets.merge import merge_parts
from brobygger.sheets.shapes.base import Value, cells_of, first_written, line_words
from brobygger.sheets.validation import clean_parts


class PartsRules:
    """`{"parts": {part id: cell}}`"""

    def empty(self) -> Value:
        return {"parts": {}}

    def clean(self, field: Field, value: Mapping[str, Any]) -> Value:
        return {"parts": clean_parts(field, value["parts"])}

    def merge(self, field: Field, base: Value, theirs: Value, mine: Value) -> Value | None:
        merged = merge_parts(base["parts"], theirs["parts"], mine["parts"])
        return None if merged is None else {"parts": merged}

    def posted(self, field: Field, sent: QueryDict) -> Value:
        return {"parts": {c.id: sent.get(f"{field.id}-{c.id}", "").strip() for c in field.columns}}

    def together(self, field: Field, values: Sequence[Value]) -> Value:
        return self.clean(field, first_written(values))

    def public(self, field: Field, value: Value) -> Any:
        return cells_of(field, value["parts"])

    def words(self, field: Field, value: Value) -> list[str]:
        line = line_words(field, value["parts"])
        return [line] if line else []
