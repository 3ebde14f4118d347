"""What is next for a person, and what lies ahead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import Role, role_has
from brobygger.collaborations.models import Collaboration
from brobygger.core import clock
from brobygger.core.asking import asked_once
from brobygger.desk.thread import Thread, thread_of
from brobygger.desk.waiting import most_urgent_first
from brobygger.efforts.domain.queries import next_things
from brobygger.followup.models import MeetingStatus, StatusMeeting
from brobygger.matching.domain.queries import actors_to_match
from brobygger.visits.cards import visit_cards
from brobygger.workspaces.models import Membership, Workspace

CARDS = 5
VISITS = 2
# So many threads are built: those that most likely wait for the person.
LOOKED_AT = CARDS - 1
PARTNERS_TO_FIND = 2
EFFORTS = 2
STALE = timedelta(days=365)


@dataclass(frozen=True)
class NextCard:
    """One thing worth doing now."""

    title: str
    text: str
    url: str
    action: str


def greeting(user: User) -> str:
    """One line, by the time of day in Denmark."""
    hour = clock.now().astimezone(clock.DENMARK).hour
    words = _("Godmorgen") if hour < 10 else _("Goddag") if hour < 18 else _("Godaften")
    first_name = user.name.split(" ")[0] if user.name else ""
    return f"{words}, {first_name}" if first_name else words


def cards_for(
    workspace: Workspace,
    membership: Membership,
    user: User,
    collaborations: QuerySet[Collaboration],
) -> list[NextCard]:
    """At most five things to do: threads that wait for this person, then the register."""
    threads = _threads(collaborations, user)
    cards = _thread_cards(threads)[: CARDS - 1]
    role = Role(membership.role)
    if role_has(role, Permission.VISIT_WRITE):
        # A visit has its day, a thread can wait: after the first of those.
        cards[1:1] = _visit_cards(workspace, user)[:VISITS]
        cards = cards[: CARDS - 1]
    if role_has(role, Permission.EFFORT_EDIT):
        cards += _effort_cards(workspace, user)
    if role_has(role, Permission.COLLABORATION_OPEN):
        cards += _partner_cards(workspace)
    if role_has(role, Permission.ACTOR_EDIT):
        cards += _stale_card(workspace)
    return cards[:CARDS]


def thread_cards(collaborations: QuerySet[Collaboration], user: User) -> list[NextCard]:
    """Only the threads that wait for this person."""
    return _thread_cards(_threads(collaborations, user))[:CARDS]


def meetings_ahead(collaborations: QuerySet[Collaboration], limit: int = 5) -> list[StatusMeeting]:
    """The next agreed meetings."""
    meetings = StatusMeeting.objects.filter(
        collaboration__in=collaborations.values("id"),
        status=MeetingStatus.PLANNED,
        starts_at__gte=clock.now(),
    )
    return list(meetings.select_related("collaboration").order_by("starts_at", "id")[:limit])


def _threads(collaborations: QuerySet[Collaboration], user: User) -> Iterable[Thread]:
    urgent = most_urgent_first(collaborations, user)[:LOOKED_AT]
    with asked_once():
        return [thread_of(one, user) for one in urgent]


def _thread_cards(threads: Iterable[Thread]) -> list[NextCard]:
    cards = []
    for thread in threads:
        stop, step = thread.next_stop, thread.next_step
        if stop is None or step is None:
            continue
        url = reverse("desk:thread", args=[thread.collaboration.id])
        cards.append(
            NextCard(
                title=thread.collaboration.title,
                text=stop.view.summary,
                url=url if step.post else step.url,
                action=step.label,
            )
        )
    return cards


def _visit_cards(workspace: Workspace, user: User) -> list[NextCard]:
    """Visits soon, thank-yous that wait, promises that are due."""
    return [
        NextCard(title=one.title, text=one.text, url=one.url, action=one.action)
        for one in visit_cards(workspace, user)
    ]


def _effort_cards(workspace: Workspace, user: User) -> list[NextCard]:
    """What the person's own efforts wait for, when there is something."""
    return [
        NextCard(title=one.title, text=one.text, url=one.url, action=one.action)
        for one in next_things(workspace, user, limit=EFFORTS)
    ]


def _partner_cards(workspace: Workspace) -> list[NextCard]:
    alone = actors_to_match(workspace).filter(unmet__gt=0, parties__isnull=True)
    return [
        NextCard(
            title=actor.name,
            text=_("Mangler noget, som ingen hjælper med endnu."),
            url=reverse("matching:for_actor", args=[workspace.slug, actor.id]),
            action=_("Find en samarbejdspart"),
        )
        for actor in alone[:PARTNERS_TO_FIND]
    ]


def _stale_card(workspace: Workspace) -> list[NextCard]:
    known = Actor.objects.in_workspace(workspace)
    limit = clock.today() - STALE
    stale = known.filter(last_confirmed_on__lt=limit).order_by("last_confirmed_on", "sort_name")
    oldest = stale.first()
    if oldest is None:
        return []
    return [
        NextCard(
            title=oldest.name,
            text=_("Det er over et år siden, nogen sagde, at oplysningerne er rigtige."),
            url=reverse("actors:detail", args=[workspace.slug, oldest.id]),
            action=_("Ring, og bekræft"),
        )
    ]
