"""What a tool file must say."""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Discriminator, model_validator
from pydantic import Field as PydanticField

from brobygger.catalog.fields import Field, Id
from brobygger.catalog.text import Strict, Text
from brobygger.catalog.variants import Variant, in_variant

COLUMNS = 12

# Where on the way from "what do we want?" to "how is it going?" a tool is used.
Stage = Literal["ourselves", "partner", "together", "agreement", "along"]
_STAGES: dict[str, Stage] = {
    "organisation": "ourselves",
    "workspace": "partner",
    "collaboration": "together",
}


class Step(Strict):
    """One step of the meeting where the tool is used."""

    title: Text
    text: Text
    minutes: Annotated[int, PydanticField(ge=1, le=240)]


class Paper(Strict):
    """The sheet as it lies on the table: twelve columns and so many rows."""

    size: Literal["a3"] = "a3"
    rows: Annotated[int, PydanticField(ge=1, le=24)]


class Theme(Strict):
    """Fields that belong together; the conversation about them ends with a question."""

    id: Id
    title: Text
    fields: Annotated[tuple[Id, ...], PydanticField(min_length=1)]
    discuss: Text


class Series(Strict):
    """Sheets that belong together and are taken in order, such as the four of T1.

    Tools whose series has the same id are one series.
    """

    id: Id
    title: Text
    number: Annotated[int, PydanticField(ge=1, le=20)]


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
    # What a sheet of an organisation's own is about: itself (one sheet, used again and again), one
    # activity, or its relation to somebody.
    scope: Literal["organisation", "activity", "relation"] | None = None
    # Whom the words "we" and "they" in it mean: the owner of the sheet, or the other one.
    speaks_of: Literal["owner", "partner"] = "owner"
    stage: Stage | None = None
    wording: Text | None = None  # whom it is worded for as it stands; none: for everybody
    series: Series | None = None
    sources: Annotated[tuple[Id, ...], PydanticField(min_length=1)]
    paper: Paper
    fields: Annotated[
        tuple[Annotated[Field, Discriminator("kind")], ...], PydanticField(min_length=1)
    ]
    themes: tuple[Theme, ...] = ()
    variants: tuple[Variant, ...] = ()

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

    @model_validator(mode="after")
    def _themes_and_variants_name_its_fields(self) -> "Tool":
        grouped: set[str] = set()
        for theme in self.themes:
            for field_id in theme.fields:
                if not self.has(field_id):
                    raise ValueError(f"the theme {theme.id!r} names {field_id!r}: no such field")
                if field_id in grouped:
                    raise ValueError(f"the field {field_id!r} stands in two themes")
                grouped.add(field_id)
        ids = [variant.id for variant in self.variants]
        for variant in self.variants:
            if ids.count(variant.id) > 1:
                raise ValueError(f"the variant id {variant.id!r} is used twice")
            for field_id, texts in variant.fields.items():
                if not self.has(field_id):
                    raise ValueError(
                        f"the variant {variant.id!r} names {field_id!r}: no such field"
                    )
                for said in texts.model_fields_set - type(self.field(field_id)).model_fields.keys():
                    raise ValueError(f"{field_id!r} has no {said!r} for {variant.id!r} to word")
        return self

    @property
    def minutes(self) -> int:
        """How long the meeting takes."""
        return sum(step.minutes for step in self.steps)

    @property
    def used(self) -> Stage:
        """Where on the way it is used."""
        return self.stage or _STAGES[self.belongs_to]

    def field(self, field_id: str) -> Field:
        """The field with this id. Raises KeyError."""
        for field in self.fields:
            if field.id == field_id:
                return field
        raise KeyError(field_id)

    def has(self, field_id: str) -> bool:
        """Whether this version of the tool has such a field."""
        return any(field.id == field_id for field in self.fields)

    def theme_of(self, field_id: str) -> Theme | None:
        """The theme the field belongs to, if any."""
        return next((theme for theme in self.themes if field_id in theme.fields), None)

    @property
    def by_theme(self) -> list[tuple[Theme | None, list[Field]]]:
        """The fields theme by theme; those of none come last."""
        grouped: list[tuple[Theme | None, list[Field]]] = [
            (theme, [self.field(field_id) for field_id in theme.fields]) for theme in self.themes
        ]
        alone = [field for field in self.fields if self.theme_of(field.id) is None]
        return [*grouped, (None, alone)] if alone else grouped

    def in_variant(self, variant: str) -> "Tool":
        """The tool in the words of one of its variants; "" is as it stands. Raises KeyError."""
        return self._worded[variant] if variant else self

    @cached_property
    def _worded(self) -> dict[str, "Tool"]:
        return {variant.id: in_variant(self, variant) for variant in self.variants}
