"""Some who stand in the demo's register twice, as they do when several people write."""

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import create_actor
from brobygger.actors.domain.alike import refresh
from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.uniting import unite
from brobygger.actors.models import Actor
from brobygger.demo.register import POSTCODE, TOWN
from brobygger.workspaces.models import Workspace

# The key of the one in the register, and how somebody else has written it.
_AGAIN = (
    ("boldklub", "Fjordby BK", "00 45 46 47"),
    ("sprogcafe", "Sprogcafeen »Ordet« i Fjordby", "00 48 49 50"),
    ("sprogcafe", "Sprogcafe Ordet, Fjordby", ""),
    ("strik", "Strikkecafeen på 2. sal", ""),
)


def make_duplicates(workspace: Workspace, actors: dict[str, Actor], *, by: User) -> None:
    """A pair and a group of three that wait for somebody to decide, and one that has been put
    together."""
    made = {}
    for key, name, phone in _AGAIN:
        data = ActorData(
            name=name,
            phone=phone,
            postcode=POSTCODE,
            town=TOWN,
            email=actors[key].email
            if key == "boldklub"
            else f"{key}@post.example"
            if phone
            else "",
        )
        made[key] = create_actor(workspace=workspace, data=data, by=by)
    unite(kept=actors["strik"], gone=made["strik"], choices={}, by=by)
    refresh(workspace)
