"""What the parties want to reach together: set, put in other words, reached, taken away."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from brobygger.accounts.models import User
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.authorization import check_party
from brobygger.collaborations.models import Collaboration
from brobygger.collaborations.policies import check_open
from brobygger.comparison.exceptions import EmptyGoal
from brobygger.comparison.models import Became, Goal, Outcome
from brobygger.core import clock
from brobygger.sheets.validation import clean_text

LIMIT = 4_000


class Step(StrEnum):
    """What happens to a goal after it is set; each can be undone by its opposite."""

    REACH = "reach"
    REOPEN = "reopen"
    REMOVE = "remove"
    BRING_BACK = "bring_back"


_EVENTS = {
    Step.REACH: "goal.reached",
    Step.REOPEN: "goal.reopened",
    Step.REMOVE: "goal.removed",
    Step.BRING_BACK: "goal.restored",
}
# The moment a step notes on the goal, or wipes out.
_MARKS = {
    Step.REACH: ("reached_at", True),
    Step.REOPEN: ("reached_at", False),
    Step.REMOVE: ("removed_at", True),
    Step.BRING_BACK: ("removed_at", False),
}


@transaction.atomic
def set_goal(
    *, collaboration: Collaboration, text: str, by: User, by_on: date | None = None
) -> Goal:
    """Set a goal all parties see. The same words are not set twice.

    Raises PermissionDenied, CollaborationClosed, EmptyGoal, NotSaved (CPR, too long).
    """
    check_party(by, collaboration, Permission.PARTY_WRITE)
    Collaboration.objects.select_for_update().get(id=collaboration.id)
    check_open(collaboration)
    text = _checked(text)
    there = goals_of(collaboration).filter(text=text, reached_at__isnull=True).first()
    if there is not None:
        return there
    goal = Goal.objects.create(
        workspace_id=collaboration.workspace_id,
        collaboration=collaboration,
        text=text,
        by_on=by_on,
        created_by=by,
    )
    _record("goal.set", goal, by)
    return goal


@transaction.atomic
def rewrite_goal(*, goal: Goal, text: str, by: User, by_on: date | None = None) -> Goal:
    """Put it in other words, or give it another day. Raises as `set_goal`."""
    held = _held(goal, by)
    text = _checked(text)
    if (text, by_on) != (held.text, held.by_on):
        held.text, held.by_on = text, by_on
        held.save(update_fields=["text", "by_on"])
        _record("goal.rewritten", held, by)
    return held


@transaction.atomic
def move_goal(*, goal: Goal, step: Step, by: User) -> Goal:
    """Take the step; one already taken changes nothing.

    A goal that is taken away is no longer what a difference became; brought back it is again.
    Raises PermissionDenied, CollaborationClosed.
    """
    held = _held(goal, by)
    mark, wanted = _MARKS[step]
    before = getattr(held, mark)
    if (before is not None) is wanted:
        return held
    setattr(held, mark, clock.now() if wanted else None)
    held.save(update_fields=[mark])
    if step is Step.REMOVE:
        _outcomes_of(held).filter(undone_at__isnull=True).update(undone_at=held.removed_at)
    elif step is Step.BRING_BACK:
        _follow_back(held, before)
    _record(_EVENTS[step], held, by)
    return held


def goals_of(collaboration: Collaboration) -> QuerySet[Goal]:
    """Those that hold: the nearest first, those already reached last."""
    found = Goal.objects.filter(collaboration=collaboration, removed_at__isnull=True)
    nearest = F("by_on").asc(nulls_last=True)
    return found.order_by(F("reached_at").desc(nulls_first=True), nearest, "id")


def removed_goals(collaboration: Collaboration) -> QuerySet[Goal]:
    """Those taken away, the last first."""
    found = Goal.objects.filter(collaboration=collaboration, removed_at__isnull=False)
    return found.order_by("-removed_at", "-id")


def count_open(goals: Iterable[Goal]) -> int:
    """How many are still to be reached."""
    return sum(goal.reached_at is None for goal in goals)


def _checked(text: str) -> str:
    text = clean_text(text.strip(), LIMIT)
    if not text:
        raise EmptyGoal
    return text


def _held(goal: Goal, by: User) -> Goal:
    goals = Goal.objects.select_for_update(of=("self",)).select_related("collaboration")
    held = goals.get(pk=goal.pk)
    check_party(by, held.collaboration, Permission.PARTY_WRITE)
    check_open(held.collaboration)
    return held


def _outcomes_of(goal: Goal) -> QuerySet[Outcome]:
    return Outcome.objects.filter(became=Became.GOAL, target_id=goal.id)


def _follow_back(goal: Goal, since: datetime) -> None:
    """The differences it came from, unless they have become another goal meanwhile."""
    live = Outcome.objects.filter(
        became=Became.GOAL, about=OuterRef("about"), undone_at__isnull=True
    )
    gone = _outcomes_of(goal).filter(undone_at__gte=since).exclude(Exists(live))
    gone.update(undone_at=None)


def _record(event: str, goal: Goal, by: User) -> None:
    record(
        event,
        by=by,
        on=("collaboration", goal.collaboration_id),
        workspace_id=goal.workspace_id,
    )
