"""Possible duplicates hang together in groups: who looks like somebody, who looks like a third.

A pair knows its group by a key all pairs of the group have. The keys are set when the register has
been looked through and when a person has decided; a pair without one is a group of its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import Coalesce

from brobygger.actors.domain.evidence import Certainty
from brobygger.actors.models import Actor, PossibleDuplicate
from brobygger.actors.models.uniting import PairDecision
from brobygger.core.ids import new_id
from brobygger.workspaces.models import Workspace

# More than a person can look at side by side. The surest pairs are laid together first; a pair
# that would make a group longer than this stands by itself.
MOST_IN_GROUP = 20
_AT_A_TIME = 5000
_WRITE = """
    UPDATE actors_possibleduplicate AS pair SET "group" = said.key
    FROM unnest(%s::uuid[], %s::uuid[]) AS said(id, key) WHERE pair.id = said.id
"""


def live_pairs(workspace: Workspace, decision: str = PairDecision.NONE) -> QuerySet[Any]:
    """The pairs about which this has been decided, where both are in the register still."""
    # Not a join: pairs are asked for right after thousands were written, before the database
    # knows how many they are.
    removed = Actor.objects.filter(workspace=workspace, deleted_at__isnull=False).values("pk")
    pairs: QuerySet[Any] = PossibleDuplicate.objects.filter(workspace=workspace, decision=decision)
    return pairs.exclude(one__in=removed).exclude(other__in=removed)


def groups_of(workspace: Workspace) -> QuerySet[Any]:
    """The groups nobody has decided of, the surest first: `key`, `certainty` and `pairs`."""
    pairs = live_pairs(workspace).order_by()
    rows = pairs.values(key=Coalesce(F("group"), F("id"))).annotate(
        certainty=Max("certainty"), score=Max("score"), pairs=Count("id")
    )
    groups: QuerySet[Any] = rows.order_by("-certainty", "-score", "key")
    return groups


def pairs_by_group(workspace: Workspace, keys: Sequence[UUID]) -> dict[UUID, list[Any]]:
    """The pairs of these groups, with both actors, the surest first."""
    found: dict[UUID, list[Any]] = {key: [] for key in keys}
    these = Q(group__in=found) | Q(group__isnull=True, pk__in=found)
    rows = live_pairs(workspace).filter(these).select_related("one", "other")
    for pair in rows.order_by("-certainty", "-score", "id"):
        found[pair.group or pair.pk].append(pair)
    return found


def regroup(workspace: Workspace) -> None:
    """Lay the pairs of a whole register together again."""
    _lay_together(live_pairs(workspace))


def regroup_around(workspace: Workspace, keys: Iterable[UUID | None]) -> None:
    """The same for a few groups, after something was decided of them."""
    known = [key for key in keys if key is not None]
    if known:
        _lay_together(live_pairs(workspace).filter(group__in=known))


def ungrouped() -> set[UUID]:
    """The workspaces that have pairs without a group."""
    rows = PossibleDuplicate.objects.filter(decision=PairDecision.NONE, group__isnull=True)
    live = rows.filter(one__deleted_at__isnull=True, other__deleted_at__isnull=True)
    return set(live.values_list("workspace_id", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class _Tie:
    id: UUID
    one: UUID
    other: UUID
    group: UUID | None


def _lay_together(pairs: QuerySet[Any]) -> None:
    rows = pairs.order_by("-certainty", "-score", "id")
    ties = [_Tie(*row) for row in rows.values_list("id", "one_id", "other_id", "group")]
    wanted = _keys(_components(ties))
    changed = sorted((tie.id, wanted[tie.id]) for tie in ties if tie.group != wanted[tie.id])
    for start in range(0, len(changed), _AT_A_TIME):
        some = changed[start : start + _AT_A_TIME]
        with connection.cursor() as cursor:
            cursor.execute(_WRITE, [[pair for pair, _key in some], [key for _pair, key in some]])


def _components(ties: Sequence[_Tie]) -> list[list[_Tie]]:
    """Those that hang together, no more of them than a person can look at."""
    root: dict[UUID, UUID] = {}
    size: dict[UUID, int] = defaultdict(lambda: 1)

    def top(key: UUID) -> UUID:
        while (above := root.get(key, key)) != key:
            root[key] = root.get(above, above)
            key = above
        return key

    alone = set()
    for tie in ties:
        one, other = top(tie.one), top(tie.other)
        if one == other:
            continue
        if size[one] + size[other] > MOST_IN_GROUP:
            alone.add(tie.id)
            continue
        root[other] = one
        size[one] += size[other]
    together: dict[UUID, list[_Tie]] = defaultdict(list)
    for tie in ties:
        together[tie.id if tie.id in alone else top(tie.one)].append(tie)
    return list(together.values())


def _keys(components: Iterable[list[_Tie]]) -> dict[UUID, UUID]:
    """A key to each group, by pair. The largest part of what was one group keeps its key, so that
    an address somebody has open goes on leading there."""
    keys: dict[UUID, UUID] = {}
    taken: set[UUID] = set()
    for ties in sorted(components, key=len, reverse=True):
        held = sorted({tie.group for tie in ties if tie.group is not None})
        wishes = (*held, *sorted(tie.id for tie in ties))
        key = next((wish for wish in wishes if wish not in taken), None) or new_id()
        taken.add(key)
        keys |= dict.fromkeys((tie.id for tie in ties), key)
    return keys


def surely(pairs: Iterable[Any]) -> set[UUID]:
    """Those of a group that look like somebody in it by more than a perhaps."""
    return {
        key
        for pair in pairs
        if pair.certainty >= Certainty.LIKELY
        for key in (pair.one_id, pair.other_id)
    }
