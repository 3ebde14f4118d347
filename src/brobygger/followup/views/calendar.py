"""Meetings for one's own calendar: a file, or a link that stays up to date."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.http import require_GET, require_POST

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.access import AsParty, PartyRequest
from brobygger.followup.calendars import calendar_of
from brobygger.followup.domain.queries import meetings_of
from brobygger.followup.domain.subscriptions import subscribe, subscribed_collaboration
from brobygger.followup.views.meetings import meetings_context
from brobygger.links.access import ByLink, LinkRefused, LinkRequest
from brobygger.links.exceptions import LinkRevoked
from brobygger.links.models import Purpose
from brobygger.notifications.domain.notify import absolute_url


@access(AsParty(Permission.PARTY_VIEW))
@require_GET
def all_meetings(request: PartyRequest, collaboration_id: UUID) -> HttpResponse:
    """All meetings as a file."""
    content = calendar_of(request.collaboration, meetings_of(request.collaboration))
    return _file(content, "statusmoeder.ics")


@access(AsParty(Permission.PARTY_VIEW))
@require_GET
def one_meeting(
    request: PartyRequest,
    collaboration_id: UUID,
    meeting_id: UUID,
) -> HttpResponse:
    """One meeting as a file."""
    meeting = get_object_or_404(meetings_of(request.collaboration), id=meeting_id)
    return _file(calendar_of(request.collaboration, [meeting]), f"statusmoede-{meeting.number}.ics")


@access(AsParty(Permission.PARTY_VIEW))
@require_POST
def subscription(request: PartyRequest, collaboration_id: UUID) -> HttpResponse:
    """Make a link for one's own calendar and show it; it cannot be shown again later."""
    url = absolute_url(subscribe(collaboration=request.collaboration, by=request.user))
    webcal = "webcal://" + url.partition("://")[2]
    context = meetings_context(request) | {"subscription_url": url, "webcal_url": webcal}
    return render(request, "followup/meetings.html", context)


@access(ByLink(Purpose.CALENDAR))
@require_GET
def calendar(request: LinkRequest, token: str) -> HttpResponse:
    """The calendar a program fetches again and again."""
    try:
        collaboration, owner = subscribed_collaboration(request.access_link)
    except LinkRevoked as revoked:
        return LinkRefused(revoked).response(request)
    with translation.override(owner.language):
        content = calendar_of(collaboration, meetings_of(collaboration))
    return _file(content, "statusmoeder.ics")


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-cache"
    return response
