"""The collaborations in which an organisation can share one of its own sheets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from brobygger.collaborations.domain.queries import PartyView, parties_for, present_parties
from brobygger.collaborations.domain.shares import shares_of
from brobygger.collaborations.models import Collaboration, CollaborationSheet, OwnSheet, Party


@dataclass(frozen=True)
class SharingPlace:
    """A collaboration, who else is in it, and how much of the sheet they read."""

    collaboration: Collaboration
    others: list[PartyView]
    count: int
    over: bool  # we have left it, or it is closed: what is shared is as it was then

    @property
    def open(self) -> bool:
        """Whether what is shared can be chosen."""
        return not self.over


def collaborations_to_share_in(own: OwnSheet) -> QuerySet[Any]:
    """Those the owner takes part in, and those it has left where something is still shared; where
    something is shared first."""
    shared = CollaborationSheet.objects.filter(sheet=own.sheet, shared_at__isnull=False)
    present = Party.objects.filter(
        collaboration=OuterRef("pk"), actor=own.owner_id, withdrew_at__isnull=True
    )
    here = Exists(shared.filter(collaboration=OuterRef("pk")))
    found: QuerySet[Any] = Collaboration.objects.annotate(shared_here=here)
    possible = Q(Exists(present)) & Q(closed_at__isnull=True)
    return found.filter(Q(shared_here=True) | possible).order_by("-shared_here", "title", "id")


def places_of(own: OwnSheet, collaborations: Sequence[Collaboration]) -> list[SharingPlace]:
    """One page of them, with who is in. Five queries, however many there are."""
    shares = {one.link.collaboration_id: one for one in shares_of(own.sheet)}
    parties = parties_for(collaborations)
    places = []
    for one in collaborations:
        share = shares.get(one.id)
        there = present_parties(parties[one.id])
        places.append(
            SharingPlace(
                one,
                [party for party in there if party.party.actor_id != own.owner_id],
                len(share.fields) if share else 0,
                over=share is not None and share.ended_at is not None,
            )
        )
    return places
