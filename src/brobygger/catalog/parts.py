"""What a field is made of: its name and place, the options and columns it offers, its shape."""

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field as PydanticField
from pydantic import StringConstraints, model_validator

from brobygger.catalog.text import Strict, Text

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Input = Literal["line", "lines", "date", "time", "choice", "email", "phone", "actor", "position"]


class Shape(StrEnum):
    """How a field's value is kept."""

    TEXT = "text"
    CHOICE = "choice"
    ROWS = "rows"
    PARTS = "parts"
    NOTES = "notes"
    SCALE = "scale"
    PAIR = "pair"


class Option(Strict):
    """Something that can be chosen, described so that people know what they choose."""

    id: Id
    title: Text
    description: Text | None = None


class Column(Strict):
    """A column of a row, or a named part of a value."""

    id: Id
    title: Text
    input: Input = "line"
    options: tuple[Option, ...] = ()
    suggests: str = ""  # a vocabulary whose terms are offered while writing
    width: Annotated[int, PydanticField(ge=1, le=12)] = 3

    @model_validator(mode="after")
    def _options_only_to_choose(self) -> "Column":
        unique("option", [option.id for option in self.options])
        if bool(self.options) != (self.input == "choice"):
            raise ValueError("options belong to input: choice, and to nothing else")
        return self


class Area(Strict):
    """Where the field lies on the sheet, in the grid of `Paper`."""

    column: Annotated[int, PydanticField(ge=1, le=12)]
    width: Annotated[int, PydanticField(ge=1, le=12)]
    row: Annotated[int, PydanticField(ge=1, le=24)]
    height: Annotated[int, PydanticField(ge=1, le=24)]

    def squares(self) -> set[tuple[int, int]]:
        """The squares of the grid the field covers."""
        return {
            (column, row)
            for column in range(self.column, self.column + self.width)
            for row in range(self.row, self.row + self.height)
        }


class FromTool(Strict):
    """Prefilled from a field of another tool's sheet."""

    tool: Id
    field: Id


class Mirror(FromTool):
    """Stands opposite a field of another tool when the two sheets are laid side by side."""

    title: Text  # what both are about, in words that belong to neither


class FromCollaboration(Strict):
    """Prefilled from what the collaboration already says."""

    collaboration: Literal["title", "purpose", "parties", "target_groups"]


class FieldBase(Strict):
    """What every kind of field has: names, texts and a place on the sheet."""

    shape: ClassVar[Shape]

    id: Id
    title: Text
    question: Text
    help: Text | None = None
    example: Text | None = None
    area: Area
    takes_from: tuple[FromTool | FromCollaboration, ...] = ()
    mirrors: tuple[Mirror, ...] = ()
    private: bool = False  # never leaves the organisation, not even when the sheet is shared

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of a row, or the parts of the value; none for text and choice."""
        return ()

    @property
    def options(self) -> tuple[Option, ...]:
        """What can be chosen; none for other shapes."""
        return ()

    @property
    def vocabularies(self) -> tuple[str, ...]:
        """The names of the vocabularies whose terms are offered or chosen from."""
        return tuple(column.suggests for column in self.columns if column.suggests)


def unique(what: str, ids: list[str]) -> None:
    """Raise ValueError when an id stands twice."""
    for one in ids:
        if ids.count(one) > 1:
            raise ValueError(f"the {what} id {one!r} is used twice")
