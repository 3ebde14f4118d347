"""Visits on the actor's own page in the register."""

from typing import Any

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import Role, role_has
from brobygger.visits.domain.queries import for_list, history_of
from brobygger.visits.enums import PromiseStatus, ThanksStatus, VisitStatus
from brobygger.visits.models import Promise, Visit
from brobygger.workspaces.authorization import membership_of

SHOWN = 4


def visit_panel(actor: Actor, user: User) -> dict[str, Any] | None:
    """When we were there, what we owe them, and the way to plan a visit."""
    membership = membership_of(user, actor.workspace)
    if membership is None or actor.is_host:
        return None
    role = Role(membership.role)
    if not role_has(role, Permission.VISIT_VIEW):
        return None
    owed = Promise.objects.filter(visit__actor=actor, status=PromiseStatus.OPEN)
    visits = list(for_list(history_of(actor))[: SHOWN + 1])
    return {
        "actor": actor,
        "slug": actor.workspace.slug,
        "visits": visits[:SHOWN],
        "more": len(visits) > SHOWN,
        "promises": list(owed.select_related("promised_by").order_by("due_on", "id")[:SHOWN]),
        "may_write": role_has(role, Permission.VISIT_WRITE) and actor.deleted_at is None,
    }


def own_panel(actor: Actor) -> dict[str, Any] | None:
    """What the actor reads of us on its own profile: what we thanked for, and our promises.

    Words of a visit are shown as they stood in the thank-you; our notes never are.
    """
    held = Visit.objects.filter(actor=actor, status=VisitStatus.HELD).select_related("thanks")
    visits = held.prefetch_related("promises").order_by("-starts_at", "-id")[:SHOWN]
    shown = [
        {
            "visit": one,
            "heard": one.thanks.heard if one.thanks_status == ThanksStatus.SENT else "",
            "promises": list(one.promises.all()),
        }
        for one in visits
    ]
    return {"visits": shown} if shown else None
