"""The network follows the collaborations: who works together stands in the register."""

from itertools import combinations
from uuid import UUID

from django.db.models import Q

from brobygger.actors.enums import RelationKind
from brobygger.actors.models import Relation
from brobygger.collaborations.models import Collaboration, Involvement

ORIGIN = "collaboration"


def keep_relations(collaboration: Collaboration) -> None:
    """Let the register say who works together here.

    Each pair of parties collaborates while the collaboration runs. Afterwards, and when one of
    them has withdrawn, they know each other. A facilitator is no part of it.
    """
    for pair in _pairs_at_work(collaboration):
        Relation.objects.update_or_create(
            workspace_id=collaboration.workspace_id,
            actor_a_id=pair[0],
            actor_b_id=pair[1],
            origin_kind=ORIGIN,
            origin_id=collaboration.id,
            defaults={"kind": RelationKind.COLLABORATES},
        )
    still = Q()
    for first, second in _pairs_at_work(collaboration):
        still |= Q(actor_a_id=first, actor_b_id=second)
    earlier = Relation.objects.filter(origin_kind=ORIGIN, origin_id=collaboration.id)
    (earlier.exclude(still) if still else earlier).update(kind=RelationKind.KNOWS)


def _pairs_at_work(collaboration: Collaboration) -> list[tuple[UUID, UUID]]:
    if collaboration.closed_at is not None:
        return []
    at_work = collaboration.parties.filter(
        withdrew_at__isnull=True, involvement=Involvement.PARTY
    ).values_list("actor_id", flat=True)
    return list(combinations(sorted(at_work), 2))
