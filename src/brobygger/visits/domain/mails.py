"""Mails to our own people about visits and promises. Nobody else is ever reminded."""

from datetime import datetime, time, timedelta
from typing import Literal

from django.db import transaction
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.core import clock
from brobygger.notifications.domain.notify import Recipient, absolute_url, notify
from brobygger.notifications.models import Notification
from brobygger.visits.enums import PromiseStatus, VisitStatus
from brobygger.visits.models import Promise, Visit
from brobygger.workspaces.models import Membership

AHEAD = timedelta(hours=26)
Change = Literal["planned", "moved", "cancelled"]


def tell_visitors(visit: Visit, change: Change, *, by: User) -> None:
    """Tell those who go, but not the one who did it. A visit without a time is nothing to tell."""
    if visit.starts_at is None:
        return
    for visitor in visit.visitors.select_related("user").exclude(user=by):
        notify(
            "visit_changed",
            to=Recipient.of_user(visitor.user),
            context={**_context(visit), "change": change, "who": str(by)},
            key=f"visit.{change}:{visit.pk}:{visit.sequence}:{visitor.user_id}",
            until=visit.ends_at,
        )


def remind_of_visits() -> int:
    """Write to those who go tomorrow; answers how many visits. Once a visit and day."""
    soon = Visit.objects.filter(
        status=VisitStatus.PLANNED,
        starts_at__gt=clock.now(),
        starts_at__lte=clock.now() + AHEAD,
    ).select_related("workspace", "actor")
    visits = list(soon.prefetch_related("visitors__user").order_by("starts_at", "id"))
    for visit in visits:
        _remind(visit)
    return len(visits)


@transaction.atomic
def _remind(visit: Visit) -> None:
    assert visit.starts_at is not None
    day = visit.starts_at.astimezone(clock.DENMARK).date()
    for visitor in visit.visitors.all():
        notify(
            "visit_reminder",
            to=Recipient.of_user(visitor.user),
            context=_context(visit),
            key=f"visit.remind:{visit.pk}:{day}:{visitor.user_id}",
            about=visit.pk,
            until=visit.starts_at,
        )


def is_still_planned(mail: Notification) -> bool:
    """Whether the visit a reminder tells of still begins at that time."""
    return Visit.objects.filter(
        pk__in=[mail.about], status=VisitStatus.PLANNED, starts_at=mail.until
    ).exists()


def remind_of_promises() -> int:
    """Write to those of us who promised something for today; answers how many promises.

    Once a promise and day. Afterwards it stands on their Overblik, and no mail comes again.
    """
    due = Promise.objects.filter(
        status=PromiseStatus.OPEN,
        due_on=clock.today(),
        promised_by__isnull=False,
    ).select_related("promised_by", "visit__actor", "visit__workspace")
    promises = [one for one in due.order_by("id") if _is_member(one)]
    for promise in promises:
        _remind_of_promise(promise)
    return len(promises)


@transaction.atomic
def _remind_of_promise(promise: Promise) -> None:
    assert promise.promised_by is not None
    notify(
        "promise_reminder",
        to=Recipient.of_user(promise.promised_by),
        context={
            "actor": promise.visit.actor.name,
            "promise": promise.text,
            "url": absolute_url(_page(promise.visit)) + "#promises",
        },
        key=f"promise.remind:{promise.pk}:{promise.due_on}",
        about=promise.pk,
        until=_midnight(),
    )


def is_still_open(mail: Notification) -> bool:
    """Whether the promise has not been kept meanwhile."""
    return Promise.objects.filter(pk__in=[mail.about], status=PromiseStatus.OPEN).exists()


def _is_member(promise: Promise) -> bool:
    members = Membership.objects.filter(workspace_id=promise.workspace_id)
    return promise.promised_by is not None and members.filter(user=promise.promised_by).exists()


def _midnight() -> datetime:
    tomorrow = clock.today() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), tzinfo=clock.DENMARK)


def _page(visit: Visit) -> str:
    return reverse("visits:visit", args=[visit.workspace.slug, visit.pk])


def _context(visit: Visit) -> dict[str, object]:
    return {
        "actor": visit.actor.name,
        "starts_at": visit.starts_at,
        "place": visit.place,
        "meets": visit.meets,
        "url": absolute_url(_page(visit)),
    }
