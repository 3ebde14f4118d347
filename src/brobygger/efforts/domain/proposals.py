"""Whom the register already knows that fits an effort, with the reason in words.

A reason is a pair of a kind and what it is about: ("target_group", "children"), ("area",
"Vesterparken"), ("earlier", the title of the effort). Stored so, it can be said in any language.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from brobygger.actors.domain.search import found
from brobygger.actors.enums import ExchangeKind
from brobygger.actors.models import Activity, Actor, Offer
from brobygger.catalog.vocabularies import vocabulary
from brobygger.catalog.words import loose
from brobygger.efforts.models import Effort, MappedActor

Reason = tuple[str, str]
# One proposes what somebody can look through; a wider net is a filter in the register.
MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Proposal:
    """An actor that fits, and why."""

    actor: Actor
    reasons: tuple[Reason, ...]

    @property
    def only_earlier(self) -> bool:
        """Whether nothing but an earlier effort speaks for it."""
        return all(kind == "earlier" for kind, _what in self.reasons)


def fitting(effort: Effort) -> "QuerySet[Actor]":
    """Every actor of the register with something in common with the effort, best first.

    `fit` counts what: area, target group, activity area. Our own organisation is left out.
    """
    return _ranked(_others(effort), _tests(effort))


def proposed(effort: Effort) -> "QuerySet[Actor]":
    """What fits and is not on the list yet, and whoever was on the list of an effort like it."""
    on_list = MappedActor.objects.filter(effort=effort, actor=OuterRef("pk"))
    tests = [*_tests(effort), Q(pk__in=_earlier(effort).values("actor"))]
    return _ranked(_others(effort).filter(~Exists(on_list)), tests)


def with_reasons(effort: Effort, actors: Iterable[Actor]) -> list[Proposal]:
    """The actors with why each is proposed, in a fixed number of queries."""
    shown = list(actors)
    ids = [actor.pk for actor in shown]
    offers = _grouped(
        Offer.objects.filter(
            actor__in=ids, kind=ExchangeKind.TARGET_GROUP, term__in=effort.target_groups
        ).values_list("actor_id", "term")
    )
    activities = _grouped(
        Activity.objects.filter(actor__in=ids, activity_area__in=effort.activity_areas).values_list(
            "actor_id", "activity_area"
        )
    )
    earlier = _grouped(
        _earlier(effort).filter(actor__in=ids).values_list("actor_id", "effort__title")
    )
    return [
        Proposal(
            actor,
            (
                *_own_reasons(effort, actor),
                *(("access", term) for term in offers.get(actor.pk, ())),
                *(
                    ("activity_area", area)
                    for area in activities.get(actor.pk, ())
                    if area not in actor.activity_areas
                ),
                *(("earlier", title) for title in earlier.get(actor.pk, ())),
            ),
        )
        for actor in shown
    ]


def proposals_by_id(effort: Effort, ids: Sequence[UUID]) -> list[Proposal]:
    """The chosen ones among the proposals; whatever else was asked for is left out."""
    return with_reasons(effort, proposed(effort).filter(pk__in=ids))


def said(reasons: Iterable[Sequence[str]]) -> list[str]:
    """Reasons as short sentences in the language of the page."""
    return [_said(kind, what) for kind, what in reasons]


def _said(kind: str, what: str) -> str:
    match kind:
        case "area":
            return _("Findes i %(area)s") % {"area": what}
        case "mentions":
            return _("Nævner %(area)s") % {"area": what}
        case "target_group":
            return _("Er til for %(group)s") % {"group": _label("target_groups", what)}
        case "activity_area":
            return _("Arbejder med %(field)s") % {"field": _label("activity_areas", what)}
        case "access":
            return _("Kan give adgang til %(group)s") % {"group": _label("target_groups", what)}
        case "earlier":
            return _("Var med i indsatsen »%(title)s«") % {"title": what}
    return what


def _label(name: str, term: str) -> str:
    return str(vocabulary(name).label(term)).lower()


def _others(effort: Effort) -> "QuerySet[Actor]":
    actors: QuerySet[Actor] = Actor.objects.in_workspace(effort.workspace)
    return actors.filter(is_host=False)


def _ranked(actors: "QuerySet[Actor]", tests: Sequence[Q]) -> "QuerySet[Actor]":
    """Those that pass a test, the ones that pass most first."""
    if not tests:
        return actors.none()
    anything = Q()
    fit: Any = Value(0)
    for one in tests:
        anything |= one
        fit = fit + Case(When(one, then=Value(1)), default=Value(0), output_field=IntegerField())
    return actors.filter(anything).annotate(fit=fit).order_by("-fit", "sort_name", "id")


def _tests(effort: Effort) -> list[Q]:
    """What an actor can have in common with the effort, each answered by an index."""
    tests = []
    if effort.target_groups:
        access = Offer.objects.filter(
            workspace=effort.workspace_id,
            kind=ExchangeKind.TARGET_GROUP,
            term__in=effort.target_groups,
        )
        tests.append(
            Q(target_groups__overlap=effort.target_groups) | Q(pk__in=access.values("actor"))
        )
    if effort.activity_areas:
        doing = Activity.objects.filter(
            workspace=effort.workspace_id, activity_area__in=effort.activity_areas
        )
        tests.append(
            Q(activity_areas__overlap=effort.activity_areas) | Q(pk__in=doing.values("actor"))
        )
    here = Actor.objects.in_workspace(effort.workspace)
    places = [Q(pk__in=found(here, area).values("pk")) for area in effort.areas if loose(area)]
    if places:
        anywhere = Q()
        for place in places:
            anywhere |= place
        tests.append(anywhere)
    return tests


def _own_reasons(effort: Effort, actor: Actor) -> list[Reason]:
    home = loose(f"{actor.area} {actor.town} {actor.postcode}")
    reasons: list[Reason] = []
    told = loose(f"{actor.search_name} {actor.search_terms} {actor.search_text}")
    for area in effort.areas:
        if (words := loose(area)) and words in home:
            reasons.append(("area", area))
        elif words and all(word in told for word in words.split()):
            reasons.append(("mentions", area))
    reasons += [("target_group", one) for one in actor.target_groups if one in effort.target_groups]
    return reasons + [
        ("activity_area", one) for one in actor.activity_areas if one in effort.activity_areas
    ]


def _earlier(effort: Effort) -> "QuerySet[MappedActor]":
    """Rows of other lists of the workspace, of efforts like this one, that were not set aside."""
    alike = Q()
    if effort.target_groups:
        alike |= Q(effort__target_groups__overlap=effort.target_groups)
    if effort.activity_areas:
        alike |= Q(effort__activity_areas__overlap=effort.activity_areas)
    for area in effort.areas:
        alike |= Q(effort__area__icontains=area)
    rows = MappedActor.objects.taken().filter(alike, workspace=effort.workspace_id)
    earlier: QuerySet[MappedActor] = rows.exclude(effort=effort.pk)
    return earlier.order_by("-effort__created_at", "id")


def _grouped(pairs: Iterable[tuple[UUID, str]]) -> dict[UUID, list[str]]:
    grouped: dict[UUID, list[str]] = {}
    for key, what in pairs:
        if what not in grouped.setdefault(key, []):
            grouped[key].append(what)
    return grouped
