"""A small world with one of everything, and everybody who could knock on a door."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from brobygger.accounts.models import User
from brobygger.collaborations.models import Collaboration
from brobygger.workspaces.models import Workspace
from tests.factories.collaborations import make_collaboration, make_representative, party_actor
from tests.factories.people import make_member, make_user, make_workspace

# The columns of access_table.txt, in its order.
ROLES = (
    "anonymous",
    "administrator",
    "coordinator",
    "adviser",
    "reader",
    "party",  # represents an actor of the collaboration
    "other_party",  # represents an actor of another collaboration in the same workspace
    "outsider",  # administrator of another workspace
    "stranger",  # has an account and nothing else
)


@dataclass
class World:
    """What the addresses of the table are about."""

    workspace: Workspace
    collaboration: Collaboration
    people: dict[str, User | None]
    arguments: dict[str, Any] = field(default_factory=dict)

    def argument(self, address: str, name: str) -> Any:
        """The value an address gets for one of its arguments.

        An address whose `token` or `key` means something of its own has a line by its name.
        """
        for key in (f"{address}.{name}", name):
            if key in self.arguments:
                value = self.arguments[key]
                return value() if callable(value) else value
        raise KeyError(f"tests/consistency/world.py: what is {name!r} of {address}?")


def make_world() -> World:
    """Birkelund with two collaborations, and Nabokommune beside it."""
    workspace = make_workspace("birkelund", "Birkelund Kommune")
    neighbour = make_workspace("nabokommune", "Nabokommune")
    people: dict[str, User | None] = {"anonymous": None}
    for role in ("administrator", "coordinator", "adviser", "reader"):
        people[role] = make_member(workspace, role)
    people["outsider"] = make_member(neighbour, "administrator")
    people["stranger"] = make_user("fremmed@mail.example")
    collaboration = make_collaboration(workspace)
    make_collaboration(workspace, ["Naboskabet", "Boldklubben"], title="Bold på gården")
    people["party"] = make_representative("Kvindeforeningen", "fatma@mail.example", workspace)
    people["other_party"] = make_representative("Boldklubben", "bo@mail.example", workspace)
    world = World(workspace, collaboration, people)
    world.arguments = {
        "workspace_slug": workspace.slug,
        "collaboration_id": collaboration.id,
        "actor_id": party_actor(workspace, "Kvindeforeningen").id,
        "other_id": party_actor(workspace, "Seniornetværket").id,
        "tool_id": "t1-activity",
        "uidb36": "abc",
        "key": "set-password",
    }
    for furnish in FURNISHERS:
        world.arguments |= furnish(world)
    return world


FURNISHERS: list[Callable[[World], dict[str, Any]]] = []
