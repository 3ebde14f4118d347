"""Reading the register: the list and its filters."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from brobygger.actors.domain.search import best_first, found, resembling
from brobygger.actors.models import Actor, Need, Offer, Relation
from brobygger.actors.models.actor import ActorQuerySet
from brobygger.catalog.words import loose
from brobygger.core import clock
from brobygger.workspaces.models import Workspace

# Knowledge nobody has confirmed for a year is asked about.
LONG_AGO = timedelta(days=365)


@dataclass(frozen=True)
class Filter:
    """What somebody looks for in the register. `offers` and `needs` are "kind:term"."""

    query: str = ""
    kind: str = ""
    target_group: str = ""
    activity_area: str = ""
    offers: str = ""
    needs: str = ""
    stale: bool = False
    removed: bool = False
    sort: str = ""

    @property
    def is_set(self) -> bool:
        """Whether anything narrows the list."""
        return self != Filter(sort=self.sort)


@dataclass(frozen=True)
class Found:
    """The actors asked for. `nearly` when only names spelled nearly like the query were found."""

    actors: ActorQuerySet
    nearly: bool = False


def find_actors(workspace: Workspace, wanted: Filter) -> Found:
    """The workspace's actors that fit the filter, ordered.

    A query that hits nothing is tried again as a misspelled name.
    """
    narrowed = _narrowed(workspace, wanted)
    if not wanted.query.strip():
        return Found(_ordered(narrowed, wanted.sort))
    hits = found(narrowed, wanted.query)
    best = _ordered(hits, wanted.sort) if wanted.sort else best_first(hits, wanted.query)
    if hits.exists():
        return Found(best)
    return Found(resembling(narrowed, wanted.query), nearly=True)


def for_list(actors: ActorQuerySet) -> ActorQuerySet:
    """The actors with what a row of the list shows, in a fixed number of queries."""
    return actors.only(
        "id", "workspace_id", "name", "kind", "area", "town", "is_host", "last_confirmed_on",
        "deleted_at",
    ).prefetch_related(
        Prefetch("offers", Offer.objects.order_by("id")),
        Prefetch("needs", Need.objects.order_by("id")),
    )  # fmt: skip


def _narrowed(workspace: Workspace, wanted: Filter) -> ActorQuerySet:
    manager = Actor.objects
    actors: ActorQuerySet = (
        manager.removed_in(workspace) if wanted.removed else manager.in_workspace(workspace)
    )
    if wanted.kind:
        actors = actors.filter(kind=wanted.kind)
    if wanted.target_group:
        actors = actors.filter(target_groups__contains=[wanted.target_group])
    if wanted.activity_area:
        actors = actors.filter(activity_areas__contains=[wanted.activity_area])
    if wanted.offers:
        actors = actors.filter(_has(Offer.objects.all(), workspace, wanted.offers))
    if wanted.needs:
        actors = actors.filter(_has(Need.objects.all(), workspace, wanted.needs))
    if wanted.stale:
        before = clock.today() - LONG_AGO
        actors = actors.filter(Q(last_confirmed_on__lt=before) | Q(last_confirmed_on__isnull=True))
    return actors


def _has(rows: QuerySet[Any], workspace: Workspace, wanted: str) -> Exists:
    """`wanted` is "kind:term", as in the filter's choices."""
    kind, _, term = wanted.partition(":")
    return Exists(rows.filter(kind=kind, term=term, actor=OuterRef("pk"), workspace=workspace))


def _ordered(actors: ActorQuerySet, sort: str) -> ActorQuerySet:
    if sort == "oldest":
        return actors.order_by(F("last_confirmed_on").asc(nulls_first=True), "sort_name", "id")
    if sort == "newest":
        return actors.order_by("-id")
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
