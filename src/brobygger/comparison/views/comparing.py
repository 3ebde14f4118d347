"""Sheets of a collaboration side by side."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.access import AsParty, PartyRequest
from brobygger.collaborations.domain.queries import (
    PartyView,
    parties_for,
    present_parties,
    sheets_seen_by,
)
from brobygger.collaborations.models import CollaborationSheet
from brobygger.comparison.domain.goals import goals_of
from brobygger.comparison.domain.laying import Pairing, beside, lay, over_time, pairings
from brobygger.comparison.domain.telling import speaker_in
from brobygger.comparison.themes import can_face
from brobygger.comparison.views.making import answer, choices, may_make


@access(AsParty(Permission.PARTY_VIEW))
@require_safe
def index(request: PartyRequest, collaboration_id: UUID) -> HttpResponse:
    """What can be laid side by side, the goals so far, and what we bring."""
    links = sheets_seen_by(request.user, request.collaboration)
    context = {
        "collaboration": request.collaboration,
        "pairs": pairings(links),
        "over_time": over_time(links, request.user),
        "goals": list(goals_of(request.collaboration)[:5]),
        "may_write": may_make(request.user, request.collaboration),
        "presenters": _presenters(request, links),
    }
    return render(request, "comparison/index.html", context)


@access(AsParty(Permission.PARTY_VIEW))
@require_http_methods(["GET", "HEAD", "POST"])
def sides(
    request: PartyRequest, collaboration_id: UUID, left_id: UUID, right_id: UUID
) -> HttpResponse:
    """One party's sheets beside another's; a button at each difference makes something of it."""
    links = sheets_seen_by(request.user, request.collaboration)
    pairing = _pairing(links, left_id, right_id)
    user, collaboration = request.user, request.collaboration
    board = lay(pairing, links, collaboration, user)
    if request.method == "POST":
        laid = [*beside(pairing.left, pairing.right, links), pairing.right]
        parties = {one.sheet_id: speaker_in(one) for one in laid}
        return answer(request, board, collaboration, parties, user)
    context = {
        "collaboration": collaboration,
        "board": board,
        "may_write": may_make(user, collaboration),
        **choices(),
    }
    return render(request, "comparison/sides.html", context)


def _presenters(request: PartyRequest, links: list[CollaborationSheet]) -> list[PartyView]:
    """The parties, and the facilitator when it has a sheet of its own."""
    owners = {link.owner_id for link in links}
    views = present_parties(parties_for([request.collaboration])[request.collaboration.id])
    return [one for one in views if not one.facilitates or one.party.actor_id in owners]


def _pairing(links: list[CollaborationSheet], left_id: UUID, right_id: UUID) -> Pairing:
    """The two sheets as this person may read them; for others they are not there."""
    found = {link.sheet_id: link for link in links}
    left, right = found.get(left_id), found.get(right_id)
    if left is None or right is None or left is right:
        raise Http404
    if left.owner is None or right.owner is None:
        raise Http404
    if not can_face(left.sheet.tool, right.sheet.tool):
        raise Http404
    return Pairing(left, right)
