"""Efforts on an actor's own page in the register."""

from typing import Any

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.authorization.permissions import Permission
from brobygger.efforts.domain.queries import mapped_in
from brobygger.workspaces.authorization import can_workspace


def effort_panel(actor: Actor, user: User) -> dict[str, Any] | None:
    """The lists the actor stands on, for members of the workspace; nothing when on none."""
    if not can_workspace(user, actor.workspace, Permission.EFFORT_VIEW):
        return None
    rows = mapped_in(actor)
    return {"rows": rows, "slug": actor.workspace.slug} if rows else None
