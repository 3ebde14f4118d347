"""Meetings as iCalendar (RFC 5545)."""

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration, vUri

from brobygger.collaborations.models import Collaboration
from brobygger.core import clock
from brobygger.followup.agenda import agenda
from brobygger.followup.models import MeetingStatus, StatusMeeting
from brobygger.notifications.domain.notify import absolute_url

REFRESH = timedelta(hours=6)


def calendar_of(collaboration: Collaboration, meetings: Iterable[StatusMeeting]) -> bytes:
    """The meetings as a calendar any program reads, with the Danish time zone in it."""
    calendar = Calendar()
    calendar.add("prodid", "-//Brobygger//Brobygger//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", collaboration.title)
    calendar.add("x-wr-timezone", "Europe/Copenhagen")
    calendar.add("refresh-interval", vDuration(REFRESH), {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    for meeting in meetings:
        calendar.add_component(_event(collaboration, meeting))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(collaboration: Collaboration, meeting: StatusMeeting) -> Event:
    event = Event()
    event.add("uid", f"{meeting.id}@brobygger")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.changed_at)
    event.add("last-modified", meeting.changed_at)
    event.add("dtstart", meeting.starts_at.astimezone(clock.DENMARK))
    event.add("dtend", meeting.ends_at.astimezone(clock.DENMARK))
    event.add("summary", _("Statusmøde: %(title)s") % {"title": collaboration.title})
    if meeting.place:
        event.add("location", meeting.place)
    event.add("description", _description(meeting))
    url = absolute_url(reverse("followup:meetings", args=[collaboration.id]))
    event.add("url", vUri(url))
    cancelled = meeting.status == MeetingStatus.CANCELLED
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return event


def _description(meeting: StatusMeeting) -> str:
    lines = [f"{number}. {step.title}" for number, step in enumerate(agenda(), 1)]
    if meeting.caller:
        lines = [_("%(caller)s indkalder.") % {"caller": meeting.caller}, "", *lines]
    return "\n".join(lines)
