"""A week before, everybody is reminded once, through a real mail server."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from procrastinate.contrib.django import app
from pytest_django import Settings

from brobygger.accounts.models import User
from brobygger.collaborations.domain.collaborations import close_collaboration
from brobygger.core import clock
from brobygger.followup.domain.mails import remind_of_meetings
from brobygger.followup.domain.meetings import cancel_meeting, move_meeting
from brobygger.followup.domain.people import people_of
from brobygger.followup.models import StatusMeeting
from brobygger.followup.tasks import remind
from brobygger.notifications.domain.sending import sweep
from brobygger.notifications.models import Notification
from tests.followup.conftest import SIGNED, in_force
from tests.mailserver import PostOffice, post_office

BEGINS_WITH = in_force


@pytest.fixture
def office(settings: Settings) -> Iterator[PostOffice]:
    with post_office() as office:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
        yield office


def reminders() -> int:
    return Notification.objects.filter(kind="meeting_reminder").count()


def test_the_reminder_reaches_the_mail_server(
    meetings: list[StatusMeeting], office: PostOffice, run_jobs: Callable[[], int]
) -> None:
    run_jobs()
    office.mails.clear()

    with clock.travel_to(meetings[0].starts_at - timedelta(days=6)):
        remind(timestamp=0)
        run_jobs()

    assert {mail["To"].addresses[0].addr_spec for mail in office.mails} == {
        one.email for one in people_of(meetings[0])
    }
    text = office.mails[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "torsdag den 4. marts 2027 kl. 16.30" in text
    assert "Kvarterhuset" in text
    assert "Hvad er blevet bedre?" in text


def test_each_is_reminded_once_however_often_it_runs(meetings: list[StatusMeeting]) -> None:
    with clock.travel_to(meetings[0].starts_at - timedelta(days=6)):
        assert remind_of_meetings() == 1
        first = reminders()
        remind_of_meetings()

    assert reminders() == first == len(people_of(meetings[0]))


def test_nobody_is_reminded_too_early_or_too_late(meetings: list[StatusMeeting]) -> None:
    for moment in (timedelta(days=-8), timedelta(minutes=1)):
        with clock.travel_to(meetings[0].starts_at + moment):
            assert remind_of_meetings() == 0


def test_a_moved_meeting_is_reminded_of_again(meetings: list[StatusMeeting], fatma: User) -> None:
    first = meetings[0]
    with clock.travel_to(first.starts_at - timedelta(days=6)):
        remind_of_meetings()
        before = reminders()
        later = first.starts_at + timedelta(days=1)
        move_meeting(meeting=first, starts_at=later, minutes=60, place=first.place, by=fatma)
        remind_of_meetings()

    assert reminders() == 2 * before


def test_a_cancelled_meeting_is_not_reminded_of(meetings: list[StatusMeeting], fatma: User) -> None:
    with clock.travel_to(SIGNED):
        cancel_meeting(meeting=meetings[0], by=fatma)

    with clock.travel_to(meetings[0].starts_at - timedelta(days=6)):
        assert remind_of_meetings() == 0


def test_a_reminder_that_waits_is_dropped_when_the_meeting_is_cancelled(
    meetings: list[StatusMeeting], fatma: User, run_jobs: Callable[[], int]
) -> None:
    run_jobs()
    with clock.travel_to(meetings[0].starts_at - timedelta(days=6, hours=-5)):  # Friday evening
        remind_of_meetings()
        cancel_meeting(meeting=meetings[0], by=fatma)
    with clock.travel_to(meetings[0].starts_at - timedelta(days=3)):
        sweep()

    kept = Notification.objects.filter(kind="meeting_reminder")
    assert set(kept.values_list("status", flat=True)) == {"dropped"}


def test_a_closed_collaboration_is_left_in_peace(
    meetings: list[StatusMeeting], coordinator: User
) -> None:
    close_collaboration(collaboration=meetings[0].collaboration, by=coordinator)

    with clock.travel_to(meetings[0].starts_at - timedelta(days=6)):
        assert remind_of_meetings() == 0


def test_it_runs_by_the_clock() -> None:
    crons = {
        periodic.task.name: periodic.cron
        for periodic in app.periodic_registry.periodic_tasks.values()
    }

    assert crons["followup.remind"] == "5 6-18 * * *"
