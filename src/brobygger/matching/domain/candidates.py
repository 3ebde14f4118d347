"""Finding the few worth reasoning about, among all actors of a register, in one query.

The sums mirror the weights of the rules, so that nobody who would rank among the best is left
out; the rules themselves then decide, and explain.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection

from brobygger.actors.models import Actor
from brobygger.matching.engine import MUTUAL_WEIGHT, PLACE_WEIGHT
from brobygger.matching.facts import ActorFacts, Fact, Surface
from brobygger.matching.surfaces import (
    TARGET_GROUP,
    TOO_WIDE,
    UNASKED_ACCESS_WEIGHT,
    WEIGHTS,
    WISHED_GROUP_WEIGHT,
)

_BRANCHES = {
    "offers": """
        SELECT DISTINCT o.actor_id, o.kind || o.term AS what, %(met)s AS weight, 1 AS way
        FROM actors_offer o JOIN unnest(%(need_kinds)s::text[], %(need_terms)s::text[])
             AS wanted(kind, term) ON (o.kind, o.term) = (wanted.kind, wanted.term)
        WHERE o.workspace_id = %(workspace)s""",
    "needs": """
        SELECT DISTINCT n.actor_id, n.kind || n.term, %(met)s, 2
        FROM actors_need n JOIN unnest(%(offer_kinds)s::text[], %(offer_terms)s::text[])
             AS given(kind, term) ON (n.kind, n.term) = (given.kind, given.term)
        WHERE n.workspace_id = %(workspace)s""",
    "reaches": """
        SELECT a.id, 'reach', %(reach)s, 1 FROM actors_actor a
        WHERE a.workspace_id = %(workspace)s AND a.target_groups && %(wanted_groups)s::varchar[]""",
    "wishes": """
        SELECT n.actor_id, 'wish', %(reach)s, 2 FROM actors_need n
        WHERE n.workspace_id = %(workspace)s AND n.kind = 'target_group'
          AND n.term = ANY(%(groups)s)""",
    "reaches_wished": """
        SELECT a.id, 'reach_wished', %(wished)s, 1 FROM actors_actor a
        WHERE a.workspace_id = %(workspace)s AND a.target_groups && %(wishes)s::varchar[]""",
    "opens_wished": """
        SELECT DISTINCT o.actor_id, 'open_wished', %(wished)s, 1 FROM actors_offer o
        WHERE o.workspace_id = %(workspace)s AND o.kind = 'target_group'
          AND o.term = ANY(%(wishes)s)""",
    "wishes_ours": """
        SELECT a.id, 'their_wish', %(wished)s, 2 FROM actors_actor a
        WHERE a.workspace_id = %(workspace)s
          AND a.wished_target_groups && %(reached)s::varchar[]""",
    "opens": """
        SELECT o.actor_id, 'opens', %(unasked)s, 0 FROM actors_offer o
        WHERE o.workspace_id = %(workspace)s AND o.kind = 'target_group'
          AND o.term = ANY(%(groups)s)""",
    "opened": """
        SELECT a.id, 'opened', %(unasked)s, 0 FROM actors_actor a
        WHERE a.workspace_id = %(workspace)s AND a.target_groups && %(given_groups)s::varchar[]""",
    "areas": """
        SELECT a.id, 'same', %(same)s, 0 FROM actors_actor a
        WHERE a.workspace_id = %(workspace)s AND a.activity_areas && %(areas)s::varchar[]""",
    "activities": """
        SELECT DISTINCT d.actor_id, 'same', %(same)s, 0 FROM actors_activity d
        WHERE d.workspace_id = %(workspace)s AND d.activity_area = ANY(%(areas)s)""",
    "groups": """
        SELECT a.id, 'people', %(people)s, 0 FROM actors_actor a
        WHERE a.workspace_id = %(workspace)s AND a.target_groups && %(narrow_groups)s::varchar[]""",
}
_QUERY = """
    SELECT a.id FROM (
        SELECT actor_id, sum(weight)
               + CASE WHEN bool_or(way = 1) AND bool_or(way = 2) THEN %(mutual)s ELSE 0 END AS fit
        FROM ({branches}) AS hits GROUP BY actor_id
    ) AS found JOIN actors_actor a ON a.id = found.actor_id
    WHERE a.deleted_at IS NULL AND a.id <> %(actor)s AND a.id <> ALL(%(without)s)
    ORDER BY fit + CASE WHEN %(place)s <> '' AND coalesce(nullif(btrim(a.area), ''),
                 btrim(a.postcode || ' ' || a.town)) = %(place)s THEN %(near)s ELSE 0 END DESC,
             a.sort_name, a.id
    LIMIT %(limit)s"""


def candidates(
    actor: Actor, facts: ActorFacts, *, limit: int, without: Iterable[UUID] = ()
) -> list[UUID]:
    """The actors of the register that share the most with this one. One query."""
    parameters: dict[str, Any] = _terms(facts) | {
        "workspace": actor.workspace_id,
        "actor": actor.id,
        "without": list(without),
        "place": facts.place,
        "limit": limit,
        "met": WEIGHTS[Surface.NEED_MEETS_OFFER],
        "reach": WEIGHTS[Surface.TARGET_GROUP_ACCESS],
        "same": WEIGHTS[Surface.SAME_CORE_TASK],
        "people": WEIGHTS[Surface.COMPLEMENTARY_TASKS],
        "unasked": UNASKED_ACCESS_WEIGHT,
        "mutual": MUTUAL_WEIGHT,
        "wished": WISHED_GROUP_WEIGHT,
        "near": PLACE_WEIGHT,
    }
    query = _QUERY.format(branches=" UNION ALL ".join(_BRANCHES.values()))
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return [row[0] for row in cursor.fetchall()]


def _terms(facts: ActorFacts) -> dict[str, list[str]]:
    needs, offers = _named(facts.needs), _named(facts.offers)
    groups = [fact.term for fact in facts.groups]
    given = [offer.term for offer in offers if offer.about == TARGET_GROUP]
    return {
        "need_kinds": [need.about for need in needs],
        "need_terms": [need.term for need in needs],
        "offer_kinds": [offer.about for offer in offers],
        "offer_terms": [offer.term for offer in offers],
        "wanted_groups": [need.term for need in needs if need.about == TARGET_GROUP],
        "wishes": [wish.term for wish in facts.wishes if wish.term not in TOO_WIDE],
        "given_groups": given,
        "reached": [group for group in {*groups, *given} if group not in TOO_WIDE],
        "groups": groups,
        "narrow_groups": [group for group in groups if group not in TOO_WIDE],
        "areas": [task.term for task in facts.tasks if task.term],
    }


def _named(facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.term]
