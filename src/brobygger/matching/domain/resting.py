"""Letting a suggestion rest, and waking it again."""

from datetime import timedelta

from django.db import transaction

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.core import clock
from brobygger.matching.exceptions import NotInSameRegister
from brobygger.matching.models import RestingSuggestion
from brobygger.workspaces.authorization import check_workspace

REST = timedelta(days=91)


@transaction.atomic
def let_rest(*, actor: Actor, other: Actor, by: User) -> RestingSuggestion:
    """Do not suggest the two to each other for three months. It is shown under "Hviler", with
    the name of the person, and can be undone. Raises PermissionDenied, NotInSameRegister.
    """
    check_workspace(by, actor.workspace, Permission.COLLABORATION_OPEN)
    if actor.workspace_id != other.workspace_id or actor.id == other.id:
        raise NotInSameRegister
    first, second = sorted((actor, other), key=lambda one: one.id)
    now = clock.now()
    resting: RestingSuggestion
    resting, _created = RestingSuggestion.objects.update_or_create(
        actor_a=first,
        actor_b=second,
        woken_at=None,
        defaults={
            "workspace_id": actor.workspace_id,
            "rested_by": by,
            "rested_at": now,
            "until": now + REST,
        },
    )
    _record("match.rested", resting, by)
    return resting


@transaction.atomic
def wake(*, resting: RestingSuggestion, by: User) -> None:
    """Suggest the two to each other again. Raises PermissionDenied."""
    check_workspace(by, resting.workspace, Permission.COLLABORATION_OPEN)
    if resting.woken_at is not None:
        return
    resting.woken_at, resting.woken_by = clock.now(), by
    resting.save(update_fields=["woken_at", "woken_by"])
    _record("match.woken", resting, by)


def _record(event: str, resting: RestingSuggestion, by: User) -> None:
    record(
        event,
        by=by,
        on=("match", resting.id),
        workspace_id=resting.workspace_id,
        related=[("actor", resting.actor_a_id), ("actor", resting.actor_b_id)],
    )
