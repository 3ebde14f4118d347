"""Changes to a draft, as functions from what it says to what it then says."""

from collections.abc import Collection, Mapping
from copy import deepcopy
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from brobygger.catalog.schema import COLUMNS, Tool
from brobygger.toolbox.kinds import KINDS
from brobygger.toolbox.parts import new_id_from, required_parts
from brobygger.toolbox.writing import Data

MOST_ROWS = 24
_USUAL = {"width": 4, "height": 4}
_BROAD = {"roles", "resources", "table", "party", "person", "measure", "scale", "pair", "notes"}
# What a new field of a kind says besides its title, so that there is something to answer with.
_BEGINS: Mapping[str, Data] = {"pair": {"own_words": True}}
BLANK: Mapping[str, str] = {"da": "", "en": ""}


def empty_tool(tool_id: str, title: Mapping[str, str]) -> Data:
    """A tool with a title and one field to begin with."""
    texts = {name: dict(BLANK) for name in ("summary", "when", "people")}
    data: Data = {
        "id": tool_id,
        "version": 1,
        "title": dict(title),
        **texts,
        "steps": [{"title": dict(BLANK), "text": dict(BLANK), "minutes": 15}],
        "belongs_to": "organisation",
        "sources": ["own_experience"],
        "paper": {"size": "a3", "rows": 12},
        "fields": [],
    }
    return data


def field_of(data: Data, field_id: str) -> Data:
    """The field with this id. Raises KeyError."""
    return data["fields"][index_of(data, field_id)]  # type: ignore[no-any-return]


def index_of(data: Data, field_id: str) -> int:
    """Where the field stands in the order. Raises KeyError."""
    for index, one in enumerate(data.get("fields") or ()):
        if one.get("id") == field_id:
            return index
    raise KeyError(field_id)


def add_field(
    data: Data, kind: str, title: Mapping[str, str], *, avoid: Collection[str] = ()
) -> tuple[Data, str]:
    """One more field at the end, on the first free place of the sheet; answers its id too, which
    is none of those to `avoid`."""
    after = deepcopy(data)
    fields = after.setdefault("fields", [])
    taken = [*(str(one.get("id")) for one in fields), *avoid]
    field_id = new_id_from(title.get("da", ""), taken, otherwise=kind)
    width = 6 if kind in _BROAD else _USUAL["width"]
    field = {
        "id": field_id,
        "kind": kind,
        "title": dict(title),
        "question": dict(BLANK),
        **_BEGINS.get(kind, {}),
        "area": _free_place(after, width, _USUAL["height"]),
    }
    fields.append(field)
    after["paper"] = {**after.get("paper", {}), "rows": max(_rows(after), _lowest(after))}
    return after, field_id


def remove_field(data: Data, field_id: str) -> Data:
    """The field gone, also from themes and variants that name it. Raises KeyError."""
    after = deepcopy(data)
    del after["fields"][index_of(after, field_id)]
    for theme in after.get("themes") or ():
        theme["fields"] = [one for one in theme.get("fields", ()) if one != field_id]
    if "themes" in after:
        after["themes"] = [one for one in after["themes"] if one["fields"]]
    for variant in after.get("variants") or ():
        variant.get("fields", {}).pop(field_id, None)
    return after


def put_field(data: Data, field_id: str, said: Mapping[str, Any]) -> Data:
    """The field with new words; id, kind, place and what it takes stay unless they are said."""
    after = deepcopy(data)
    index = index_of(after, field_id)
    before = after["fields"][index]
    stays = ("id", "kind", "area", "takes_from", "mirrors")
    kept = {name: before[name] for name in stays if name in before}
    after["fields"][index] = {**_in_order({**kept, **said}, kept.get("kind", ""))}
    return after


def put_texts(data: Data, said: Mapping[str, Any]) -> Data:
    """The tool's own texts; steps, fields and the rest stay."""
    stays = ("id", "version", "steps", "paper", "fields", "variants")
    return {**{name: data[name] for name in stays if name in data}, **deepcopy(dict(said))}


def reorder(data: Data, field_id: str, by: int) -> Data:
    """The field earlier or later in the order people fill it in. Raises KeyError."""
    after = deepcopy(data)
    index = index_of(after, field_id)
    other = index + by
    if 0 <= other < len(after["fields"]):
        fields = after["fields"]
        fields[index], fields[other] = fields[other], fields[index]
    return after


# How a button changes the place: (column, width, row, height).
MOVES: dict[str, tuple[int, int, int, int]] = {
    "left": (-1, 0, 0, 0),
    "right": (1, 0, 0, 0),
    "up": (0, 0, -1, 0),
    "down": (0, 0, 1, 0),
    "wider": (0, 1, 0, 0),
    "narrower": (0, -1, 0, 0),
    "taller": (0, 0, 0, 1),
    "lower": (0, 0, 0, -1),
}


def place(data: Data, field_id: str, move: str) -> Data:
    """The field a square further, or bigger or smaller. The paper grows when it has to."""
    area = dict(field_of(data, field_id)["area"])
    for name, change in zip(("column", "width", "row", "height"), MOVES[move], strict=True):
        area[name] = int(area.get(name, 1)) + change
    return place_at(data, field_id, area)


def place_at(data: Data, field_id: str, area: Mapping[str, int]) -> Data:
    """The field on this place, kept inside the sheet. The paper grows when it has to."""
    after = deepcopy(data)
    width = min(max(area["width"], 1), COLUMNS)
    height = min(max(area["height"], 1), MOST_ROWS)
    column = min(max(area["column"], 1), COLUMNS - width + 1)
    row = min(max(area["row"], 1), MOST_ROWS - height + 1)
    placed = {"column": column, "width": width, "row": row, "height": height}
    field_of(after, field_id)["area"] = placed
    after["paper"] = {**after["paper"], "rows": max(_rows(after), _lowest(after))}
    return after


def tidy(data: Data) -> Data:
    """What every draft has: lists of steps and fields, a paper, and a place for every field."""
    after = deepcopy(data)
    for name in ("steps", "fields"):
        if not isinstance(after.get(name), list):
            after[name] = []
    paper = after.get("paper")
    rows = paper.get("rows") if isinstance(paper, Mapping) else None
    after["paper"] = {"size": "a3", "rows": rows if type(rows) is int and 0 < rows <= 24 else 12}
    placed: list[Data] = [one for one in after["fields"] if _has_place(one)]
    for field in after["fields"]:
        if not _has_place(field):
            field["area"] = _free_place({"fields": placed}, _USUAL["width"], _USUAL["height"])
            placed.append(field)
    return after


def _has_place(field: Mapping[str, Any]) -> bool:
    area = field.get("area")
    sides = ("column", "width", "row", "height")
    return isinstance(area, Mapping) and all(type(area.get(one)) is int for one in sides)


def put_rows(data: Data, rows: int) -> Data:
    """The paper with so many rows."""
    return {**data, "paper": {**data.get("paper", {}), "rows": rows}}


def arrange(data: Data) -> Data:
    """All fields laid out in their order, from the left and down, none on top of another."""
    after = deepcopy(data)
    column, row, tallest = 1, 1, 0
    for field in after["fields"]:
        width, height = _size(field)
        if column + width - 1 > COLUMNS:
            column, row, tallest = 1, row + tallest, 0
        field["area"] = {"column": column, "width": width, "row": row, "height": height}
        column, tallest = column + width, max(tallest, height)
    lowest = _lowest(after)
    if lowest > MOST_ROWS:
        _press(after, lowest)
    after["paper"] = {**after.get("paper", {}), "rows": min(max(_lowest(after), 4), MOST_ROWS)}
    return after


def whole(data: Data) -> Tool | None:
    """The draft as a tool one can look at: what is missing is filled in; None when it cannot be."""
    filled = deepcopy(data)
    filled["title"] = _text(filled.get("title"))
    if not filled.get("fields"):
        return None
    for tries in range(2):
        shown = _complete(Tool, filled, skip={"fields"})
        shown["fields"] = [_field(one) for one in filled["fields"]]
        try:
            return Tool.model_validate(shown)
        except ValidationError:
            filled = arrange(filled) if tries == 0 else filled
            filled.pop("themes", None)
            filled.pop("variants", None)
    return None


def _field(data: Data) -> Data:
    """The field with placeholders; one that still is no field of its kind shows as plain text."""
    kind = KINDS.get(str(data.get("kind")), KINDS["text"])
    shown = _complete(kind, data)
    try:
        kind.model_validate(shown)
    except ValidationError:
        bare = ("id", "title", "question", "help", "example", "area", "private")
        kept = {name: data[name] for name in bare if name in data}
        return _complete(KINDS["text"], {**kept, "kind": "text"})
    return shown


def _complete(model: type[BaseModel], data: Mapping[str, Any], skip: Collection[str] = ()) -> Data:
    """The part with a placeholder wherever something required is missing."""
    said = {name: value for name, value in data.items() if name in model.model_fields}
    for name, missing in required_parts(model):
        if name not in skip:
            said[name] = missing(said.get(name))
    return {name: value for name, value in said.items() if _fits(model, name, value)}


def _fits(model: type[BaseModel], name: str, value: Any) -> bool:
    info = model.model_fields[name]
    if info.is_required():
        return True
    try:
        TypeAdapter[Any](info.rebuild_annotation()).validate_python(value)
    except ValidationError:
        return False
    return True


def _text(value: Any) -> Data:
    said = value if isinstance(value, Mapping) else {}
    danish, english = str(said.get("da") or ""), str(said.get("en") or "")
    return {"da": danish or english or "…", "en": english or danish or "…"}


def _in_order(field: Data, kind: str) -> Data:
    """As the files of the house are written."""
    order = ["id", "kind", *(KINDS[kind].model_fields if kind in KINDS else ())]
    names = [*dict.fromkeys(one for one in order if one in field), *field]
    return {name: field[name] for name in dict.fromkeys(names)}


def _rows(data: Data) -> int:
    rows = data.get("paper", {}).get("rows")
    return rows if isinstance(rows, int) else 12


def _size(field: Mapping[str, Any]) -> tuple[int, int]:
    area = field.get("area") or {}
    width, height = area.get("width"), area.get("height")
    return (
        min(max(width, 1), COLUMNS) if isinstance(width, int) else _USUAL["width"],
        min(max(height, 1), MOST_ROWS) if isinstance(height, int) else _USUAL["height"],
    )


def _lowest(data: Data) -> int:
    ends = [
        one["area"]["row"] + one["area"]["height"] - 1 for one in data["fields"] if one.get("area")
    ]
    return min(max(ends, default=1), 10_000)


def _press(data: Data, lowest: int) -> None:
    """Too many for the paper: every field gets a smaller share of it."""
    for field in data["fields"]:
        area = field["area"]
        start = (area["row"] - 1) * MOST_ROWS // lowest
        end = (area["row"] - 1 + area["height"]) * MOST_ROWS // lowest
        area["row"], area["height"] = start + 1, max(end - start, 1)


def _free_place(data: Data, width: int, height: int) -> Data:
    taken = {
        (x, y)
        for one in data["fields"]
        for x in range(one["area"]["column"], one["area"]["column"] + one["area"]["width"])
        for y in range(one["area"]["row"], one["area"]["row"] + one["area"]["height"])
    }
    for row in range(1, MOST_ROWS - height + 2):
        for column in range(1, COLUMNS - width + 2):
            squares = {
                (x, y) for x in range(column, column + width) for y in range(row, row + height)
            }
            if not squares & taken:
                return {"column": column, "width": width, "row": row, "height": height}
    return {"column": 1, "width": width, "row": MOST_ROWS - height + 1, "height": height}
