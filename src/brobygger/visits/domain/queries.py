"""Reads of visits and promises."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, F, Prefetch, Q, QuerySet

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.core import clock
from brobygger.visits.enums import PromiseStatus, ThanksStatus, VisitStatus
from brobygger.visits.models import Promise, Visit, Visitor
from brobygger.workspaces.models import Workspace

NOT_THANKED = (ThanksStatus.DRAFT, ThanksStatus.STOPPED)
# Nobody is nudged for ever.
NUDGED_FOR = timedelta(days=14)


@dataclass(frozen=True)
class Before:
    """What one should know before a visit: when we were there last, and what we promised then."""

    last: Visit | None
    promises: list[Promise]


def with_people(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """Visits with actor, contact and those who go, in a fixed number of queries."""
    visitors = Visitor.objects.select_related("user").order_by("id")
    return visits.select_related("workspace", "actor", "contact", "effort").prefetch_related(
        Prefetch("visitors", visitors)
    )


def for_list(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """Visits as rows of a list, with how many promises are still open."""
    still_open = Count("promises", filter=Q(promises__status=PromiseStatus.OPEN))
    return with_people(visits).select_related("thanks").annotate(still_open=still_open)


def before(visit: Visit) -> Before:
    """The visit before this one, and what became of the promises of the earlier ones."""
    earlier = Visit.objects.filter(actor_id=visit.actor_id, workspace_id=visit.workspace_id)
    earlier = earlier.exclude(pk=visit.pk)
    held = earlier.filter(status=VisitStatus.HELD)
    if visit.starts_at and visit.is_held:
        held = held.filter(starts_at__lte=visit.starts_at)
    promises = Promise.objects.filter(visit__in=earlier).select_related("promised_by")
    ordered = promises.order_by(F("settled_at").desc(nulls_first=True), "due_on", "id")
    return Before(with_people(held).order_by("-starts_at", "-id").first(), list(ordered[:10]))


def promises_of(user: User, workspace: Workspace) -> QuerySet[Promise]:
    """What this person has promised and not kept, the most urgent first."""
    mine = Promise.objects.filter(
        promised_by=user, workspace=workspace, status=PromiseStatus.OPEN
    ).select_related("visit__actor", "visit__workspace")
    return mine.order_by(F("due_on").asc(nulls_last=True), "id")


def to_thank(user: User, workspace: Workspace) -> QuerySet[Visit]:
    """Visits this person was on and nobody has said thank you for."""
    since = clock.now() - NUDGED_FOR
    held: QuerySet[Visit] = Visit.objects.in_workspace(workspace).held().of_visitor(user)
    waiting = Q(thanks__isnull=True) | Q(thanks__status__in=NOT_THANKED)
    return held.filter(waiting, held_at__gte=since).order_by("-starts_at", "-id")


def to_go(user: User, workspace: Workspace) -> QuerySet[Visit]:
    """Visits this person is to go on, the first first; those without a time come last."""
    ahead: QuerySet[Visit] = Visit.objects.in_workspace(workspace).ahead().of_visitor(user)
    return ahead.order_by(F("starts_at").asc(nulls_last=True), "id")


def this_month(workspace: Workspace) -> QuerySet[Visit]:
    """Visits planned or held in the present month, and those still to be agreed."""
    first = clock.today().replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    begin, end = (datetime.combine(day, time(), tzinfo=clock.DENMARK) for day in (first, following))
    visits: QuerySet[Visit] = Visit.objects.in_workspace(workspace)
    within = Q(starts_at__gte=begin, starts_at__lt=end)
    unagreed = Q(starts_at__isnull=True, status=VisitStatus.PLANNED)
    return visits.exclude(status=VisitStatus.CANCELLED).filter(within | unagreed)


def history_of(actor: Actor) -> QuerySet[Visit]:
    """All visits to an actor, what is ahead first, then the newest."""
    visits: QuerySet[Visit] = Visit.objects.filter(actor=actor, workspace_id=actor.workspace_id)
    return visits.order_by(F("starts_at").desc(nulls_first=True), "-id")
