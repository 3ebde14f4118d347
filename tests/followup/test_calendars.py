"""Calendars other programs can read."""

from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from brobygger.accounts.models import User
from brobygger.core import clock
from brobygger.followup.calendars import calendar_of
from brobygger.followup.domain.meetings import cancel_meeting, move_meeting
from brobygger.followup.models import StatusMeeting
from tests.followup.conftest import SIGNED, in_force

BEGINS_WITH = in_force


@pytest.fixture(autouse=True)
def december() -> object:
    with clock.travel_to(SIGNED):
        yield


def read(meetings: list[StatusMeeting]) -> tuple[Any, list[Any]]:
    content = calendar_of(meetings[0].collaboration, meetings)
    calendar = Calendar.from_ical(content)
    return calendar, list(calendar.walk("VEVENT"))


def test_every_meeting_is_an_event_in_danish_time(meetings: list[StatusMeeting]) -> None:
    calendar, events = read(meetings)

    assert [event.errors for event in events] == [[]] * 4
    assert {zone["TZID"] for zone in calendar.walk("VTIMEZONE")} == {"Europe/Copenhagen"}
    first = events[0]
    assert first["DTSTART"].params["TZID"] == "Europe/Copenhagen"
    assert f"{first['DTSTART'].dt:%Y-%m-%d %H:%M}" == "2027-03-04 16:30"
    assert first["DTEND"].dt - first["DTSTART"].dt == timedelta(hours=1)
    assert first["SUMMARY"] == "Statusmøde: Regnskab med ro på"
    assert first["LOCATION"] == "Kvarterhuset"
    assert "Hvad er blevet bedre" in first["DESCRIPTION"]


def test_summer_and_winter_have_their_own_offset(meetings: list[StatusMeeting]) -> None:
    _calendar, events = read(meetings)

    offsets = [event["DTSTART"].dt.utcoffset() for event in events]
    assert offsets == [timedelta(hours=h) for h in (1, 2, 2, 1)]


def test_lines_are_folded_and_end_as_the_standard_says(meetings: list[StatusMeeting]) -> None:
    content = calendar_of(meetings[0].collaboration, meetings)

    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_a_moved_meeting_is_the_same_event_with_a_higher_sequence(
    meetings: list[StatusMeeting], fatma: User
) -> None:
    _calendar, before = read(meetings[:1])
    later = meetings[0].starts_at + timedelta(days=1)
    moved = move_meeting(
        meeting=meetings[0],
        starts_at=later,
        minutes=60,
        place="Skolen; sal 2, bagindgang",
        by=fatma,
    )

    _calendar, after = read([moved])

    assert before[0]["UID"] == after[0]["UID"]
    assert (before[0]["SEQUENCE"], after[0]["SEQUENCE"]) == (0, 1)
    assert after[0]["LOCATION"] == "Skolen; sal 2, bagindgang"


def test_a_cancelled_meeting_says_so(meetings: list[StatusMeeting], fatma: User) -> None:
    cancelled = cancel_meeting(meeting=meetings[0], by=fatma)

    _calendar, [event] = read([cancelled])

    assert event["STATUS"] == "CANCELLED"
