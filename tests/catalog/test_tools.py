"""Tool files: read strictly, and a wrong one says file, line and reason."""

from pathlib import Path

import pytest
from django.utils import translation

from brobygger.catalog.exceptions import CatalogError, UnknownTool
from brobygger.catalog.fields import FromTool, Shape
from brobygger.catalog.tools import all_tools, read_tools, sources_of, tool

GOOD = """\
id: probe
version: 1
title: {da: "Prøve", en: "Probe"}
summary: {da: "Et ark.", en: "A sheet."}
when: {da: "Nu.", en: "Now."}
people: {da: "Alle.", en: "All."}
steps:
  - {title: {da: "Et", en: "One"}, text: {da: "Gør det.", en: "Do it."}, minutes: 5}
belongs_to: organisation
sources: [brobygger]
paper: {size: a3, rows: 4}
fields:
  - id: first
    kind: text
    title: {da: "Først", en: "First"}
    question: {da: "Hvad?", en: "What?"}
    area: {column: 1, width: 6, row: 1, height: 4}
  - id: second
    kind: choice
    title: {da: "Så", en: "Then"}
    question: {da: "Hvilken?", en: "Which?"}
    choices:
      - {id: a, title: {da: "A", en: "A"}}
      - {id: b, title: {da: "B", en: "B"}}
    area: {column: 7, width: 6, row: 1, height: 4}
"""


THEME = "{id: a, title: {da: a, en: a}, fields: [third], discuss: {da: a, en: a}}"
VARIANT = "{id: other, title: {da: a, en: a}, fields: {first: {left: {title: {da: a, en: a}}}}}"


def write(folder: Path, text: str, name: str = "probe.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return folder


def test_a_tool_is_read(tmp_path: Path) -> None:
    read = read_tools(write(tmp_path, GOOD))["probe", 1]
    assert [field.shape for field in read.fields] == [Shape.TEXT, Shape.CHOICE]


@pytest.mark.parametrize(
    ("before", "after", "line", "reason"),
    [
        ("kind: text", "kind: tekst", 13, "tekst"),
        ('title: {da: "Først", en: "First"}', 'title: {da: "Først"}', 15, "en: Field required"),
        ("id: second", "id: first", 18, "'first' is used twice"),
        ("- {id: b, title", "- {id: a, title", 24, "'a' is used twice"),
        ("column: 7", "column: 6", None, "lie on each other"),
        ("column: 7, width: 6", "column: 7, width: 7", None, "outside the sheet"),
        ("minutes: 5", "minutes: fem", 8, "valid integer"),
        ("sources: [brobygger]", "sources: [ukendt]", None, "no source 'ukendt'"),
        ("version: 1", "version: 1\nversion: 2", 3, "'version' is given twice"),
        ("id: second", "id: second\n    farve: rød", None, "Extra inputs are not permitted"),
        ("fields:", "fields: [", None, ""),
        (
            "kind: text",
            "kind: text\n    takes_from: [{tool: t9, field: x}]",
            None,
            "t9.x, which is not",
        ),
        ("id: probe", "id: andet", 1, "not named after its tool"),
        (
            "kind: text",
            "kind: text\n    mirrors: [{tool: t9, field: x, title: {da: a, en: a}}]",
            None,
            "mirrors t9.x, which is not",
        ),
        ("fields:", f"themes: [{THEME}]\nfields:", None, "'third': no such field"),
        ("fields:", f"variants: [{VARIANT}]\nfields:", None, "has no 'left' for 'other'"),
        ("fields:", "stage: somewhere\nfields:", 12, "Input should be"),
    ],
)
def test_a_wrong_tool_says_where_and_why(
    tmp_path: Path, before: str, after: str, line: int | None, reason: str
) -> None:
    assert before in GOOD
    with pytest.raises(CatalogError) as refused:
        read_tools(write(tmp_path, GOOD.replace(before, after, 1)))

    assert str(refused.value).startswith("probe.yaml")
    assert reason in refused.value.reason
    if line is not None:
        assert refused.value.line == line


def test_older_versions_stay_beside_the_newest(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "probe.v1.yaml")
    write(tmp_path, GOOD.replace("version: 1", "version: 2"))
    assert set(read_tools(tmp_path)) == {("probe", 1), ("probe", 2)}


def test_a_field_keeps_its_shape_through_the_versions(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "probe.v1.yaml")
    other = GOOD.replace("version: 1", "version: 2").replace("kind: text", "kind: resources")
    with pytest.raises(CatalogError, match="first: has another shape in version 2"):
        read_tools(write(tmp_path, other))


def test_the_same_version_in_two_files_is_refused(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "probe.v1.yaml")
    with pytest.raises(CatalogError, match="stands in two files"):
        read_tools(write(tmp_path, GOOD))


def test_our_tools_are_in_order() -> None:
    assert {"t1_activity", "t3_agreement"} <= {one.id for one in all_tools()}
    assert all(sources_of(one) and one.minutes for one in all_tools())


def test_texts_follow_the_language() -> None:
    title = tool("t3_agreement").title
    assert str(title) == "Samarbejdsaftale"
    with translation.override("en"):
        assert title.text == "Collaboration agreement"


def test_an_unknown_tool_or_version_is_an_error() -> None:
    for wanted in [("findes_ikke", None), ("t1_activity", 99)]:
        with pytest.raises(UnknownTool):
            tool(*wanted)


def test_the_agreement_takes_what_the_activity_sheet_says() -> None:
    sources = tool("t3_agreement").field("roles").takes_from
    assert sources[:2] == (
        FromTool(tool="t1_activity", field="roles"),
        FromTool(tool="t1_activity", field="needed"),
    )


def test_the_agreement_states_what_an_agreement_must() -> None:
    assert {field.id for field in tool("t3_agreement").fields} >= {
        "parties",
        "purpose",
        "results",
        "target_group",
        "activity",
        "place",
        "time",
        "frequency",
        "duration",
        "resources",
        "roles",
        "progress",
        "presentation",
        "status_meetings",
        "challenges",
        "too_few_volunteers",
        "benefit",
        "period",
        "renewal",
        "anchoring",
    }
