"""Two who have laid their sheets side by side: a goal, a question, and a page to send."""

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.collaborations.domain.queries import sheets_seen_by
from brobygger.collaborations.models import Collaboration
from brobygger.comparison.domain.laying import lay, pairings
from brobygger.comparison.domain.outcomes import make
from brobygger.comparison.domain.presentations import make_link
from brobygger.comparison.engine import Verdict
from brobygger.comparison.models import Became
from brobygger.demo.people import REPRESENTATIVES
from brobygger.workspaces.models import Workspace

TITLE = "Fra kvarterhuset til banen"


def make_comparison(
    workspace: Workspace, actors: dict[str, Actor], people: dict[str, User]
) -> None:
    """The football club and the neighbourhood house, a while into their talk."""
    by = people["fodboldklub"]
    collaboration = Collaboration.objects.get(workspace=workspace, title=TITLE)
    links = sheets_seen_by(by, collaboration)
    pair = next(one for one in pairings(links) if one.right.sheet.tool_id == "t2_partner")
    board = lay(pair, links, collaboration, by)
    different = [
        theme.differences[0]
        for theme in board.face_to_face
        if theme.verdict is Verdict.DIFFERENT and not theme.inside
    ]
    for one, became in zip(different, (Became.GOAL, Became.QUESTION), strict=False):
        make(board=board, about=one.about, became=became, collaboration=collaboration, by=by)
    owner = actors[REPRESENTATIVES["fodboldklub"]]
    make_link(collaboration=collaboration, owner=owner, by=by)
