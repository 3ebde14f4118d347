"""The same tool in the words of a plan, a municipality, an association; its fields stay."""

import pytest

from brobygger.accounts.models import User
from brobygger.catalog.tools import all_tools, series_of, tool
from brobygger.catalog.variants import variant_for
from brobygger.catalog.vocabularies import vocabulary
from brobygger.sheets.domain.sheets import create_sheet
from brobygger.workspaces.models import Workspace, WorkspaceKind

OUR_CONTRIBUTION = ["t1_frames", "t1_activity", "t1_relation", "t1_closing"]


def test_our_contribution_is_four_sheets_in_order() -> None:
    assert [one.id for one in series_of(tool("t1_closing"))] == OUR_CONTRIBUTION
    assert [tool(one).scope for one in OUR_CONTRIBUTION] == [
        *("organisation", "activity"),
        *("relation", "relation"),
    ]


@pytest.mark.parametrize("tool_id", OUR_CONTRIBUTION)
@pytest.mark.parametrize("kind", ["housing_social_plan", "municipality", "association"])
def test_each_sheet_of_ours_is_worded_for_each(tool_id: str, kind: str) -> None:
    plain = tool(tool_id)
    worded = plain.in_variant(variant_for(plain, kind))
    assert worded.title != plain.title
    assert worded.series != plain.series
    assert [field.id for field in worded.fields] == [field.id for field in plain.fields]
    assert worded.fields != plain.fields


def test_the_kinds_that_pick_a_variant_are_kinds_there_are() -> None:
    kinds = {term.id for term in vocabulary("actor_kinds").terms} | set(WorkspaceKind)
    for one in all_tools():
        named = [kind for variant in one.variants for kind in variant.kinds]
        assert set(named) <= kinds
        assert len(named) == len(set(named)), one.id


def test_a_tool_without_the_variant_is_told_so() -> None:
    assert variant_for(tool("t8_status"), "municipality") == ""
    with pytest.raises(KeyError):
        tool("t1_frames").in_variant("pirates")


def test_the_scale_is_named_after_whom_it_is_about() -> None:
    group = tool("t1_frames").in_variant("housing_social_plan").field("approach").group  # type: ignore[union-attr]
    assert group is not None
    assert group.da == "Planen som helhed"


def test_the_partner_may_write_for_itself() -> None:
    about, own = tool("t2_partner"), tool("t2_partner").in_variant("own")
    assert (about.speaks_of, own.speaks_of) == ("partner", "owner")
    for field in own.fields:
        theirs = f"{field.title.da} {field.question.da} {field.help.da if field.help else ''}"
        assert "Deres " not in theirs, field.id


def test_a_sheet_keeps_the_variant_it_began_with(workspace: Workspace, coordinator: User) -> None:
    sheet = create_sheet(
        workspace=workspace,
        tool=tool("t1_frames"),
        title="Rammer",
        owner_kind="collaboration",
        by=coordinator,
        variant="association",
    )
    sheet.refresh_from_db()
    assert sheet.tool.title.da == "Foreningens rammer"
