"""What we promised: written down, kept, or told that it came to nothing."""

from datetime import date

from django.db import transaction

from brobygger.accounts.models import User
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.core import clock
from brobygger.visits.domain.visits import check_members, locked
from brobygger.visits.enums import PromiseStatus
from brobygger.visits.models import Promise, Visit
from brobygger.visits.policies import PROMISE, VISIT, PromiseStep, VisitStep
from brobygger.workspaces.authorization import check_workspace


@transaction.atomic
def add_promise(
    *, visit: Visit, text: str, promised_by: User, by: User, due_on: date | None = None
) -> Promise:
    """Write down what one of us promised; it stands on their Overblik until it is kept.

    Raises PermissionDenied, NotNow, NotAMember.
    """
    visit = locked(visit, by)
    VISIT.after(visit.status, VisitStep.WRITE)
    check_members(visit.workspace, [promised_by.pk])
    promise = Promise.objects.create(
        workspace_id=visit.workspace_id,
        visit=visit,
        text=text.strip(),
        promised_by=promised_by,
        due_on=due_on,
    )
    _record("promise.made", promise, by)
    return promise


@transaction.atomic
def settle_promise(*, promise: Promise, step: PromiseStep, by: User) -> Promise:
    """Tick a promise as kept or as given up, or open it again.

    Raises PermissionDenied, NotNow. Saying the same twice changes nothing.
    """
    promise = _locked(promise, by)
    goal = {PromiseStep.KEEP: PromiseStatus.KEPT, PromiseStep.GIVE_UP: PromiseStatus.GIVEN_UP}
    if promise.status == goal.get(step, PromiseStatus.OPEN):
        return promise
    promise.status = PROMISE.after(promise.status, step)
    settled = promise.status != PromiseStatus.OPEN
    promise.settled_at = clock.now() if settled else None
    promise.settled_by = by if settled else None
    promise.save()
    kept, given_up = step == PromiseStep.KEEP, step == PromiseStep.GIVE_UP
    _record(
        "promise.kept" if kept else "promise.given_up" if given_up else "promise.open", promise, by
    )
    return promise


@transaction.atomic
def remove_promise(*, promise: Promise, by: User) -> None:
    """Take away one that was written by mistake. Raises PermissionDenied, NotNow."""
    promise = _locked(promise, by)
    PROMISE.after(promise.status, PromiseStep.REMOVE)
    _record("promise.removed", promise, by)
    promise.delete()


def _locked(promise: Promise, by: User) -> Promise:
    check_workspace(by, promise.visit.workspace, Permission.VISIT_WRITE)
    return (
        Promise.objects.select_for_update(of=("self",))
        .select_related("visit__workspace")
        .get(pk=promise.pk)
    )


def _record(event: str, promise: Promise, by: User) -> None:
    record(
        event,
        by=by,
        on=("visit", promise.visit_id),
        workspace_id=promise.workspace_id,
        related=[("actor", promise.visit.actor_id)],
    )
