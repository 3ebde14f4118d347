"""On an actor's page: whether it may stand there twice, and whom it was put together with."""

from typing import Any

from django.db.models import Q

from brobygger.accounts.models import User
from brobygger.actors.domain.alike import nearest, pairs_with
from brobygger.actors.domain.evidence import Certainty, Sign
from brobygger.actors.domain.facts import load_facts
from brobygger.actors.models import Actor, DuplicateSearch, PossibleDuplicate
from brobygger.authorization.permissions import Permission
from brobygger.workspaces.authorization import can_workspace

_MOST = 3


def duplicates_panel(actor: Actor, user: User) -> dict[str, Any] | None:
    """What the panel shows to those who may put two together; None when there is nothing."""
    from brobygger.actors.views.duplicates import united_panel

    if actor.deleted_at is not None:
        return None
    if not can_workspace(user, actor.workspace, Permission.ACTOR_UNITE):
        return None
    context = united_panel(actor) | {"alike": _alike(actor)}
    if not context["alike"] and not context["standing"]:
        return None
    return context | {"actor": actor, "slug": actor.workspace.slug}


def _alike(actor: Actor) -> list[dict[str, Any]]:
    stored = [
        {
            "other": pair.other if pair.one_id == actor.pk else pair.one,
            "certainty": Certainty(pair.certainty),
            "signs": [Sign(sign) for sign in pair.signs],
        }
        for pair in pairs_with(actor)[:_MOST]
    ]
    return stored if stored or _looked_at(actor) else _found_now(actor)


def _looked_at(actor: Actor) -> bool:
    search = DuplicateSearch.objects.filter(workspace=actor.workspace_id).first()
    until = search.looked_until if search else None
    return until is not None and until >= actor.updated_at


def _found_now(actor: Actor) -> list[dict[str, Any]]:
    """It has just been written in: nobody has looked yet."""
    facts = load_facts(Actor.objects.filter(pk=actor.pk))[0]
    decided = PossibleDuplicate.objects.filter(Q(one=actor) | Q(other=actor)).exclude(decision="")
    two = {frozenset(ends) for ends in decided.values_list("one_id", "other_id")}
    return [
        {"other": other, "certainty": hit.certainty, "signs": hit.signs}
        for other, hit in nearest(actor.workspace, facts)[:_MOST]
        if frozenset((actor.pk, other.pk)) not in two
    ]
