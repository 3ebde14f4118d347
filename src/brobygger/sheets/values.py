"""What a sheet says, for whoever reads it: the only way other rooms look into one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from brobygger.catalog.fields import Field
from brobygger.catalog.schema import Tool
from brobygger.sheets.shapes import Value, rules_of
from brobygger.sheets.shapes.base import is_empty
from brobygger.sheets.validation import pointer

__all__ = ["FieldValues", "Value", "empty_value", "is_empty"]


def empty_value(field: Field) -> Value:
    """The value of a field nobody has written in."""
    return rules_of(field).empty()


@dataclass(frozen=True)
class Note:
    """A short note; `group` is the group's id, or its name when people named it themselves."""

    text: str
    author: str
    group: str
    votes: int


@dataclass(frozen=True)
class Mark:
    """One mark on a scale from 0 to 10; None: not placed yet."""

    label: str
    position: int | None
    note: str = ""


@dataclass(frozen=True)
class Scale:
    """The marks on a scale as they were written, and the whole's own. Never an average."""

    marks: tuple[Mark, ...]
    group: Mark | None = None

    @property
    def spread(self) -> tuple[int, int] | None:
        """The lowest and the highest of the marks (not the whole's own); None without any."""
        placed = [mark.position for mark in self.marks if mark.position is not None]
        return (min(placed), max(placed)) if placed else None


@dataclass(frozen=True)
class Pair:
    """Now beside what is wished: option ids in the tool's order, and own words."""

    present: tuple[str, ...] = ()
    wished: tuple[str, ...] = ()
    present_words: str = ""
    wished_words: str = ""
    takes: str = ""
    satisfied: bool = False  # "we change nothing" is a full answer: nothing is missing then

    @property
    def answered(self) -> bool:
        """Whether both now and the wish are told."""
        now = bool(self.present or self.present_words)
        return now and (self.satisfied or bool(self.wished or self.wished_words))


@dataclass(frozen=True)
class Measure:
    """What is counted: its name, unit, target and where we are, as they were written."""

    name: str
    unit: str = ""
    target: str = ""
    now: str = ""


@dataclass(frozen=True)
class Person:
    """A contact at an organisation."""

    name: str = ""
    role: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class ActorName:
    """An actor by name; `id` when it is one that is known."""

    name: str
    id: UUID | None = None
    why: str = ""


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

    def notes(self, field_id: str) -> tuple[Note, ...]:
        """The notes in the order they came, with how many votes each has."""
        return tuple(Note(**note) for note in self._public(self.tool.field(field_id)))

    def scale(self, field_id: str) -> Scale:
        """All marks of a scale."""
        told = self._public(self.tool.field(field_id))
        whole = told["group"]
        return Scale(
            marks=tuple(Mark(**mark) for mark in told["marks"]),
            group=Mark(label="", **whole) if whole else None,
        )

    def pair(self, field_id: str) -> Pair:
        """Now beside what is wished."""
        told = self._public(self.tool.field(field_id))
        present, wished = tuple(told.pop("present")), tuple(told.pop("wished"))
        return Pair(present=present, wished=wished, **told)

    def measures(self, field_id: str) -> tuple[Measure, ...]:
        """What is counted."""
        return tuple(Measure(**row) for row in self.rows(field_id))

    def person(self, field_id: str) -> Person:
        """The contact; all empty when nobody is named."""
        return Person(**self.parts(field_id))

    def actors(self, field_id: str) -> tuple[ActorName, ...]:
        """The actors that are named."""
        name = self.tool.field(field_id).columns[0]
        return tuple(
            ActorName(
                name=row.get(name.id, ""),
                id=UUID(row[pointer(name)]) if pointer(name) in row else None,
                why=row.get("why", ""),
            )
            for row in self.raw(field_id)["rows"]
        )

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
        return rules_of(field).public(field, self.raw(field.id))
