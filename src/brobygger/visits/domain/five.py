"""Five to visit this month: chosen by reasons one can read, spread over kinds and places.

A large register is not looked through. A hundred or two candidates are fetched by index: those
that have waited longest for somebody to ask, those we owe something, and a handful from different
corners of the alphabet, other corners each month. Among them five are chosen that resemble each
other least. The same day gives the same five; there are no points and no order of rank.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, Max, Min, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from brobygger.actors.models import Actor, Need
from brobygger.core import clock
from brobygger.core.templatetags.brobygger import short_day
from brobygger.efforts.models import Effort
from brobygger.visits.enums import PromiseStatus, VisitStatus
from brobygger.visits.models import Promise, RestingVisit, Visit
from brobygger.workspaces.models import Workspace

FIVE = 5
LONG_AGO = timedelta(days=365)
# So many from each place that is looked in.
_EACH = 40
_CORNERS = 5
_EFFORTS = 3
_SHOWN = (
    "id", "name", "kind", "street", "area", "town", "activity_areas", "target_groups",
    "last_confirmed_on",
)  # fmt: skip
_LETTERS = "abcdefghijklmnoprstuvxyz{"


@dataclass(frozen=True)
class Candidate:
    """What is known of somebody one could visit."""

    id: UUID
    name: str
    kind: str
    place: str
    areas: frozenset[str]
    reasons: tuple[str, ...]
    weight: int


@dataclass(frozen=True)
class Suggestion:
    """Somebody to visit, and why, in words."""

    actor: Actor
    reasons: tuple[str, ...]


Reason = Callable[[Actor], str]


@dataclass(frozen=True)
class Wish:
    """Somebody above or beside who knows of actors worth a visit: which, and why in words."""

    narrow: Callable[[QuerySet[Actor]], QuerySet[Actor]]
    says: Reason
    weight: int = 3


@dataclass(frozen=True)
class _Known:
    """What the reasons are made of, for all candidates at once."""

    last_visit: dict[UUID, date] = field(default_factory=dict)
    owed: dict[UUID, date | None] = field(default_factory=dict)


def five_to_visit(
    workspace: Workspace, *, number: int = FIVE, effort: Effort | None = None
) -> list[Suggestion]:
    """Those to visit this month, in a fixed number of queries however long the register is."""
    if number <= 0:
        return []
    wishes = [_wish(effort)] if effort else wishes_of(workspace)
    ids = _candidate_ids(workspace, wishes)
    needs = Need.objects.filter(actor=OuterRef("pk"))
    known_of = Actor.objects.filter(pk__in=ids).only(*_SHOWN).annotate(lacks=Exists(needs))
    actors = {one.pk: one for one in known_of}
    known = _known(workspace, ids)
    candidates = [_candidate(one, known, wishes) for one in actors.values()]
    month = f"{clock.today():%Y-%m}"
    chosen = spread([one for one in candidates if one.reasons], number, month)
    return [Suggestion(actors[one.id], one.reasons) for one in chosen]


def spread(candidates: Iterable[Candidate], number: int, month: str) -> list[Candidate]:
    """Choose so many that differ from each other, the same ones whenever it is asked that month."""
    left = sorted(candidates, key=lambda one: _lot(one.id, month))
    chosen: list[Candidate] = []
    while left and len(chosen) < number:
        best = max(left, key=lambda one: one.weight - _likeness(one, chosen))
        left.remove(best)
        chosen.append(best)
    return sorted(chosen, key=lambda one: _lot(one.id, month))


def open_to_visit(workspace: Workspace) -> QuerySet[Actor]:
    """Whom one may suggest: not ourselves, nobody that rests, is planned or was just visited."""
    recently = clock.now() - LONG_AGO
    met = Visit.objects.filter(actor=OuterRef("pk")).filter(
        Q(status=VisitStatus.PLANNED) | Q(status=VisitStatus.HELD, starts_at__gte=recently)
    )
    resting = RestingVisit.objects.at_rest().filter(actor=OuterRef("pk"))
    there: QuerySet[Actor] = Actor.objects.in_workspace(workspace)
    return there.filter(~Exists(met), ~Exists(resting), is_host=False)


def wishes_of(workspace: Workspace) -> list[Wish]:
    """What the efforts underway look for, as reasons to visit somebody. One query."""
    newest = Effort.objects.filter(workspace=workspace).open().order_by("-created_at", "-id")
    return [_wish(one) for one in newest[:_EFFORTS] if one.target_groups or one.activity_areas]


def _wish(effort: Effort) -> Wish:
    groups, areas = set(effort.target_groups), set(effort.activity_areas)

    def narrow(actors: QuerySet[Actor]) -> QuerySet[Actor]:
        fits = Q(target_groups__overlap=list(groups)) if groups else Q()
        if areas:
            fits |= Q(activity_areas__overlap=list(areas))
        return actors.filter(fits)

    def says(actor: Actor) -> str:
        if groups & set(actor.target_groups):
            words = _("De er sammen med dem, indsatsen »%(effort)s« er for.")
        elif areas & set(actor.activity_areas):
            words = _("De arbejder med det, indsatsen »%(effort)s« handler om.")
        else:
            return ""
        return words % {"effort": effort.title}

    return Wish(narrow, says)


def _candidate_ids(workspace: Workspace, wishes: Sequence[Wish]) -> list[UUID]:
    """One query that looks in several places of the register, each by its index."""
    there = open_to_visit(workspace)
    long_ago = clock.today() - LONG_AGO
    oldest = F("last_confirmed_on").asc(nulls_first=True)
    owed = Promise.objects.filter(workspace=workspace, status=PromiseStatus.OPEN)
    looks = [
        there.order_by("sort_name", "id"),
        there.order_by(oldest, "sort_name"),
        there.filter(last_confirmed_on__lt=long_ago).order_by("last_confirmed_on", "sort_name"),
        there.filter(pk__in=owed.values("visit__actor")).order_by("id"),
        *(
            there.filter(sort_name__gte=corner).order_by("sort_name", "id")
            for corner in _corners(f"{clock.today():%Y-%m}")
        ),
        *(wish.narrow(there).order_by("sort_name", "id") for wish in wishes),
    ]
    first, *rest = (look.values_list("pk", flat=True)[:_EACH] for look in looks)
    return list(first.union(*rest))


def _corners(month: str) -> list[str]:
    """Where in the alphabet to look this month."""
    digest = hashlib.sha256(month.encode()).digest()
    return [
        _LETTERS[digest[2 * n] % len(_LETTERS)] + _LETTERS[digest[2 * n + 1] % len(_LETTERS)]
        for n in range(_CORNERS)
    ]


def _known(workspace: Workspace, ids: Sequence[UUID]) -> _Known:
    held = Visit.objects.filter(
        workspace=workspace, actor_id__in=ids, status=VisitStatus.HELD
    ).values_list("actor_id")
    owed = Promise.objects.filter(
        workspace=workspace, visit__actor_id__in=ids, status=PromiseStatus.OPEN
    ).values_list("visit__actor_id")
    last = held.annotate(last=Max("starts_at")).order_by()
    return _Known(
        last_visit={key: when.astimezone(clock.DENMARK).date() for key, when in last},
        owed=dict(owed.annotate(due=Min("due_on")).order_by()),
    )


def _candidate(actor: Actor, known: _Known, wishes: Sequence[Wish]) -> Candidate:
    said = [(wish.says(actor), wish.weight) for wish in wishes]
    said += [_owed(actor, known), _visited(actor, known), _confirmed(actor), _needs(actor)]
    reasons = [(words, weight) for words, weight in said if words]
    return Candidate(
        id=actor.pk,
        name=actor.name,
        kind=actor.kind,
        place=(actor.street.rstrip("0123456789 ABCDEFabcdef,.-") or actor.area).casefold(),
        areas=frozenset(actor.activity_areas),
        reasons=tuple(words for words, _weight in reasons),
        weight=sum(weight for _words, weight in reasons),
    )


def _owed(actor: Actor, known: _Known) -> tuple[str, int]:
    if actor.pk not in known.owed:
        return "", 0
    return _("I har lovet dem noget, som ikke er holdt endnu."), 3


def _visited(actor: Actor, known: _Known) -> tuple[str, int]:
    last = known.last_visit.get(actor.pk)
    if last is None:
        return _("I har ikke besøgt dem endnu."), 2
    return _("I var der sidst %(day)s.") % {"day": short_day(last)}, 1


def _confirmed(actor: Actor) -> tuple[str, int]:
    on = actor.last_confirmed_on
    if on is None:
        return _("Ingen har sagt, at oplysningerne er rigtige."), 1
    if on < clock.today() - LONG_AGO:
        words = _("Oplysningerne er sidst bekræftet %(day)s.")
        return words % {"day": short_day(on)}, 2
    return "", 0


def _needs(actor: Any) -> tuple[str, int]:
    if not actor.lacks:
        return "", 0
    return _("De har fortalt, at de mangler noget."), 1


def _likeness(one: Candidate, chosen: Sequence[Candidate]) -> float:
    """How much somebody is more of the same."""
    alike = 0.0
    for other in chosen:
        alike += 1.5 * (one.kind == other.kind)
        alike += 2 * bool(one.place and one.place == other.place)
        alike += 2 * bool(one.areas & other.areas)
        alike += 2 * (one.name.split(" ")[0] == other.name.split(" ")[0])
    return alike


def _lot(key: UUID, month: str) -> str:
    return hashlib.sha256(f"{month}{key}".encode()).hexdigest()
