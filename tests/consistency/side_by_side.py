"""Of the small world: two who have answered, what came of it, and a page sent to a guest."""

from typing import TYPE_CHECKING, Any

from brobygger.catalog.tools import tool
from brobygger.collaborations.domain.sheets import share_sheet, start_sheet
from brobygger.comparison.domain.goals import set_goal
from brobygger.comparison.domain.laying import Pairing, lay
from brobygger.comparison.domain.presentations import make_link
from brobygger.sheets.domain.commands import SetText, SetValue, apply
from brobygger.sheets.models import Sheet
from tests.factories.collaborations import KVINDER, party_actor

if TYPE_CHECKING:
    from tests.consistency.world import World


def lay_side_by_side(world: "World") -> dict[str, Any]:
    """A T1 and a T2 to lay beside each other, a wish, a goal, and a link to the presentation."""
    by, here = world.person("party"), world.collaboration
    owner = party_actor(world.workspace, KVINDER)
    left, right, wish = (
        start_sheet(collaboration=here, tool=tool(one), owner=owner, by=by)
        for one in ("t1_activity", "t2_partner", "t1_relation")
    )
    for link, text in ((left, "Et sted at mødes"), (right, "Kvinder i arbejde")):
        Sheet.objects.filter(pk=link.sheet_id).update(variant="")
        apply(link.sheet, SetText("purpose", "", text), by=by)
    pair = next(field for field in wish.sheet.tool.fields if field.kind == "pair")
    said = {"present": [pair.options[0].id], "wished": [pair.options[1].id]}
    apply(wish.sheet, SetValue(pair.id, {"pair": said}, 0), by=by)
    for link in (left, right, wish):
        share_sheet(link=link, by=by)
    path = make_link(collaboration=here, owner=owner, by=by)
    board = lay(Pairing(left, right), [left, right], here, by)
    about = next(one.differences[0].about for one in board.face_to_face if one.differences)
    world.forms["comparison:sides"] = {"do": f"agreed:{about}"}
    world.forms["comparison:goals"] = {"text": "Ti kvinder i bestyrelser"}
    world.forms["comparison:goal"] = {"do": "reach"}
    return {
        "left_id": left.sheet_id,
        "right_id": right.sheet_id,
        "comparison:wished.sheet_id": wish.sheet_id,
        "comparison:then.sheet_id": left.sheet_id,
        "comparison.actor_id": owner.id,
        "goal_id": set_goal(collaboration=here, text="Nye i bestyrelsen", by=by).id,
        "comparison.token": path.rstrip("/").rpartition("/")[2],
    }
