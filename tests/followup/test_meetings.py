"""The agreement's rhythm becomes meetings, which people then move as life goes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from brobygger.accounts.models import User
from brobygger.agreements.models import AgreementVersion
from brobygger.audit.models import AuditEvent
from brobygger.collaborations.domain.parties import withdraw_party
from brobygger.collaborations.models import Collaboration
from brobygger.core import clock
from brobygger.core.models import OutboxEvent
from brobygger.followup.domain.meetings import add_meeting, cancel_meeting, move_meeting
from brobygger.followup.domain.people import people_of
from brobygger.followup.exceptions import InThePast, MeetingOver, NoAgreement
from brobygger.followup.handlers import plan_meetings
from brobygger.followup.models import MeetingStatus, StatusMeeting
from brobygger.notifications.models import Notification
from tests.factories.agreements import make_in_force
from tests.factories.collaborations import make_collaboration
from tests.followup.conftest import SIGNED, in_force, make_meetings

BEGINS_WITH = in_force
THEN = datetime(2027, 3, 9, 17, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def december() -> object:
    with clock.travel_to(SIGNED):
        yield


def move(meeting: StatusMeeting, by: User, starts_at: datetime = THEN) -> StatusMeeting:
    return move_meeting(meeting=meeting, starts_at=starts_at, minutes=90, place="Skolen", by=by)


def test_the_last_signature_puts_the_meetings_in_the_calendar(
    version: AgreementVersion, run_jobs: Callable[[], int]
) -> None:
    run_jobs()

    meetings = StatusMeeting.objects.filter(agreement_version_id=version.id).order_by("number")
    local = [one.starts_at.astimezone(clock.DENMARK) for one in meetings]
    assert [f"{one:%Y-%m-%d %H:%M}" for one in local] == [
        "2027-03-04 16:30",
        "2027-06-04 16:30",
        "2027-09-06 16:30",
        "2027-12-06 16:30",
    ]
    assert {one.place for one in meetings} == {"Kvarterhuset"}
    assert {one.caller for one in meetings} == {"Kvindeforeningen"}


def test_the_handler_may_run_twice(version: AgreementVersion) -> None:
    payload = OutboxEvent.objects.get(name="agreement.in_force").payload

    plan_meetings(payload)
    plan_meetings(payload)

    assert StatusMeeting.objects.count() == 4
    assert AuditEvent.objects.filter(event="meetings.planned").count() == 1


def test_what_was_moved_is_not_moved_back(meetings: list[StatusMeeting], fatma: User) -> None:
    move(meetings[0], fatma)

    again = make_meetings(meetings[0].agreement_version_id)

    assert again[0].starts_at == THEN


def test_without_a_time_it_is_in_the_afternoon(
    collaboration: Collaboration, coordinator: User
) -> None:
    rhythm = {"every": "half_year", "first_on": "2027-03-04"}
    version = make_in_force(collaboration, coordinator, status_meetings=rhythm)

    first = make_meetings(version.id)[0]

    assert f"{first.starts_at.astimezone(clock.DENMARK):%H:%M}" == "15:00"


def test_a_moved_meeting_counts_up_for_the_calendars(
    meetings: list[StatusMeeting], fatma: User
) -> None:
    moved = move(meetings[0], fatma)

    assert (moved.starts_at, moved.minutes, moved.place) == (THEN, 90, "Skolen")
    assert moved.sequence == 1
    assert moved.changed_at > moved.created_at
    assert AuditEvent.objects.filter(event="meeting.moved", by_id=fatma.id).exists()


def test_moving_to_where_it_is_changes_nothing(meetings: list[StatusMeeting], fatma: User) -> None:
    first = meetings[0]

    same = move_meeting(
        meeting=first, starts_at=first.starts_at, minutes=60, place=first.place, by=fatma
    )

    assert same.sequence == 0
    assert not Notification.objects.filter(kind="meeting_changed").exists()


def test_the_others_are_told_and_not_the_one_who_did_it(
    meetings: list[StatusMeeting], fatma: User
) -> None:
    move(meetings[0], fatma)

    told = {mail.to_email for mail in Notification.objects.filter(kind="meeting_changed")}
    assert fatma.email not in told
    assert {"signer2@mail.example", "signer3@mail.example"} <= told


def test_a_meeting_is_not_moved_into_the_past(meetings: list[StatusMeeting], fatma: User) -> None:
    with pytest.raises(InThePast):
        move(meetings[0], fatma, SIGNED - timedelta(days=1))


def test_what_has_been_is_not_moved(meetings: list[StatusMeeting], fatma: User) -> None:
    with clock.travel_to(THEN + timedelta(days=400)), pytest.raises(MeetingOver):
        move(meetings[0], fatma, THEN + timedelta(days=500))


def test_a_cancelled_meeting_stays_in_the_list(meetings: list[StatusMeeting], fatma: User) -> None:
    cancelled = cancel_meeting(meeting=meetings[0], by=fatma)

    assert (cancelled.status, cancelled.sequence) == (MeetingStatus.CANCELLED, 1)
    assert cancel_meeting(meeting=meetings[0], by=fatma).sequence == 1
    with pytest.raises(MeetingOver):
        move(meetings[0], fatma)


def test_a_meeting_can_be_added(
    meetings: list[StatusMeeting], collaboration: Collaboration, fatma: User
) -> None:
    added = add_meeting(collaboration=collaboration, starts_at=THEN, by=fatma, place="Skolen")

    assert added.number == 5
    assert Notification.objects.filter(kind="meeting_changed").exists()


def test_without_an_agreement_there_is_nothing_to_add_to(
    collaboration: Collaboration, coordinator: User
) -> None:
    with pytest.raises(NoAgreement):
        add_meeting(collaboration=collaboration, starts_at=THEN, by=coordinator)


@pytest.mark.parametrize("role", ["reader", "outsider", "stranger"])
def test_only_those_who_may_write_change_meetings(
    role: str, meetings: list[StatusMeeting], request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(role)

    with pytest.raises(PermissionDenied):
        move(meetings[0], person)
    with pytest.raises(PermissionDenied):
        cancel_meeting(meeting=meetings[0], by=person)
    with pytest.raises(PermissionDenied):
        add_meeting(collaboration=meetings[0].collaboration, starts_at=THEN, by=person)


def test_each_address_is_told_once(meetings: list[StatusMeeting]) -> None:
    emails = [one.email for one in people_of(meetings[0])]

    assert len(emails) == len(set(emails))
    assert {"fatma@kvinder.example", "coordinator@birkelund.example"} <= set(emails)


def test_a_party_that_has_withdrawn_is_left_in_peace(
    meetings: list[StatusMeeting], collaboration: Collaboration, fatma: User
) -> None:
    withdraw_party(party=collaboration.parties.get(actor__name="Kvindeforeningen"), by=fatma)

    assert fatma.email not in {one.email for one in people_of(meetings[0])}


def test_meetings_of_others_are_not_touched(
    meetings: list[StatusMeeting], coordinator: User
) -> None:
    other = make_collaboration(meetings[0].workspace, ["A", "B"], by=coordinator)

    assert not StatusMeeting.objects.filter(collaboration=other).exists()
