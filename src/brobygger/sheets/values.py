"""What a sheet says, for whoever reads it: the only way other rooms look into one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from brobygger.catalog.fields import Field, Shape
from brobygger.catalog.schema import Tool

Value = dict[str, Any]

_EMPTY: dict[Shape, Value] = {
    Shape.TEXT: {"text": ""},
    Shape.CHOICE: {"chosen": []},
    Shape.ROWS: {"rows": []},
    Shape.PARTS: {"parts": {}},
}


def empty_value(field: Field) -> Value:
    """The value of a field nobody has written in."""
    return {key: type(inner)(inner) for key, inner in _EMPTY[field.shape].items()}


def is_empty(value: Mapping[str, Any]) -> bool:
    """Whether nothing is written."""
    return not any(inner.strip() if isinstance(inner, str) else inner for inner in value.values())


@dataclass(frozen=True)
class FieldValues:
    """The values of all fields of a tool. A field nobody has written in is empty, not missing."""

    tool: Tool
    values: Mapping[str, Value]

    def raw(self, field_id: str) -> Value:
        """The value as it is kept. Raises KeyError for a field the tool has not."""
        field = self.tool.field(field_id)
        return self.values.get(field_id) or empty_value(field)

    def text(self, field_id: str) -> str:
        """What is written in a text field."""
        text: str = self.raw(field_id)["text"]
        return text

    def choice(self, field_id: str) -> tuple[str, ...]:
        """The ids of what is chosen or ticked."""
        return tuple(self.raw(field_id)["chosen"])

    def rows(self, field_id: str) -> list[dict[str, str]]:
        """The rows of a table, cells by column id; a cell left empty is ""."""
        columns = [column.id for column in self.tool.field(field_id).columns]
        return [{c: row.get(c, "") for c in columns} for row in self.raw(field_id)["rows"]]

    def parts(self, field_id: str) -> dict[str, str]:
        """The parts of a date, period or recurrence by id; a part left empty is ""."""
        columns = [column.id for column in self.tool.field(field_id).columns]
        kept = self.raw(field_id)["parts"]
        return {c: kept.get(c, "") for c in columns}

    def is_empty(self, field_id: str) -> bool:
        """Whether nothing is written in the field."""
        return is_empty(self.raw(field_id))

    def as_json(self) -> dict[str, Any]:
        """Everything that is filled in, ready to be frozen: no keys or moments of ours in it."""
        fields = {
            field.id: self._public(field)
            for field in self.tool.fields
            if not self.is_empty(field.id)
        }
        return {"tool": self.tool.id, "version": self.tool.version, "fields": fields}

    def _public(self, field: Field) -> Any:
        match field.shape:
            case Shape.TEXT:
                return self.text(field.id)
            case Shape.CHOICE:
                return list(self.choice(field.id))
            case Shape.ROWS:
                return self.rows(field.id)
            case Shape.PARTS:
                return self.parts(field.id)
