"""The kinds of field a tool can have, and the shape each one's value takes.

A new kind is a class here, in `Field`. Its `shape` says how the value is kept:
text, choice (chosen option ids), rows (cells by column) or parts (one cell per named part).
"""

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field as PydanticField
from pydantic import StringConstraints, model_validator

from brobygger.catalog.text import Strict, Text

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Input = Literal["line", "lines", "date", "time", "choice", "email"]


class Shape(StrEnum):
    """How a field's value is kept."""

    TEXT = "text"
    CHOICE = "choice"
    ROWS = "rows"
    PARTS = "parts"


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
        _unique("option", [option.id for option in self.options])
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


class FromCollaboration(Strict):
    """Prefilled from what the collaboration already says."""

    collaboration: Literal["title", "purpose", "parties", "target_groups"]


class _Base(Strict):
    shape: ClassVar[Shape]

    id: Id
    title: Text
    question: Text
    help: Text | None = None
    example: Text | None = None
    area: Area
    takes_from: tuple[FromTool | FromCollaboration, ...] = ()
    private: bool = False  # never leaves the organisation, not even when the sheet is shared

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of a row, or the parts of the value; none for text and choice."""
        return ()

    @property
    def options(self) -> tuple[Option, ...]:
        """What can be chosen; none for other shapes."""
        return ()


class TextField(_Base):
    """Several lines of writing."""

    shape = Shape.TEXT
    kind: Literal["text"]
    lines: Annotated[int, PydanticField(ge=1, le=40)] = 4


class ChoiceField(_Base):
    """One or several of described options, in no order of rank."""

    shape = Shape.CHOICE
    kind: Literal["choice"]
    choices: Annotated[tuple[Option, ...], PydanticField(min_length=2)]
    several: bool = False

    @model_validator(mode="after")
    def _each_once(self) -> "ChoiceField":
        _unique("option", [option.id for option in self.choices])
        return self

    @property
    def options(self) -> tuple[Option, ...]:
        return self.choices


class ChecklistField(_Base):
    """Things to tick off."""

    shape = Shape.CHOICE
    kind: Literal["checklist"]
    items: Annotated[tuple[Option, ...], PydanticField(min_length=1)]
    several: ClassVar[bool] = True

    @model_validator(mode="after")
    def _each_once(self) -> "ChecklistField":
        _unique("item", [item.id for item in self.items])
        return self

    @property
    def options(self) -> tuple[Option, ...]:
        return self.items


class RolesField(_Base):
    """Tasks, the kind of role each one is, and who takes it."""

    shape = Shape.ROWS
    kind: Literal["roles"]
    roles: Annotated[tuple[Option, ...], PydanticField(min_length=2)]
    who: Text

    @property
    def columns(self) -> tuple[Column, ...]:
        return (
            Column(id="task", title=Text(da="Opgave", en="Task"), input="lines", width=5),
            Column(
                id="role",
                title=Text(da="Rolle", en="Role"),
                input="choice",
                options=self.roles,
                width=4,
            ),
            Column(id="who", title=self.who, width=3),
        )


class ResourcesField(_Base):
    """What is put in, by whom, how much and when."""

    shape = Shape.ROWS
    kind: Literal["resources"]

    @property
    def columns(self) -> tuple[Column, ...]:
        return (
            Column(id="what", title=Text(da="Hvad", en="What"), suggests="resources", width=4),
            Column(id="who", title=Text(da="Fra hvem", en="From whom"), width=3),
            Column(id="amount", title=Text(da="Hvor meget", en="How much"), width=2),
            Column(id="when", title=Text(da="Hvornår", en="When"), width=3),
        )


class TableField(_Base):
    """Rows with columns of the tool's own choice."""

    shape = Shape.ROWS
    kind: Literal["table"]
    table: Annotated[tuple[Column, ...], PydanticField(min_length=1)]

    @model_validator(mode="after")
    def _each_once(self) -> "TableField":
        _unique("column", [column.id for column in self.table])
        return self

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.table


class PartyField(_Base):
    """The parties and the person to ring at each of them."""

    shape = Shape.ROWS
    kind: Literal["party"]

    @property
    def columns(self) -> tuple[Column, ...]:
        return (
            Column(id="organisation", title=Text(da="Samarbejdspart", en="Party"), width=4),
            Column(id="contact", title=Text(da="Kontaktperson", en="Contact person"), width=3),
            Column(id="email", title=Text(da="Mail", en="E-mail"), input="email", width=3),
            Column(id="phone", title=Text(da="Telefon", en="Phone"), width=2),
        )


class DateField(_Base):
    """One day."""

    shape = Shape.PARTS
    kind: Literal["date"]

    @property
    def columns(self) -> tuple[Column, ...]:
        return (Column(id="date", title=Text(da="Dato", en="Date"), input="date"),)


class PeriodField(_Base):
    """From one day to another; the last day may be open."""

    shape = Shape.PARTS
    kind: Literal["period"]

    @property
    def columns(self) -> tuple[Column, ...]:
        return (
            Column(id="starts_on", title=Text(da="Fra", en="From"), input="date"),
            Column(id="ends_on", title=Text(da="Til", en="To"), input="date"),
        )


class RecurrenceField(_Base):
    """A rhythm of meetings and who calls them."""

    shape = Shape.PARTS
    kind: Literal["recurrence"]
    rhythms: Annotated[tuple[Option, ...], PydanticField(min_length=2)]

    @property
    def columns(self) -> tuple[Column, ...]:
        return (
            Column(
                id="every",
                title=Text(da="Hvor ofte", en="How often"),
                input="choice",
                options=self.rhythms,
            ),
            Column(id="first_on", title=Text(da="Første møde", en="First meeting"), input="date"),
            Column(id="at", title=Text(da="Klokken", en="At"), input="time"),
            Column(id="place", title=Text(da="Sted", en="Place")),
            Column(id="caller", title=Text(da="Hvem indkalder", en="Who calls the meeting")),
        )


Field = (
    TextField
    | ChoiceField
    | ChecklistField
    | RolesField
    | ResourcesField
    | TableField
    | PartyField
    | DateField
    | PeriodField
    | RecurrenceField
)


def _unique(what: str, ids: list[str]) -> None:
    for one in ids:
        if ids.count(one) > 1:
            raise ValueError(f"the {what} id {one!r} is used twice")
