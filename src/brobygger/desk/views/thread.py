"""The page of a collaboration: its parties, its thread, its story."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from brobygger.accounts.telling import PARAMETER
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.access import AsParty, PartyRequest
from brobygger.collaborations.authorization import can_party
from brobygger.collaborations.domain.parties import can_withdraw
from brobygger.collaborations.domain.queries import parties_for, present_parties
from brobygger.desk.history import history_of
from brobygger.desk.thread import thread_of
from brobygger.workspaces.authorization import can_workspace


@access(AsParty(Permission.PARTY_VIEW))
@require_safe
def thread(request: PartyRequest, collaboration_id: UUID) -> HttpResponse:
    """The same page for every party."""
    collaboration, user = request.collaboration, request.user
    everybody = parties_for([collaboration], user)[collaboration.id]
    present = present_parties(everybody)
    here = thread_of(collaboration, user)
    context = {
        "collaboration": collaboration,
        "parties": present,
        "earlier": [one for one in everybody if one.party.withdrew_at is not None],
        "thread": here,
        "stops": [
            (stop, stop.lines_without(here.next_step), stop.other_actions(here.next_step))
            for stop in here.stops
        ],
        "may_add": can_workspace(user, collaboration.workspace, Permission.ACTOR_VIEW),
        "trail": history_of(collaboration, request.GET.get(PARAMETER, "")),
        "may_write": can_party(user, collaboration, Permission.PARTY_WRITE),
        "may_decide": can_party(user, collaboration, Permission.PARTY_SHARE),
        "can_leave": [one for one in present if can_withdraw(user, one.party)],
    }
    return render(request, "desk/thread.html", context)
