"""Not now: leaving an actor in peace for a time, and taking it up again."""

from datetime import timedelta

from django.db import transaction

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.core import clock
from brobygger.visits.models import RestingVisit
from brobygger.workspaces.authorization import check_workspace

REST = timedelta(days=91)


@transaction.atomic
def let_rest(*, actor: Actor, by: User) -> RestingVisit:
    """Do not suggest a visit to the actor for three months.

    It is shown under "Hviler" with the name of the person, and can be undone. Raises
    PermissionDenied.
    """
    check_workspace(by, actor.workspace, Permission.VISIT_WRITE)
    now = clock.now()
    resting: RestingVisit
    resting, _created = RestingVisit.objects.update_or_create(
        actor=actor,
        woken_at=None,
        defaults={
            "workspace_id": actor.workspace_id,
            "rested_by": by,
            "rested_at": now,
            "until": now + REST,
        },
    )
    _record("visit.rested", resting, by)
    return resting


@transaction.atomic
def wake(*, resting: RestingVisit, by: User) -> None:
    """Suggest the actor again. Raises PermissionDenied."""
    check_workspace(by, resting.workspace, Permission.VISIT_WRITE)
    if resting.woken_at is not None:
        return
    resting.woken_at, resting.woken_by = clock.now(), by
    resting.save(update_fields=["woken_at", "woken_by"])
    _record("visit.woken", resting, by)


def _record(event: str, resting: RestingVisit, by: User) -> None:
    record(event, by=by, on=("actor", resting.actor_id), workspace_id=resting.workspace_id)
