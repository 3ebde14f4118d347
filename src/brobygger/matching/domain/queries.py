"""Reads of matching."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from brobygger.actors.enums import RelationKind, Visibility
from brobygger.actors.models import Actor, Need, Relation
from brobygger.matching.domain.candidates import candidates
from brobygger.matching.domain.facts import facts_of
from brobygger.matching.engine import ActorFacts, Suggestion, suggest
from brobygger.matching.models import RestingSuggestion
from brobygger.workspaces.models import Workspace

# So many are reasoned about for one actor; the best of them are shown.
REASONED = 200


def suggestions_for(actor: Actor, limit: int = 20) -> list[Suggestion]:
    """The best fits for one actor, with reasons. Resting ones are left out, pairs that work
    together already are marked. The same number of queries whatever the size of the register.
    """
    return suggestions_and_facts(actor, limit)[0]


def suggestions_and_facts(actor: Actor, limit: int = 20) -> tuple[list[Suggestion], ActorFacts]:
    """The suggestions, and what the register says about the actor itself."""
    facts = facts_of([actor])[actor.id]
    resting = [other_of(rest, actor) for rest in resting_for(actor)]
    others = candidates(actor, facts, limit=REASONED, without=resting)
    found = suggest(facts, _facts_of_ids(others).values())[:limit]
    partners = partners_of(actor)
    return [replace(one, together=one.actor_id in partners) for one in found], facts


def suggestion_between(
    actor: Actor, other: Actor, audience: Visibility = Visibility.WORKSPACE
) -> Suggestion | None:
    """The reasons two given actors have to meet, whether or not they would be suggested."""
    facts = facts_of([actor, other], audience)
    return next(iter(suggest(facts[actor.id], [facts[other.id]])), None)


def partners_of(actor: Actor) -> set[UUID]:
    """Those the actor works together with."""
    pairs = Relation.objects.filter(
        Q(actor_a=actor) | Q(actor_b=actor), kind=RelationKind.COLLABORATES
    ).values_list("actor_a_id", "actor_b_id")
    return {one for pair in pairs for one in pair} - {actor.id}


def resting_for(actor: Actor) -> Collection[RestingSuggestion]:
    """The suggestions for this actor that rest, the next to wake first."""
    resting: QuerySet[RestingSuggestion] = (
        RestingSuggestion.objects.at_rest()
        .filter(Q(actor_a=actor) | Q(actor_b=actor))
        .select_related("actor_a", "actor_b", "rested_by")
        .order_by("until", "id")
    )
    return resting


def other_of(resting: RestingSuggestion, actor: Actor) -> UUID:
    """The other one of a resting pair."""
    return resting.actor_b_id if resting.actor_a_id == actor.id else resting.actor_a_id


def actors_to_match(workspace: Workspace, words: str = "") -> QuerySet[Any]:
    """The register, those with most unmet needs first. `unmet` is how many.

    A need is met when the actor works together with somebody who offers that very thing.
    """
    unmet = Q(needs__isnull=False)
    for side, other in (("relations_as_a", "actor_b"), ("relations_as_b", "actor_a")):
        unmet &= ~Q(needs__in=_met(workspace, f"actor__{side}", other))
    actors: QuerySet[Any] = (
        Actor.objects.in_workspace(workspace)
        .annotate(unmet=Count("needs", filter=unmet))
        .order_by("-unmet", "sort_name", "id")
    )
    return actors.filter(name__icontains=words) if words else actors


def _met(workspace: Workspace, relation: str, other: str) -> QuerySet[Need]:
    """Needs of actors that work together with somebody who offers just that."""
    helped = {
        f"{relation}__kind": RelationKind.COLLABORATES,
        f"{relation}__{other}__offers__kind": F("kind"),
        f"{relation}__{other}__offers__term": F("term"),
    }
    return Need.objects.filter(workspace=workspace, **helped).exclude(term="")


def needs_in_words(actors: Collection[Actor]) -> dict[UUID, list[str]]:
    """What these actors lack, as words, for a list. Three queries."""
    return {
        actor_id: [fact.text for fact in facts.needs]
        for actor_id, facts in facts_of(actors).items()
    }


def _facts_of_ids(ids: Collection[UUID]) -> dict[UUID, ActorFacts]:
    return facts_of(list(Actor.objects.filter(id__in=ids)))
