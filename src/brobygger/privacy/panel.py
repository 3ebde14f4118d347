"""The people of an actor's page whose data an administrator can hand out or erase."""

from typing import Any

from brobygger.accounts.models import User
from brobygger.actors.models import Actor, ContactPerson
from brobygger.authorization.permissions import Permission
from brobygger.workspaces.authorization import can_workspace

SHOWN = 20


def people_panel(actor: Actor, user: User) -> dict[str, Any] | None:
    """The contact persons, for administrators; nothing when there are none."""
    if not can_workspace(user, actor.workspace, Permission.WORKSPACE_MANAGE):
        return None
    people = list(ContactPerson.objects.filter(actor=actor).order_by("name", "id")[:SHOWN])
    return {"people": people, "slug": actor.workspace.slug} if people else None
