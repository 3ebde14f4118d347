"""Reading the register: the list and its filters."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Q, QuerySet

from brobygger.actors.domain.facets_above import demand
from brobygger.actors.domain.filters import FACETS, Chosen, Filter
from brobygger.actors.domain.nearness import Place, place_of, within
from brobygger.actors.domain.search import best_first, found, resembling
from brobygger.actors.domain.spelling import anybody, as_written, corrected
from brobygger.actors.models import Actor, Need, Offer, Relation
from brobygger.actors.models.actor import ActorQuerySet
from brobygger.catalog.words import loose
from brobygger.core import clock
from brobygger.workspaces.models import Workspace

# Knowledge nobody has confirmed for a year is asked about.
LONG_AGO = timedelta(days=365)


@dataclass(frozen=True)
class Found:
    """The actors asked for, each with its `distance` when a place was asked for.

    `nearly` when the query itself hit nothing: then `instead` is the query with its words put
    right, or empty when only names spelled nearly like it were found. `place` is where the
    distance is from; `lost` when the register knows no such place, which then counts for nothing.
    `searched` when no index has them in order already.
    """

    actors: ActorQuerySet
    searched: bool = False
    nearly: bool = False
    instead: str = ""
    place: Place | None = None
    lost: bool = False


def find_actors(workspace: Workspace, wanted: Filter) -> Found:
    """The workspace's actors that fit the filter, ordered.

    A query that hits nothing is tried again with the register's own words, and then as a
    misspelled name.
    """
    narrowed, place = narrow(workspace, wanted)
    narrowed = narrowed.filter(*conditions(workspace, wanted).values())
    lost = wanted.is_near and place is None
    sort = wanted.sort or ("distance" if place and not wanted.query else "")
    if not wanted.query.strip():
        return Found(_ordered(narrowed, sort), place is not None, place=place, lost=lost)
    query, instead = wanted.query, ""
    if not anybody(narrowed, query):
        query = corrected(workspace, query) or ""
        instead = as_written(narrowed, query, wanted.query) if query else ""
        if not instead:
            nearly = resembling(narrowed, wanted.query)
            return Found(nearly, True, nearly=True, place=place, lost=lost)
    hits = found(narrowed, query)
    best = _ordered(hits, sort) if sort else best_first(hits, query)
    return Found(best, True, nearly=bool(instead), instead=instead, place=place, lost=lost)


def narrow(workspace: Workspace, wanted: Filter) -> tuple[ActorQuerySet, Place | None]:
    """The actors of the part of the register that is looked in, before query and facets."""
    manager = Actor.objects
    actors: ActorQuerySet = (
        manager.removed_in(workspace) if wanted.removed else manager.in_workspace(workspace)
    )
    place = place_of(workspace, wanted)
    return (within(actors, place, wanted.km) if place else actors), place


def conditions(workspace: Workspace, wanted: Filter) -> dict[str, Q]:
    """What the filter demands, facet by facet; facets where nothing is chosen are left out."""
    demands: dict[str, Callable[[Chosen], Q]] = {
        "kind": lambda chosen: Q(kind__in=chosen),
        "target_group": lambda chosen: Q(target_groups__overlap=list(chosen)),
        "wished": lambda chosen: Q(wished_target_groups__overlap=list(chosen)),
        "activity_area": lambda chosen: Q(activity_areas__overlap=list(chosen)),
        "offers": lambda chosen: _exchanges(Offer, workspace, chosen),
        "needs": lambda chosen: _exchanges(Need, workspace, chosen),
        "area": lambda chosen: Q(area__in=chosen),
        "language": lambda chosen: Q(languages__overlap=list(chosen)),
        "freshness": _as_fresh,
        "effort": lambda chosen: demand("effort", workspace, chosen),
    }
    return {facet: demands[facet](chosen) for facet in FACETS if (chosen := wanted.chosen(facet))}


def _exchanges(rows: type[Offer] | type[Need], workspace: Workspace, chosen: Chosen) -> Q:
    """`chosen` is "kind:term", as in the filter's choices."""
    either = Q(pk__in=())
    for one in chosen:
        kind, _, term = one.partition(":")
        either |= Q(kind=kind, term=term)
    said = rows.objects.filter(either, workspace=workspace)
    return Q(pk__in=said.values("actor"))


def _as_fresh(chosen: Chosen) -> Q:
    long_ago = clock.today() - LONG_AGO
    demands = {
        "year": Q(last_confirmed_on__gte=long_ago),
        "old": Q(last_confirmed_on__lt=long_ago),
        "never": Q(last_confirmed_on__isnull=True),
    }
    either = Q()
    for one in chosen:
        either |= demands[one]
    return either


def _ordered(actors: ActorQuerySet, sort: str) -> ActorQuerySet:
    if sort == "distance" and "distance" in actors.query.annotations:
        return actors.order_by(F("distance"), "sort_name", "id")
    if sort == "oldest":
        return actors.order_by(F("last_confirmed_on").asc(nulls_first=True), "sort_name", "id")
    if sort == "confirmed":
        return actors.order_by(F("last_confirmed_on").desc(nulls_last=True), "sort_name", "id")
    if sort == "newest":
        return actors.order_by("-id")
    if sort == "area":
        return actors.order_by("area", "sort_name", "id")
    return actors.order_by("sort_name", "id")


def same_name(workspace: Workspace, name: str) -> Actor | None:
    """An actor of the register with the same name, however it is spelled."""
    actors = Actor.objects.in_workspace(workspace).filter(search_name=loose(name)[:400])
    hit: Actor | None = actors.order_by("id").first()
    return hit


def relations_of(actor: Actor) -> QuerySet[Relation]:
    """Everyone the actor knows, works with or is a member of, unless they have been removed."""
    mine = Q(actor_a=actor, actor_b__deleted_at__isnull=True) | Q(
        actor_b=actor, actor_a__deleted_at__isnull=True
    )
    return Relation.objects.filter(mine).order_by("kind", "id")
