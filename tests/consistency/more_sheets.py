"""The same world, years later: more sheets, more that came of them, and more tools."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from brobygger.catalog.tools import tool
from brobygger.collaborations.domain.own_sheets import begin_own_sheet, put_away
from brobygger.collaborations.domain.sheets import bring_sheet, share_sheet, start_joint_sheet
from brobygger.comparison.domain.goals import set_goal
from brobygger.comparison.domain.presentations import make_link
from brobygger.comparison.models import Became, Outcome
from brobygger.sheets.domain.commands import SetText, apply
from brobygger.sheets.domain.comments import comment, park_question
from brobygger.sheets.domain.photos import add_photo
from brobygger.sheets.domain.sheets import Origin, note_origin
from brobygger.sheets.domain.versions import name_version
from brobygger.sheets.models import Sheet
from brobygger.toolbox.domain.drafts import change_draft
from brobygger.toolbox.domain.tools import publish, take_in
from brobygger.toolbox.editing import add_field
from brobygger.toolbox.models import WorkspaceTool
from brobygger.toolbox.reading import read_text
from tests.catalog.test_tools import GOOD
from tests.factories.actors import make_actor
from tests.factories.collaborations import KVINDER, party_actor, write_something
from tests.sheets.pictures import photo

if TYPE_CHECKING:
    from tests.consistency.world import World


def more_sheets(world: "World", numbers: Sequence[int]) -> None:
    """More of what stands on sheets, of sheets, of what they became, and of the tools for them."""
    for part in (_said, _own, _joint, _outcomes, _tools):
        for number in numbers:
            part(world, number)


def _said(world: "World", number: int) -> None:
    """More said about a sheet, more versions of it and pictures on it, more words tried out."""
    sheet, by = Sheet.objects.get(pk=world.arguments["sheet_id"]), world.person("party")
    for say in (comment, park_question):
        say(sheet=sheet, field_id="purpose", text=f"Hvem {number}?", by=by, shared=True)
    stands = sheet.field_values.get(field_id="purpose").value["text"]
    apply(sheet, SetText("purpose", stands, f"Formål {number}"), by=by)
    name_version(sheet=sheet, name=f"Møde {number}", by=by)
    for field_id in ("purpose", ""):
        add_photo(sheet=sheet, field_id=field_id, content=photo(), by=by)


def _own(world: "World", number: int) -> None:
    """Sheets of the women's association: in use in the collaboration, about others, put away."""
    by, owner = world.person("party"), party_actor(world.workspace, KVINDER)
    other = make_actor(world.workspace, f"Omtalt {number}", by=world.person("coordinator"))
    used, _about, away = (
        begin_own_sheet(
            owner=owner, tool=tool(one), title=f"Ark {number}", about=seen, ours_alone=alone, by=by
        )
        for one, seen, alone in (
            ("t1_activity", None, False),
            ("t2_partner", other, True),
            ("t1_activity", None, False),
        )
    )
    stands = used.sheet.field_values.filter(field_id="purpose").first()
    if stands is None:
        write_something(used.sheet, by)
    share_sheet(link=bring_sheet(own=used, collaboration=world.collaboration, by=by), by=by)
    park_question(sheet=used.sheet, field_id="purpose", text=f"Og så {number}?", by=by, shared=True)
    put_away(own=away, by=by)


def _joint(world: "World", number: int) -> None:
    """Sheets everybody in the collaboration writes in."""
    start_joint_sheet(
        collaboration=world.collaboration,
        tool=tool("t7_match"),
        title=f"Fælles {number}",
        by=world.person("party"),
    )


def _outcomes(world: "World", number: int) -> None:
    """What came of laying the two sheets side by side, and links to the presentation."""
    by, here = world.person("party"), world.collaboration
    left, right = (Sheet.objects.get(pk=world.arguments[side]) for side in ("left_id", "right_id"))
    goal = set_goal(collaboration=here, text=f"Mål nummer {number}", by=by)
    came = Outcome.objects.create(
        workspace=world.workspace,
        collaboration=here,
        became=Became.GOAL,
        mode="sides",
        about=f"about-{number}",
        theme="Formål",
        left_sheet=left,
        left_field="purpose",
        right_sheet=right,
        right_field="purpose",
        text=goal.text,
        target_id=goal.id,
        by_id=by.id,
    )
    for sheet in (left, right):
        note_origin(sheet, "purpose", Origin("outcome", came.id))
    make_link(collaboration=here, owner=party_actor(world.workspace, KVINDER), by=by)


def _tools(world: "World", number: int) -> None:
    """Another tool of the workspace's own, and another version of the first."""
    by = world.person("coordinator")
    file = read_text(GOOD.replace("id: probe", f"id: probe_{number}"))
    publish(tool=take_in(workspace=world.workspace, file=file, by=by), by=by)
    first = WorkspaceTool.objects.get(
        workspace=world.workspace, tool_id=world.arguments["toolbox.tool_id"]
    )
    title = {"da": f"Felt {number}", "en": f"Field {number}"}
    change_draft(
        tool=first,
        by=by,
        change="field_added",
        make=lambda data: add_field(data, "text", title)[0],
    )
