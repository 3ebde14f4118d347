"""What a tool file must say."""

from typing import Annotated, Literal

from pydantic import Discriminator, model_validator
from pydantic import Field as PydanticField

from brobygger.catalog.fields import Field, Id
from brobygger.catalog.text import Strict, Text

COLUMNS = 12


class Step(Strict):
    """One step of the meeting where the tool is used."""

    title: Text
    text: Text
    minutes: Annotated[int, PydanticField(ge=1, le=240)]


class Paper(Strict):
    """The sheet as it lies on the table: twelve columns and so many rows."""

    size: Literal["a3"] = "a3"
    rows: Annotated[int, PydanticField(ge=1, le=24)]


class Tool(Strict):
    """A dialogue tool: what it is for, how to use it, and its fields."""

    id: Id
    version: Annotated[int, PydanticField(ge=1)]
    title: Text
    summary: Text
    when: Text
    people: Text
    steps: Annotated[tuple[Step, ...], PydanticField(min_length=1)]
    case: Text | None = None  # how it once went, with invented names
    # Whose a filled-in sheet is: an organisation's own until shared, all the parties', or the
    # workspace's, kept with its visits.
    belongs_to: Literal["organisation", "collaboration", "workspace"]
    sources: Annotated[tuple[Id, ...], PydanticField(min_length=1)]
    paper: Paper
    fields: Annotated[
        tuple[Annotated[Field, Discriminator("kind")], ...], PydanticField(min_length=1)
    ]

    @model_validator(mode="after")
    def _fields_fit_the_sheet(self) -> "Tool":
        taken: dict[tuple[int, int], str] = {}
        seen: set[str] = set()
        for field in self.fields:
            if field.id in seen:
                raise ValueError(f"the field id {field.id!r} is used twice")
            seen.add(field.id)
            for square in field.area.squares():
                if square[0] > COLUMNS or square[1] > self.paper.rows:
                    raise ValueError(f"the field {field.id!r} lies outside the sheet")
                other = taken.setdefault(square, field.id)
                if other != field.id:
                    raise ValueError(f"the fields {other!r} and {field.id!r} lie on each other")
        return self

    @property
    def minutes(self) -> int:
        """How long the meeting takes."""
        return sum(step.minutes for step in self.steps)

    def field(self, field_id: str) -> Field:
        """The field with this id. Raises KeyError."""
        for field in self.fields:
            if field.id == field_id:
                return field
        raise KeyError(field_id)
