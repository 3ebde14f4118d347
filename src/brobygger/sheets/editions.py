"""A sheet and the editions of its tool: which field a value was written in, and what still fits."""

from collections.abc import Iterator, Mapping
from typing import Any

from brobygger.catalog.exceptions import UnknownTool
from brobygger.catalog.fields import ChoiceField, Field, Shape
from brobygger.catalog.schema import Tool
from brobygger.sheets.exceptions import NotSaved
from brobygger.sheets.models import Sheet
from brobygger.sheets.shapes import Value, rules_of

_SIDES = ("present", "wished")


def newest_edition(sheet: Sheet) -> Tool | None:
    """The tool in an edition newer than the sheet's; None when it has the newest."""
    try:
        newest = sheet.tool_in(None)
    except UnknownTool:  # the workspace has put its tool away: the sheet keeps its own
        return None
    return newest if newest.version > sheet.tool_version else None


def editions(sheet: Sheet) -> Iterator[Tool]:
    """The sheet's own edition, then the others from the newest to the oldest."""
    yield sheet.tool
    newest = newest_edition(sheet)
    for number in range(newest.version if newest else sheet.tool_version, 0, -1):
        if number == sheet.tool_version:
            continue
        try:
            yield sheet.tool_in(number)
        except UnknownTool:  # nobody kept that edition
            continue


def field_behind(sheet: Sheet, field_id: str, value: Mapping[str, Any]) -> Field | None:
    """The field as it was when this value was written in it; None when no edition knows it."""
    for edition in editions(sheet):
        if edition.has(field_id) and holds(edition.field(field_id), value):
            return edition.field(field_id)
    return None


def title_of_field(sheet: Sheet, field_id: str) -> str:
    """What a field is called, also one the tool no longer has."""
    if sheet.tool.has(field_id):
        return sheet.tool.field(field_id).title.text
    known = (one.field(field_id).title.text for one in editions(sheet) if one.has(field_id))
    return next(known, field_id)


def holds(field: Field, value: Mapping[str, Any]) -> bool:
    """Whether the value has the field's shape."""
    return set(value) == set(rules_of(field).empty())


def fitted(field: Field, value: Value) -> Value:
    """As much of the value as the field can hold: answers, columns and parts it knows."""
    rules = rules_of(field)
    if not holds(field, value):
        return rules.empty()
    try:
        return rules.clean(field, _known(field, value))
    except NotSaved:
        return rules.empty()


def _known(field: Field, value: Value) -> Value:
    options = {option.id for option in field.options}
    columns = {column.id for column in field.columns}
    match field.shape:
        case Shape.CHOICE:
            chosen = [one for one in value["chosen"] if one in options]
            alone = isinstance(field, ChoiceField) and not field.several
            return {"chosen": [] if alone and len(chosen) > 1 else chosen}
        case Shape.PARTS:
            return {"parts": _cells(field, value["parts"], columns)}
        case Shape.ROWS:
            return {"rows": [_cells(field, row, {*columns, "id"}) for row in value["rows"]]}
        case Shape.PAIR:
            pair = {
                key: [one for one in said if one in options] if key in _SIDES else said
                for key, said in value["pair"].items()
            }
            return {"pair": pair}
        case _:
            return value


def _cells(field: Field, cells: Mapping[str, str], known: set[str]) -> dict[str, str]:
    """The cells the field knows; an answer that is no longer among those to choose is left out."""
    answers = {c.id: {one.id for one in c.options} for c in field.columns if c.input == "choice"}
    return {
        key: cell
        for key, cell in cells.items()
        if key in known and (key not in answers or cell in answers[key])
    }
