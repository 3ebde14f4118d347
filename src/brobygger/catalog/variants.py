"""The same tool in the words of a municipality, an association or a housing-social plan."""

from typing import TYPE_CHECKING, Any, Literal

from brobygger.catalog.fields import Id, Pole
from brobygger.catalog.text import Strict, Text

if TYPE_CHECKING:
    from brobygger.catalog.fields import Field
    from brobygger.catalog.schema import Tool


class FieldTexts(Strict):
    """What a variant says otherwise about one field; what it leaves out stays."""

    title: Text | None = None
    question: Text | None = None
    help: Text | None = None
    example: Text | None = None
    # Of a scale:
    left: Pole | None = None
    right: Pole | None = None
    of: Text | None = None
    group: Text | None = None


class Variant(Strict):
    """A tool in somebody else's words. Its fields are the tool's own: only texts differ.

    `kinds` are the kinds of actor and workspace it is picked for by itself; without any, the
    person who begins the sheet chooses it.
    """

    id: Id
    title: Text  # whom it is worded for
    name: Text | None = None  # what the tool is called then
    kinds: tuple[Id, ...] = ()
    speaks_of: Literal["owner", "partner"] | None = None
    series: Text | None = None  # what its series is called then
    summary: Text | None = None
    when: Text | None = None
    people: Text | None = None
    case: Text | None = None
    fields: dict[Id, FieldTexts] = {}


def in_variant(tool: "Tool", variant: Variant) -> "Tool":
    """The tool as the variant words it."""
    said: dict[str, Any] = {
        key: getattr(variant, key)
        for key in ("summary", "when", "people", "case", "speaks_of")
        if getattr(variant, key)
    }
    if variant.name:
        said["title"] = variant.name
    if variant.series and tool.series:
        said["series"] = tool.series.model_copy(update={"title": variant.series})
    said["fields"] = tuple(_worded(field, variant.fields.get(field.id)) for field in tool.fields)
    return tool.model_copy(update=said)


def _worded(field: "Field", texts: FieldTexts | None) -> "Field":
    if texts is None:
        return field
    said = {key: text for key in FieldTexts.model_fields if (text := getattr(texts, key))}
    return field.model_copy(update=said)


def variant_for(tool: "Tool", kind: str) -> str:
    """The id of the variant for this kind of actor or workspace; "" when the tool fits as it is."""
    return next((one.id for one in tool.variants if kind in one.kinds), "")
