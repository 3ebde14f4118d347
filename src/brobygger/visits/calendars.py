"""A visit as iCalendar (RFC 5545), for those who go."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, vUri

from brobygger.core import clock
from brobygger.notifications.domain.notify import absolute_url
from brobygger.visits.enums import VisitStatus
from brobygger.visits.models import Visit


def calendar_of(visit: Visit) -> bytes:
    """The visit as a calendar any program reads. Raises ValueError when no time is agreed."""
    if visit.starts_at is None or visit.ends_at is None:
        raise ValueError("the visit has no time yet")
    calendar = Calendar()
    calendar.add("prodid", "-//Brobygger//Brobygger//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"{visit.pk}@brobygger")
    event.add("sequence", visit.sequence)
    event.add("dtstamp", visit.changed_at)
    event.add("last-modified", visit.changed_at)
    event.add("dtstart", visit.starts_at.astimezone(clock.DENMARK))
    event.add("dtend", visit.ends_at.astimezone(clock.DENMARK))
    event.add("summary", _("Besøg: %(name)s") % {"name": visit.actor.name})
    if visit.place:
        event.add("location", visit.place)
    if visit.meets:
        event.add("description", _("I møder %(name)s.") % {"name": visit.meets})
    page = reverse("visits:visit", args=[visit.workspace.slug, visit.pk])
    event.add("url", vUri(absolute_url(page)))
    cancelled = visit.status == VisitStatus.CANCELLED
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if not cancelled:
        event.add_component(_alarm(visit))
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _alarm(visit: Visit) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -timedelta(hours=1))
    alarm.add("description", _("Besøg: %(name)s") % {"name": visit.actor.name})
    return alarm
