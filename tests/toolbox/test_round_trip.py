"""What the forms write is a file like the house's own, and reads back as the same tool."""

import pytest
from django.http import QueryDict
from pydantic import BaseModel

from brobygger.catalog.schema import Tool
from brobygger.catalog.tools import all_tools
from brobygger.toolbox.editing import MOVES, arrange, place, whole
from brobygger.toolbox.kinds import KIND_WORDS, KINDS, PART_WORDS
from brobygger.toolbox.parts import Lists, Part, parts_of, read_parts
from brobygger.toolbox.reading import read_text
from brobygger.toolbox.writing import as_data, as_text


@pytest.mark.parametrize("one", all_tools(), ids=lambda one: one.id)
def test_every_tool_reads_back_the_same(one: Tool) -> None:
    text = as_text(as_data(one))
    assert Tool.model_validate(read_text(text).data) == one
    assert as_text(read_text(text).data) == text


@pytest.mark.parametrize("one", all_tools(), ids=lambda one: one.id)
def test_a_form_sent_back_unchanged_changes_nothing(one: Tool) -> None:
    data = as_data(one)
    for field in data["fields"]:
        model = KINDS[field["kind"]]
        sent = QueryDict(mutable=True)
        fill(sent, parts_of(model, field, lists=Lists({})))
        said = {**field, **read_parts(model, sent)}
        again = {**data, "fields": [said if f is field else f for f in data["fields"]]}
        assert Tool.model_validate(again) == one


def fill(sent: QueryDict, parts: list[Part]) -> None:
    """As a browser would send it."""
    for part in parts:
        if part.shape == "text":
            sent[f"{part.name}-da"], sent[f"{part.name}-en"] = part.value["da"], part.value["en"]
        elif part.shape == "tick":
            if part.value:
                sent[part.name] = "1"
        elif part.shape in ("choice", "ticks"):
            sent.setlist(part.name, [one.value for one in part.choices if one.chosen])
        elif part.shape == "number":
            sent[part.name] = str(part.value)
        elif part.shape == "group":
            sent[f"{part.name}-id"] = part.id
            fill(sent, list(part.parts))
        else:
            sent[f"{part.name}-count"] = str(len(part.items))
            for item in part.items:
                sent[f"{item.name}-id"] = item.id
                fill(sent, list(item.parts))


def test_every_kind_and_part_has_words() -> None:
    assert set(KINDS) == set(KIND_WORDS)
    models: list[type[BaseModel]] = [*KINDS.values(), Tool]
    names = {
        part.name.split("-")[-1]
        for model in models
        for part in flat(parts_of(model, {}, lists=Lists({}), more=""))
    }
    assert names <= set(PART_WORDS)


def flat(parts: list[Part]) -> list[Part]:
    inner = [one for part in parts for one in (*part.parts, *part.items)]
    return [one for one in parts if not one.name[-1].isdigit()] + (flat(inner) if inner else [])


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_field_of_any_kind_can_be_looked_at(kind: str) -> None:
    area = {"column": 1, "width": 4, "row": 1, "height": 4}
    blank = {"da": "", "en": ""}
    field = {"id": "new", "kind": kind, "title": blank, "question": blank, "area": area}
    data = {"id": "probe", "title": {"da": "Prøve", "en": ""}, "paper": {"rows": 4}}
    shown = whole({**data, "fields": [field]})
    assert shown is not None
    assert shown.field("new").title.da == "…"


def test_fields_on_top_of_each_other_are_laid_out() -> None:
    data = as_data(all_tools()[0])
    for field in data["fields"]:
        field["area"] = {"column": 1, "width": 12, "row": 1, "height": 9}
    assert Tool.model_validate(arrange(data)).paper.rows <= 24


@pytest.mark.parametrize("move", MOVES)
def test_a_field_stays_on_the_sheet(move: str) -> None:
    data = as_data(all_tools()[0])
    field_id = data["fields"][0]["id"]
    for _time in range(26):
        data = place(data, field_id, move)
    area = data["fields"][0]["area"]
    assert 1 <= area["column"] <= 13 - area["width"] <= 12
    assert area["row"] + area["height"] - 1 <= data["paper"]["rows"] <= 24
