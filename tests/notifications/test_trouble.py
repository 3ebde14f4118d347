"""A mail server away, a clock that jumps, a worker or database that dies: each mail once."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import psycopg
import pytest
from django.db import DatabaseError, connection
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from brobygger.core import clock
from brobygger.core.clock import DENMARK
from brobygger.notifications.domain.addresses import fingerprint
from brobygger.notifications.domain.choices import choose
from brobygger.notifications.domain.queries import mail_state
from brobygger.notifications.domain.sending import deliver, sweep
from brobygger.notifications.models import Letter, Notification, NotificationStatus
from brobygger.notifications.tasks import sweep_mails
from tests.mailserver import PostOffice
from tests.notifications.test_gathering import (
    AMINA,
    DAY,
    MONDAY,
    code,
    meeting,
    subjects,
    sweep_at,
    text,
)


@pytest.mark.django_db
def test_a_mail_server_away_for_a_day_gets_each_mail_once_and_nobody_a_storm(
    office: PostOffice, settings: Settings
) -> None:
    settings.EMAIL_PORT, port = 1, settings.EMAIL_PORT
    for hour in range(24):
        with clock.travel_to(MONDAY + timedelta(hours=hour)):
            meeting(f"Møde {hour}")
            if hour % 8 == 0:
                code(f"00000{hour}", until=MONDAY + timedelta(days=7))
            sweep_mails(timestamp=0)
            assert "mere end ti minutter" in mail_state().problem or hour == 0
    settings.EMAIL_PORT = port

    assert sweep_at(MONDAY + DAY) >= 4
    assert sweep_at(MONDAY + DAY) == 0
    # What was begun when the server went away, what is due in its order, and the rest in one.
    assert [words[:6] for words in subjects(office)].count("Status") <= 2
    codes = [text(office, n) for n, words in enumerate(subjects(office)) if "kode" in words]
    assert ["000000" in codes[0], "000008" in codes[1], "0000016" in codes[2]] == [True] * 3
    assert sum(text(office, n).count("Møde 7.") for n in range(len(office.mails))) <= 1
    assert set(Notification.objects.values_list("status", flat=True)) <= {"sent", "waiting"}
    assert sweep_at(MONDAY + 2 * DAY) <= 1
    assert not Notification.objects.exclude(status="sent").exists()


@pytest.mark.django_db
def test_mails_without_a_job_are_found(office: PostOffice) -> None:
    code()
    ProcrastinateJob.objects.all()._raw_delete("default")

    with clock.travel_to(clock.now() + 5 * DAY):
        sweep_mails(timestamp=0)

    assert len(office.mails) == 1


@pytest.mark.django_db
def test_one_mail_that_cannot_be_sent_does_not_hold_the_others(office: PostOffice) -> None:
    broken = code()
    Notification.objects.filter(id=broken.id).update(kind="gone", to_email="bo@klub.example")
    code()

    assert sweep() == 1


@pytest.mark.django_db
def test_a_clock_that_jumps_ahead_and_back_sends_nothing_twice(office: PostOffice) -> None:
    choose(fingerprint(AMINA.email), {"meeting_reminder": "weekly"})
    with clock.travel_to(MONDAY):
        meeting("Koret")
    for moment in (MONDAY + 400 * DAY, MONDAY, MONDAY + 8 * DAY, MONDAY + DAY, MONDAY + 15 * DAY):
        sweep_at(moment)

    assert len(office.mails) == 1


@pytest.mark.django_db
def test_a_mail_planned_by_a_clock_far_ahead_is_not_lost(office: PostOffice) -> None:
    with clock.travel_to(MONDAY + 4000 * DAY + timedelta(hours=12)):
        meeting("Koret", until=MONDAY + 9000 * DAY)
    assert sweep_at(MONDAY) == 0  # its time is looked at again

    assert sweep_at(MONDAY + timedelta(minutes=5)) == 1


@pytest.mark.django_db
def test_a_letter_dated_in_the_future_does_not_stop_todays(office: PostOffice) -> None:
    with clock.travel_to(MONDAY + 30 * DAY):
        meeting("Koret")
        sweep()
    with clock.travel_to(MONDAY):
        meeting("Klubben")
        assert sweep() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("written", "leaves"),
    [("2028-03-24 21:00", "2028-03-27 08:00"), ("2027-10-29 21:00", "2027-11-01 08:00")],
)
def test_summer_time_moves_nothing(office: PostOffice, written: str, leaves: str) -> None:
    def at(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=DENMARK)

    with clock.travel_to(at(written)):
        meeting("Koret", until=at("2028-12-22 10:00"))

    assert sweep_at(at(leaves) - timedelta(minutes=1)) == 0
    assert sweep_at(at(leaves)) == 1


@pytest.fixture
def clean(transactional_db: None) -> Iterator[None]:
    """Jobs survive the end of a test with real transactions."""
    yield
    ProcrastinateJob.objects.all()._raw_delete("default")


def test_the_only_window_is_between_the_servers_yes_and_our_commit(
    clean: None, office: PostOffice
) -> None:
    mail = code()
    pid = connection.connection.info.backend_pid
    address = connection.connection.info.dsn

    def database_dies() -> None:
        with psycopg.connect(address, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s)", [pid])

    office.after_data = database_dies
    with pytest.raises(DatabaseError):
        deliver(mail.to_email)
    connection.close()
    office.after_data = None
    assert Notification.objects.get().status == NotificationStatus.WAITING

    deliver(mail.to_email)
    deliver(mail.to_email)

    assert [one["Message-ID"] for one in office.mails] == [office.mails[0]["Message-ID"]] * 2
    assert text(office, 0) == text(office, 1)
    assert Letter.objects.count() == 1


def test_a_server_that_hangs_up_before_its_yes_gets_the_letter_once_more(
    clean: None, office: PostOffice
) -> None:
    mail = code()
    office.hang_up = True
    with pytest.raises(OSError, match="onnection"):
        deliver(mail.to_email)
    office.hang_up = False

    deliver(mail.to_email)

    assert len(office.mails) == 1
