"""What our tools promise: the meeting ends with something agreed, and nothing private leaves."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from brobygger.accounts.models import User
from brobygger.catalog.fields import FromTool, Shape
from brobygger.catalog.schema import Tool
from brobygger.catalog.tools import all_tools, tool

MIRRORED = ["purpose", "roles", "resources", "needed", "methods"]
TOGETHER = ["t7_match", "t8_status", "t16_dialogue"]


def texts_in(value: Any) -> Iterator[dict[str, str]]:
    """Every text of a tool, both languages together."""
    if isinstance(value, dict) and set(value) == {"da", "en"}:
        yield value
    elif isinstance(value, dict | list | tuple):
        inner = value.values() if isinstance(value, dict) else value
        for one in inner:
            yield from texts_in(one)


def column_ids(tool_id: str, field_id: str) -> list[str]:
    return [column.id for column in tool(tool_id).field(field_id).columns]


@pytest.mark.parametrize("field_id", MIRRORED)
def test_the_partners_sheet_mirrors_our_own(field_id: str) -> None:
    ours, theirs = (tool(one).field(field_id) for one in ("t1_activity", "t2_partner"))
    assert ours.kind == theirs.kind
    assert [one.options for one in ours.columns] == [one.options for one in theirs.columns]


def test_nobody_puts_words_in_the_partners_mouth() -> None:
    assert not any(field.takes_from for field in tool("t2_partner").fields)


def test_the_partner_says_what_the_task_is_and_what_should_be_done() -> None:
    asked = {field.id for field in tool("t2_partner").fields}
    assert asked >= {"frames", "goals", "methods", "target_group", "task", "actions"}
    assert asked >= {"resources", "needed", "benefit", "experience", "risks", "decides"}


def test_what_we_hold_on_to_and_can_adjust_stays_with_us() -> None:
    private = {field.id: field.private for field in tool("t1_closing").fields}
    assert private["hold_on"]
    assert private["adjust"]
    assert not private["tell"]


def test_nothing_is_taken_from_a_private_field() -> None:
    for one in all_tools():
        for source in (source for field in one.fields for source in field.takes_from):
            assert not (
                isinstance(source, FromTool) and tool(source.tool).field(source.field).private
            )


def test_what_is_taken_has_the_shape_it_is_taken_to() -> None:
    for one in all_tools():
        for field in one.fields:
            for source in field.takes_from:
                if isinstance(source, FromTool):
                    taken = tool(source.tool).field(source.field)
                    assert taken.shape is field.shape, f"{one.id}.{field.id}"
                    assert {option.id for option in taken.options} <= {
                        option.id for option in field.options
                    }
                else:
                    rows = source.collaboration == "parties"
                    assert field.shape is (Shape.ROWS if rows else Shape.TEXT), field.id


@pytest.mark.parametrize("tool_id", TOGETHER)
def test_the_meeting_ends_with_the_next_date_and_who_calls(tool_id: str) -> None:
    assert [field.id for field in tool(tool_id).fields][-2:] == ["next_date", "caller"]
    assert "hvem der indkalder" in tool(tool_id).steps[-1].text.da


def test_the_status_meeting_ends_with_the_next_goal() -> None:
    last = [field.id for field in tool("t8_status").fields][-4:]
    assert last == ["next_goal", "actions", "next_date", "caller"]
    titles = [step.title.da for step in tool("t8_status").steps]
    assert titles[-2:] == ["Næste mål", "Næste dato, og hvem indkalder"]
    assert tool("t8_status").minutes == 60


@pytest.mark.parametrize(
    ("tool_id", "before", "after"),
    [
        ("t8_status", "actions", "last_actions"),
        ("t16_dialogue", "promises", "last_promises"),
        ("t16_dialogue", "next_themes", "themes"),
    ],
)
def test_the_next_meeting_begins_where_the_last_one_ended(
    tool_id: str, before: str, after: str
) -> None:
    assert FromTool(tool=tool_id, field=before) in tool(tool_id).field(after).takes_from
    assert set(column_ids(tool_id, before)) <= set(column_ids(tool_id, after))


@pytest.mark.parametrize(
    ("tool_id", "field_id"),
    [
        ("t7_match", "actions"),
        ("t8_status", "actions"),
        ("t10_expectations", "actions"),
        ("t16_dialogue", "promises"),
    ],
)
def test_every_promise_has_a_name_and_a_day(tool_id: str, field_id: str) -> None:
    assert column_ids(tool_id, field_id) == ["what", "who", "by"]


def test_what_was_expected_is_the_beginning_of_the_agreement() -> None:
    agreement = tool("t3_agreement")
    taken = {
        source.field
        for field in agreement.fields
        for source in field.takes_from
        if isinstance(source, FromTool) and source.tool == "t10_expectations"
    }
    assert taken >= {"time", "frequency", "duration", "presentation", "coordinator"}
    assert taken >= {"activity", "place", "resources", "challenges", "too_few_volunteers"}


def test_the_agreement_asks_what_happens_and_begins_with_what_the_meeting_agreed() -> None:
    first = tool("t3_agreement").field("activity").takes_from[0]
    assert first == FromTool(tool="t10_expectations", field="activity")


@pytest.mark.parametrize("one", all_tools(), ids=lambda one: one.id)
def test_every_tool_says_how_to_run_the_meeting(one: Tool) -> None:
    assert len(one.steps) >= 3
    assert 30 <= one.minutes <= 120
    assert one.case is not None
    assert set(one.sources) - {"brobygger"}, "where the method comes from"


@pytest.mark.parametrize("one", all_tools(), ids=lambda one: one.id)
def test_every_field_asks_helps_and_shows_how_it_can_go(one: Tool) -> None:
    for field in one.fields:
        assert field.question.da.endswith("?"), field.id
        assert field.question.en.endswith("?"), field.id
        assert field.help, f"{field.id} has no help"
        assert field.example, f"{field.id} has no example"


@pytest.mark.parametrize("one", all_tools(), ids=lambda one: one.id)
def test_every_field_stands_in_a_theme_that_ends_with_a_question(one: Tool) -> None:
    assert [field.id for field in one.fields if one.theme_of(field.id) is None] == []
    for theme in one.themes:
        assert theme.discuss.da.endswith("?"), theme.id
        assert theme.discuss.en.endswith("?"), theme.id


@pytest.mark.parametrize("one", all_tools(), ids=lambda one: one.id)
def test_both_languages_say_as_much(one: Tool) -> None:
    """A text translated by half is as wrong as one that is not."""
    for words in texts_in(one.model_dump()):
        ratio = len(words["en"]) / len(words["da"])
        assert len(words["da"]) < 40 or 0.6 < ratio < 1.7, words


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_page_tells_how_it_can_go(
    as_user: Callable[[User], Client], reader: User, language: str
) -> None:
    reader.language = language
    reader.save()
    client = as_user(reader)
    client.cookies["django_language"] = language
    case = tool("t16_dialogue").case
    assert case is not None
    assert escape(case.in_language(language)) in client.get("/w/birkelund/tools/t16_dialogue/").text


def test_a_tool_without_a_case_has_no_heading_for_it(
    as_user: Callable[[User], Client], reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = tool("t16_dialogue").model_copy(update={"case": None})
    monkeypatch.setattr("brobygger.catalog.views.tools.tool", lambda *_, **__: without)
    page = as_user(reader).get("/w/birkelund/tools/t16_dialogue/").text
    assert "Sådan kan det gå" not in page
