"""Matches on an actor's own page in the register."""

from typing import Any

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.authorization.permissions import Permission
from brobygger.matching.domain.queries import suggestions_for
from brobygger.workspaces.authorization import can_workspace

SHOWN = 3


def match_panel(actor: Actor, user: User) -> dict[str, Any] | None:
    """The three best suggestions with their first reason; nothing when there are none."""
    if not can_workspace(user, actor.workspace, Permission.MATCH_VIEW):
        return None
    suggestions = suggestions_for(actor, limit=SHOWN)
    if not suggestions:
        return None
    names = Actor.objects.in_bulk([one.actor_id for one in suggestions])
    rows = [
        {"other": names[one.actor_id], "first": one.reasons[0], "together": one.together}
        for one in suggestions
    ]
    return {"actor": actor, "slug": actor.workspace.slug, "rows": rows}
