"""The collaborations in which an organisation can share one of its own sheets."""

from dataclasses import dataclass

from django.db.models import Q

from brobygger.collaborations.domain.queries import PartyView, parties_for, present_parties
from brobygger.collaborations.domain.shares import shares_of
from brobygger.collaborations.models import Collaboration, OwnSheet


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


def places_of(own: OwnSheet) -> list[SharingPlace]:
    """Those the owner takes part in, and those it has left where something is still shared.

    Where something is shared comes first. Six queries, however many there are.
    """
    shares = {one.link.collaboration_id: one for one in shares_of(own.sheet)}
    present = Q(parties__actor=own.owner_id, parties__withdrew_at__isnull=True)
    found = list(
        Collaboration.objects.filter((present & Q(closed_at__isnull=True)) | Q(id__in=list(shares)))
        .distinct()
        .order_by("title", "id")
    )
    parties = parties_for(found)
    places = []
    for one in found:
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
    return sorted(places, key=lambda place: place.count == 0)
