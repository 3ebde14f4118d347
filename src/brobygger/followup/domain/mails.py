"""Mails about meetings: a week before, and when something changes."""

from datetime import timedelta
from typing import Literal

from django.db import transaction
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.core import clock
from brobygger.followup.agenda import agenda
from brobygger.followup.domain.people import people_of
from brobygger.followup.models import MeetingStatus, StatusMeeting
from brobygger.notifications.domain.notify import absolute_url, notify
from brobygger.notifications.models import Notification

AHEAD = timedelta(days=7)
Change = Literal["added", "moved", "cancelled"]


def remind_of_meetings() -> int:
    """Write to everybody about the meetings of the coming week; answers how many meetings.

    Once per person and day of meeting, however often this runs: a meeting that is moved is
    reminded of again.
    """
    soon = (
        StatusMeeting.objects.filter(
            status=MeetingStatus.PLANNED,
            starts_at__gt=clock.now(),
            starts_at__lte=clock.now() + AHEAD,
            collaboration__closed_at__isnull=True,
        )
        .select_related("collaboration", "collaboration__opened_by")
        .order_by("starts_at", "id")
    )
    for meeting in soon:
        _remind(meeting)
    return len(soon)


@transaction.atomic
def _remind(meeting: StatusMeeting) -> None:
    day = meeting.starts_at.astimezone(clock.DENMARK).date()
    for person in people_of(meeting):
        notify(
            "meeting_reminder",
            to=person,
            context={**_context(meeting), "agenda": agenda()},
            key=f"meeting.remind:{meeting.id}:{day}:{person.email.casefold()}"[:200],
            about=meeting.id,
            until=meeting.starts_at,
        )


def is_still_held(mail: Notification) -> bool:
    """Whether the meeting a reminder tells of is still held at that time."""
    if mail.about is None or mail.until is None:
        return True
    return StatusMeeting.objects.filter(
        id=mail.about, status=MeetingStatus.PLANNED, starts_at=mail.until
    ).exists()


def tell_changed(meeting: StatusMeeting, change: Change, *, by: User) -> None:
    """Tell everybody but the one who did it."""
    for person in people_of(meeting):
        if person.email.casefold() == by.email.casefold():
            continue
        notify(
            "meeting_changed",
            to=person,
            context={**_context(meeting), "change": change, "who": str(by)},
            key=f"meeting.{change}:{meeting.id}:{meeting.sequence}:{person.email.casefold()}"[:200],
            until=meeting.starts_at,
        )


def _context(meeting: StatusMeeting) -> dict[str, object]:
    return {
        "title": meeting.collaboration.title,
        "starts_at": meeting.starts_at,
        "place": meeting.place,
        "caller": meeting.caller,
        "url": absolute_url(reverse("followup:meetings", args=[meeting.collaboration_id])),
    }
