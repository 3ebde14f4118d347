"""Where one begins, and what carries on from where."""

from datetime import date

import pytest

from brobygger.catalog.fields import FromTool
from brobygger.catalog.paper import tool_pdf
from brobygger.catalog.tools import all_tools, tool
from brobygger.catalog.ways import agenda_of, in_stages, ways_on, ways_to
from tests.paper.reading import info

COMPLETE = [one for one in all_tools() if one.id not in {"t3_agreement", "t17_visit"}]


def test_the_way_begins_with_ourselves_and_ends_with_status() -> None:
    stages = in_stages(all_tools())
    assert [stage.id for stage in stages] == [
        *("ourselves", "partner", "together", "agreement", "along"),
    ]
    assert stages[0].tools[0].id == "t1_frames"
    assert sum(len(stage.tools) for stage in stages) == len(all_tools())


def test_what_is_written_leads_on() -> None:
    on = {way.tool.id: way for way in ways_on(tool("t1_activity"), all_tools())}
    assert {"t1_closing", "t3_agreement", "t2_partner"} <= set(on)
    assert on["t2_partner"].beside
    assert not on["t3_agreement"].beside
    assert "Vores ressourcer" in [title.da for title in on["t3_agreement"].fields]


def test_what_came_before_is_named_too() -> None:
    to = {way.tool.id for way in ways_to(tool("t3_agreement"), all_tools())}
    assert {"t1_frames", "t1_activity", "t1_relation", "t2_partner", "t10_expectations"} <= to


def test_the_agenda_adds_up() -> None:
    points = agenda_of(tool("t8_status"))
    assert [point.begins for point in points] == [0, 5, 15, 22, 32, 45, 50, 55]
    assert points[-1].clock == "0:55"


@pytest.mark.parametrize("one", COMPLETE, ids=lambda one: one.id)
def test_every_theme_ends_with_a_question(one) -> None:  # type: ignore[no-untyped-def]
    assert {field for theme in one.themes for field in theme.fields} == {
        field.id for field in one.fields
    }
    for theme in one.themes:
        assert theme.discuss.da.endswith("?")
        assert theme.discuss.en.endswith("?")


@pytest.mark.parametrize("one", COMPLETE, ids=lambda one: one.id)
def test_every_field_is_helped_along(one) -> None:  # type: ignore[no-untyped-def]
    assert [field.id for field in one.fields if not field.help or not field.example] == []


def test_what_stands_opposite_is_of_the_same_shape() -> None:
    for field in tool("t2_partner").fields:
        for mirror in field.mirrors:
            assert tool(mirror.tool).field(mirror.field).shape is field.shape, field.id


def test_the_partners_sheet_stands_opposite_ours() -> None:
    facing = {
        (mirror.tool, mirror.field)
        for field in tool("t2_partner").fields
        for mirror in field.mirrors
    }
    assert facing >= {("t1_frames", "frames"), ("t1_frames", "methods"), ("t1_frames", "purpose")}
    asked = ("purpose", "task", "actions", "roles", "needed", "resources", "methods")
    assert facing >= {("t1_activity", field) for field in asked}


def test_the_agreement_begins_with_both_sides() -> None:
    for field_id in ("purpose", "resources", "roles", "method"):
        taken = tool("t3_agreement").field(field_id).takes_from
        tools = {one.tool for one in taken if isinstance(one, FromTool)}
        assert {"t1_activity", "t2_partner"} <= tools, field_id


@pytest.mark.parametrize("one", all_tools(), ids=lambda one: one.id)
def test_a_blank_sheet_is_one_page_in_everybodys_words(one) -> None:  # type: ignore[no-untyped-def]
    for variant in ("", *(each.id for each in one.variants)):
        pdf = tool_pdf(one.in_variant(variant), {}, language="da", date=date(2026, 11, 22))
        assert info(pdf)["Pages"] == "1", variant
