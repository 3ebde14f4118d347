"""The kinds of field a tool can have, and the shape each one's value takes.

A new kind is a class here, in `Field`. Its `shape` says how the value is kept and shown: one of
`Shape`, each with its rules in `sheets/shapes` and a template beside the others of the sheets.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field as PydanticField
from pydantic import model_validator

from brobygger.catalog.parts import (
    Area,
    Column,
    FieldBase,
    FromCollaboration,
    FromTool,
    Id,
    Mirror,
    Option,
    Shape,
    unique,
)
from brobygger.catalog.text import Strict, Text
from brobygger.catalog.vocabularies import vocabulary

__all__ = [
    "Area",
    "Column",
    "Field",
    "FromCollaboration",
    "FromTool",
    "Id",
    "Mirror",
    "Option",
    "Shape",
]


class TextField(FieldBase):
    """Several lines of writing."""

    shape = Shape.TEXT
    kind: Literal["text"]
    lines: Annotated[int, PydanticField(ge=1, le=40)] = 4


class ChoiceField(FieldBase):
    """One or several of described options, in no order of rank."""

    shape = Shape.CHOICE
    kind: Literal["choice"]
    choices: Annotated[tuple[Option, ...], PydanticField(min_length=2)]
    several: bool = False

    @model_validator(mode="after")
    def _each_once(self) -> "ChoiceField":
        unique("option", [option.id for option in self.choices])
        return self

    @property
    def options(self) -> tuple[Option, ...]:
        return self.choices


class ChecklistField(FieldBase):
    """Things to tick off."""

    shape = Shape.CHOICE
    kind: Literal["checklist"]
    items: Annotated[tuple[Option, ...], PydanticField(min_length=1)]
    several: ClassVar[bool] = True

    @model_validator(mode="after")
    def _each_once(self) -> "ChecklistField":
        unique("item", [item.id for item in self.items])
        return self

    @property
    def options(self) -> tuple[Option, ...]:
        return self.items


class RolesField(FieldBase):
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


class ResourcesField(FieldBase):
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


class TableField(FieldBase):
    """Rows with columns of the tool's own choice."""

    shape = Shape.ROWS
    kind: Literal["table"]
    table: Annotated[tuple[Column, ...], PydanticField(min_length=1)]

    @model_validator(mode="after")
    def _each_once(self) -> "TableField":
        unique("column", [column.id for column in self.table])
        return self

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.table


class PartyField(FieldBase):
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


class DateField(FieldBase):
    """One day."""

    shape = Shape.PARTS
    kind: Literal["date"]

    @property
    def columns(self) -> tuple[Column, ...]:
        return (Column(id="date", title=Text(da="Dato", en="Date"), input="date"),)


class PeriodField(FieldBase):
    """From one day to another; the last day may be open."""

    shape = Shape.PARTS
    kind: Literal["period"]

    @property
    def columns(self) -> tuple[Column, ...]:
        return (
            Column(id="starts_on", title=Text(da="Fra", en="From"), input="date"),
            Column(id="ends_on", title=Text(da="Til", en="To"), input="date"),
        )


class RecurrenceField(FieldBase):
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


class MeasureField(FieldBase):
    """What is counted to see whether it works: name, unit, target, and where we are."""

    shape = Shape.ROWS
    kind: Literal["measure"]

    @property
    def columns(self) -> tuple[Column, ...]:
        return (
            Column(id="name", title=Text(da="Hvad tæller vi", en="What we count"), width=5),
            Column(id="unit", title=Text(da="Enhed", en="Unit"), width=2),
            Column(id="target", title=Text(da="Mål", en="Target"), width=2),
            Column(id="now", title=Text(da="Nu", en="Now"), width=3),
        )


class PersonField(FieldBase):
    """An organisation's contact: one person, never a citizen."""

    shape = Shape.PARTS
    kind: Literal["person"]

    @property
    def columns(self) -> tuple[Column, ...]:
        return (
            Column(id="name", title=Text(da="Navn", en="Name")),
            Column(id="role", title=Text(da="Rolle", en="Role")),
            Column(id="phone", title=Text(da="Telefon", en="Phone"), input="phone"),
            Column(id="email", title=Text(da="Mail", en="E-mail"), input="email"),
        )


class ActorField(FieldBase):
    """Actors, by name; one who is known is also pointed to. `why` asks for a word about each."""

    shape = Shape.ROWS
    kind: Literal["actor"]
    why: Text | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        name = Column(id="name", title=Text(da="Hvem", en="Who"), input="actor", width=5)
        if self.why is None:
            return (name,)
        return (name, Column(id="why", title=self.why, input="lines", width=7))


class NotesField(FieldBase):
    """Short notes as on a wall: who says it, which group it belongs to, and votes."""

    shape = Shape.NOTES
    kind: Literal["notes"]
    groups: tuple[Option, ...] = ()  # none: people name the groups themselves
    votes: bool = True

    @model_validator(mode="after")
    def _each_once(self) -> "NotesField":
        unique("group", [group.id for group in self.groups])
        return self

    @property
    def columns(self) -> tuple[Column, ...]:
        title = Text(da="Gruppe", en="Group")
        return (
            Column(id="text", title=Text(da="Seddel", en="Note"), input="lines", width=6),
            Column(id="author", title=Text(da="Fra", en="From"), width=3),
            Column(id="group", title=title, input="choice", options=self.groups, width=3)
            if self.groups
            else Column(id="group", title=title, width=3),
        )


class Pole(Strict):
    """One end of a scale, with examples of what lies there."""

    title: Text
    examples: Text | None = None


class ScaleField(FieldBase):
    """Positions between two poles, 0 to 10: one a row, and the group's own.

    All marks and the spread are shown; never an average, and nobody is put in order.
    """

    shape = Shape.SCALE
    kind: Literal["scale"]
    left: Pole
    right: Pole
    of: Text  # what has a position: an activity, a participant
    group: Text | None = None  # the whole's own position, such as "the plan as a whole"

    @property
    def columns(self) -> tuple[Column, ...]:
        return (
            Column(id="label", title=self.of, width=4),
            Column(id="note", title=Text(da="Note", en="Note"), input="lines", width=3),
            Column(
                id="position", title=Text(da="Placering", en="Position"), input="position", width=5
            ),
        )


class PairField(FieldBase):
    """The same question asked of now and of what is wished, and what it takes to get there.

    Described options (or the terms of a vocabulary), several each and in no order of rank; own
    words beside or instead of them. "We are satisfied" is a full answer.
    """

    shape = Shape.PAIR
    kind: Literal["pair"]
    choices: tuple[Option, ...] = ()
    vocabulary: str = ""
    own_words: bool = False
    present: Text = Text(da="Sådan er det nu", en="How it is now")
    wished: Text = Text(da="Sådan vil vi have det", en="How we want it")
    takes: Text = Text(da="Hvad skal der til?", en="What does it take?")
    satisfied: Text = Text(
        da="Vi er tilfredse og ændrer ikke noget", en="We are satisfied and change nothing"
    )

    @model_validator(mode="after")
    def _something_to_answer(self) -> "PairField":
        unique("option", [option.id for option in self.choices])
        if self.choices and self.vocabulary:
            raise ValueError("a pair has its own choices or a vocabulary, not both")
        if not (self.choices or self.vocabulary or self.own_words):
            raise ValueError("a pair needs choices, a vocabulary or own_words")
        return self

    @property
    def options(self) -> tuple[Option, ...]:
        if not self.vocabulary:
            return self.choices
        return tuple(
            Option(id=term.id, title=term.text, description=term.description)
            for term in vocabulary(self.vocabulary).terms
        )

    @property
    def vocabularies(self) -> tuple[str, ...]:
        return (self.vocabulary,) if self.vocabulary else ()


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
    | MeasureField
    | PersonField
    | ActorField
    | NotesField
    | ScaleField
    | PairField
)
