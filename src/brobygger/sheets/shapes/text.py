"""Several lines of writing."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from brobygger.catalog.fields import Field
from brobygger.sheets.merge import merge_text
from brobygger.sheets.shapes.base import Value, first_written
from brobygger.sheets.validation import clean_text


class TextRules:
    """`{"text": words}`"""

    def empty(self) -> Value:
        return {"text": ""}

    def clean(self, field: Field, value: Mapping[str, Any]) -> Value:
        return {"text": clean_text(value["text"])}

    def merge(self, field: Field, base: Value, theirs: Value, mine: Value) -> Value | None:
        merged = merge_text(base["text"], theirs["text"], mine["text"])
        return None if merged is None else {"text": merged}

    def posted(self, field: Field, sent: QueryDict) -> Value:
        return {"text": sent.get(field.id, "").replace("\r\n", "\n")}

    def together(self, field: Field, values: Sequence[Value]) -> Value:
        return self.clean(field, first_written(values))

    def public(self, field: Field, value: Value) -> Any:
        return value["text"]

    def words(self, field: Field, value: Value) -> list[str]:
        return [value["text"]]
