"""What is chosen, or ticked off."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from brobygger.catalog.fields import Field
from brobygger.sheets.merge import merge_chosen
from brobygger.sheets.shapes.base import Value, first_written
from brobygger.sheets.validation import clean_chosen


class ChoiceRules:
    """`{"chosen": [option ids]}`"""

    def empty(self) -> Value:
        return {"chosen": []}

    def clean(self, field: Field, value: Mapping[str, Any]) -> Value:
        return {"chosen": list(clean_chosen(field, value["chosen"]))}

    def merge(self, field: Field, base: Value, theirs: Value, mine: Value) -> Value | None:
        if getattr(field, "several", False):
            chosen = merge_chosen(base["chosen"], theirs["chosen"], mine["chosen"])
            return {"chosen": list(chosen)}
        if mine in (base, theirs):
            return theirs
        return mine if theirs == base else None

    def posted(self, field: Field, sent: QueryDict) -> Value:
        return {"chosen": [one for one in sent.getlist(field.id) if one]}

    def together(self, field: Field, values: Sequence[Value]) -> Value:
        return self.clean(field, first_written(values))

    def public(self, field: Field, value: Value) -> Any:
        return list(value["chosen"])

    def words(self, field: Field, value: Value) -> list[str]:
        return [option.title.text for option in field.options if option.id in value["chosen"]]
