"""Reading efforts: how far each has come, what is to be done, and who fits."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brobygger.accounts.models import User
from brobygger.actors.domain.queries import LONG_AGO
from brobygger.actors.models import Actor
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import Role, role_has
from brobygger.core import clock
from brobygger.efforts.domain.proposals import fitting
from brobygger.efforts.enums import EffortStatus, MappedStatus
from brobygger.efforts.models import OPEN, Answer, Effort, MappedActor, Naming
from brobygger.efforts.models.mapped import MappedQuerySet
from brobygger.workspaces.models import Workspace


@dataclass(frozen=True)
class Numbers:
    """How far a list has come. Those set aside count only in `aside`."""

    total: int = 0
    unseen: int = 0
    ungrouped: int = 0
    unexplained: int = 0
    unasked: int = 0
    unconfirmed: int = 0
    aside: int = 0

    @property
    def seen(self) -> int:
        """How many have been looked at."""
        return self.total - self.unseen

    @property
    def grouped(self) -> int:
        """How many lie in a group."""
        return self.total - self.ungrouped

    @property
    def explained(self) -> int:
        """Of how many it is said why and how."""
        return self.total - self.unexplained

    @property
    def asked(self) -> int:
        """How many have been asked whom else to ask."""
        return self.total - self.unasked

    @property
    def confirmed(self) -> int:
        """How many said lately that what stands is right."""
        return self.total - self.unconfirmed


def numbers_of(effort: Effort) -> Numbers:
    """The effort's list in numbers. One query."""
    return _numbers([effort.pk]).get(effort.pk, Numbers())


def _numbers(ids: list[UUID]) -> dict[UUID, Numbers]:
    taken = ~Q(status=MappedStatus.SET_ASIDE)
    rows: Any = (
        MappedActor.objects.filter(effort__in=ids, actor__deleted_at__isnull=True)
        .values("effort_id")
        .annotate(
            total=Count("id", filter=taken),
            unseen=Count("id", filter=Q(status=MappedStatus.NOT_LOOKED_AT)),
            ungrouped=Count("id", filter=taken & Q(group__isnull=True)),
            unexplained=Count("id", filter=taken & (Q(why="") | Q(how=""))),
            unasked=Count("id", filter=taken & Q(who_else_on__isnull=True)),
            unconfirmed=Count("id", filter=taken & unconfirmed()),
            aside=Count("id", filter=~taken),
        )
    )
    names = tuple(Numbers.__dataclass_fields__)
    return {row["effort_id"]: Numbers(**{name: row[name] for name in names}) for row in rows}


def unconfirmed(prefix: str = "actor__") -> Q:
    """Actors nobody has confirmed for a year."""
    name = f"{prefix}last_confirmed_on"
    return Q(**{f"{name}__lt": clock.today() - LONG_AGO}) | Q(**{f"{name}__isnull": True})


def efforts_of(workspace: Workspace) -> QuerySet[Effort]:
    """The workspace's efforts: those in hand first, then the others; newest first."""
    efforts: QuerySet[Effort] = (
        Effort.objects.filter(workspace=workspace)
        .select_related("responsible")
        .annotate(resting=~Q(status__in=OPEN))
        .order_by("resting", "-created_at", "-id")
    )
    return efforts


def numbers_by_effort(efforts: list[Effort]) -> dict[UUID, Numbers]:
    """The numbers of several lists. One query."""
    return _numbers([one.pk for one in efforts])


def answers_of(effort: Effort) -> dict[str, str]:
    """What has been written, by question."""
    rows = Answer.objects.filter(effort=effort)
    return dict(rows.values_list("question", "text"))


def list_of(effort: Effort) -> MappedQuerySet:
    """The effort's list by name with who named each, in a fixed number of queries."""
    namings = Naming.objects.select_related("by__actor").order_by("named_on", "id")
    rows: MappedQuerySet = MappedActor.objects.on_list(effort)
    return rows.select_related("asker").prefetch_related(Prefetch("named_by", namings))


def neighbours(row: MappedActor) -> tuple[UUID | None, UUID | None, int, int]:
    """The card before and after, the place of this one, and how many there are.

    In the order of the list, those set aside left out.
    """
    keys = list(
        MappedActor.objects.on_list(row.effort)
        .filter(Q(pk=row.pk) | ~Q(status=MappedStatus.SET_ASIDE))
        .values_list("pk", flat=True)
    )
    place = keys.index(row.pk)
    before = keys[place - 1] if place else None
    after = keys[place + 1] if place + 1 < len(keys) else None
    return before, after, place + 1, len(keys)


def first_unseen(effort: Effort, after: MappedActor | None = None) -> MappedActor | None:
    """The next actor nobody has looked at, beginning after the one given, then from the top."""
    rows = MappedActor.objects.on_list(effort).filter(status=MappedStatus.NOT_LOOKED_AT)
    if after is not None:
        rows = rows.exclude(pk=after.pk)
        later = rows.filter(actor__sort_name__gte=after.actor.sort_name).first()
        if later is not None:
            found: MappedActor = later
            return found
    first: MappedActor | None = rows.first()
    return first


def actors_matching(effort: Effort) -> QuerySet[Actor]:
    """The actors of the register that fit the effort, best first (`fit`).

    `on_list` says whether they stand on its list; those set aside there are left out.
    """
    rows = MappedActor.objects.filter(effort=effort, actor=OuterRef("pk"))
    aside = rows.filter(status=MappedStatus.SET_ASIDE)
    hits: QuerySet[Actor] = fitting(effort).filter(~Exists(aside)).annotate(on_list=Exists(rows))
    return hits


def open_efforts(workspace: Workspace) -> QuerySet[Effort]:
    """Efforts one may write in, newest first: for choosing among in rooms above."""
    efforts: QuerySet[Effort] = Effort.objects.open().filter(workspace=workspace)
    return efforts.order_by("-created_at", "-id")


def people_of(workspace: Workspace) -> QuerySet[User]:
    """Those who may write in the workspace's efforts, by name."""
    roles = [role for role in Role if role_has(role, Permission.EFFORT_EDIT)]
    return User.objects.filter(
        memberships__workspace=workspace, memberships__role__in=roles
    ).order_by("name", "email", "id")


@dataclass(frozen=True)
class NextThing:
    """One thing the responsible person should do about an effort."""

    title: str
    text: str
    url: str
    action: str


def next_things(workspace: Workspace, user: User, limit: int = 2) -> list[NextThing]:
    """What the person's own efforts wait for, the oldest first; empty when nothing is to be done.

    Two queries.
    """
    mine = list(
        Effort.objects.filter(workspace=workspace, responsible=user)
        .filter(Q(status__in=OPEN) | Q(status=EffortStatus.POSTPONED))
        .order_by("created_at", "id")[:20]
    )
    numbers = numbers_by_effort(mine) if mine else {}
    things = (_next(workspace, one, numbers.get(one.pk, Numbers())) for one in mine)
    return [thing for thing in things if thing is not None][:limit]


def _next(workspace: Workspace, effort: Effort, numbers: Numbers) -> NextThing | None:
    def thing(page: str, text: str, action: str) -> NextThing:
        url = reverse(f"efforts:{page}", args=[workspace.slug, effort.pk])
        return NextThing(effort.title, text, url, action)

    match effort.status:
        case EffortStatus.PREPARING:
            return thing("why", _("I har ikke besluttet, om I vil begynde."), _("Svar på hvorfor"))
        case EffortStatus.MAPPING if not numbers.total:
            return thing("list", _("Listen er tom endnu."), _("Find de første til listen"))
        case EffortStatus.MAPPING if numbers.unseen:
            words = ngettext(
                "%(count)s på listen er ikke set på endnu.",
                "%(count)s på listen er ikke set på endnu.",
                numbers.unseen,
            )
            return thing("cards", words % {"count": numbers.unseen}, _("Se på den næste"))
    if is_due(effort.next_review_on):
        if effort.status == EffortStatus.POSTPONED:
            return thing("decision", _("I ville se på det igen nu."), _("Tag stilling igen"))
        return thing("alive", _("Det er tid til at se listen igennem."), _("Se listen igennem"))
    return None


def is_due(day: date | None) -> bool:
    """Whether the day has come."""
    return day is not None and day <= clock.today()


def mapped_in(actor: Actor, limit: int = 10) -> list[Any]:
    """The efforts on whose lists the actor stands, the newest first."""
    rows = MappedActor.objects.filter(actor=actor).select_related("effort", "group")
    return list(rows.order_by("-effort__created_at", "id")[:limit])
