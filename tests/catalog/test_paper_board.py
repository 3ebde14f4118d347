"""A board with only some of its fields: no holes, the order and the whole width are kept."""

from collections.abc import Iterable

from brobygger.catalog.paper import tool_pdf
from brobygger.catalog.paper_board import closed_up
from brobygger.catalog.parts import Area
from brobygger.catalog.tools import all_tools, tool
from brobygger.paper.sheet import PaperField
from tests.paper.reading import pages
from tests.paper.test_standing_sheet import DAY


def places(tool_id: str, kept: Iterable[int]) -> tuple[PaperField, ...]:
    return tuple(_place(tool(tool_id).fields[n].area) for n in kept)


def _place(at: Area) -> PaperField:
    return PaperField("", "", at.column, at.width, at.row, at.height, shape="text")


def test_every_second_field_of_every_tool_fills_the_width_without_overlap() -> None:
    for one in all_tools():
        fields, rows = closed_up(places(one.id, range(0, len(one.fields), 2)), one.paper.rows)
        taken = [
            (row, column)
            for field in fields
            for row in range(field.row, field.row + field.height)
            for column in range(field.column, field.column + field.width)
        ]
        assert len(taken) == len(set(taken))
        assert len(taken) % 12 == 0
        assert max(row for row, _ in taken) <= rows <= 24


def test_one_field_is_not_blown_up_to_a_whole_page() -> None:
    (field,), rows = closed_up(places("t1_activity", [0]), 16)
    assert (field.column, field.width, field.row) == (1, 12, 1)
    assert rows == 11


def test_the_paper_of_a_partner_says_at_the_foot_that_there_is_more() -> None:
    for size in ("a3", "a4"):
        pdf = tool_pdf(
            tool("t1_activity"), {}, language="da", date=DAY, size=size, readable={"purpose"}
        )
        (shown,) = pages(pdf)
        assert "Kun de felter, der er delt med jer" in shown
        assert "Opgaven, som vi ser den" not in shown
