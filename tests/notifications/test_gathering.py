"""One mail a day unless something is due, outside quiet hours, weekly for those who want that."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from brobygger.core import clock
from brobygger.core.clock import DENMARK
from brobygger.notifications.domain.addresses import fingerprint
from brobygger.notifications.domain.choices import choose
from brobygger.notifications.domain.notify import Recipient, notify
from brobygger.notifications.domain.queries import mail_state
from brobygger.notifications.domain.sending import drop_outdated, sweep
from brobygger.notifications.hours import Hours
from brobygger.notifications.models import Letter, Notification, NotificationStatus
from tests.mailserver import PostOffice

pytestmark = pytest.mark.django_db
AMINA = Recipient(email="amina@koret.example", name="Amina")
MONDAY = datetime(2027, 3, 1, 10, tzinfo=DENMARK)
DAY = timedelta(days=1)


def meeting(
    title: str,
    *,
    to: Recipient = AMINA,
    until: datetime | None = None,
    about: UUID | None = None,
) -> Notification:
    """A mail that can wait: a week before a meeting."""
    context = {
        "title": title,
        "starts_at": until or MONDAY + 30 * DAY,
        "place": "",
        "caller": "",
        "url": "http://localhost/m/",
        "agenda": ["Hvordan går det?"],
    }
    return notify(
        "meeting_reminder", to=to, context=context, key=str(uuid4()), about=about, until=until
    )


def code(number: str = "123456", until: datetime | None = None) -> Notification:
    """A mail somebody waits for."""
    context = {"code": number, "minutes": 10}
    return notify("agreement_code", to=AMINA, context=context, key=str(uuid4()), until=until)


def subjects(office: PostOffice) -> list[str]:
    return [str(mail["Subject"]) for mail in office.mails]


def text(office: PostOffice, number: int = -1) -> str:
    body = office.mails[number].get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def sweep_at(moment: datetime) -> int:
    with clock.travel_to(moment):
        return sweep()


def test_the_first_of_a_day_leaves_at_once_and_the_rest_the_next_morning(
    office: PostOffice,
) -> None:
    with clock.travel_to(MONDAY):
        meeting("Koret")
        sweep()
        meeting("Klubben")
        meeting("Caféen")
        sweep()
    assert len(office.mails) == 1

    assert sweep_at(MONDAY + timedelta(hours=21.9)) == 0
    assert sweep_at(MONDAY + timedelta(hours=22)) == 1
    assert subjects(office)[1].endswith("Klubben og 1 nyhed mere")
    assert "KLUBBEN" in text(office).upper()
    assert "Caféen" in text(office)
    assert text(office).count("Kære Amina") == 1
    assert sweep_at(MONDAY + DAY) == 0


def test_what_is_due_is_never_held(office: PostOffice) -> None:
    with clock.travel_to(datetime(2027, 3, 7, 3, tzinfo=DENMARK)):  # Sunday night
        code("111111")
        code("222222")
        meeting("Koret")
        sweep()

    assert ["111111" in text(office, 0), "222222" in text(office, 1)] == [True, True]
    assert len(office.mails) == 2
    assert Notification.objects.get(status="waiting").kind == "meeting_reminder"


def test_what_is_due_does_not_count_towards_the_one_a_day(office: PostOffice) -> None:
    with clock.travel_to(MONDAY):
        code()
        meeting("Koret")
        assert sweep() == 2


def test_a_mail_for_later_has_no_job_and_is_not_late(office: PostOffice) -> None:
    with clock.travel_to(MONDAY + timedelta(hours=12)):
        meeting("Koret")

        assert not ProcrastinateJob.objects.exists()
        assert mail_state().oldest is None


def test_a_mail_about_tomorrow_is_not_held_tonight(office: PostOffice) -> None:
    night = MONDAY + timedelta(hours=12)
    with clock.travel_to(night):
        meeting("Koret", until=night + timedelta(hours=20))
        assert sweep() == 1


def test_what_says_nothing_any_more_is_not_sent(office: PostOffice) -> None:
    with clock.travel_to(MONDAY):
        code(until=MONDAY + timedelta(minutes=10))
    assert sweep_at(MONDAY + timedelta(hours=1)) == 0

    with clock.travel_to(MONDAY + 2 * DAY):
        assert drop_outdated() == 1
    dropped = Notification.objects.get()
    assert (dropped.status, dropped.text) == (NotificationStatus.DROPPED, "")


def test_the_week_is_gathered_for_those_who_want_that(office: PostOffice) -> None:
    choose(fingerprint(AMINA.email.upper()), {"meeting_reminder": "weekly"})
    with clock.travel_to(MONDAY + 2 * DAY):
        meeting("Koret")
        meeting("Klubben")

    assert sweep_at(MONDAY + 3 * DAY) == 0
    assert sweep_at(MONDAY + 8 * DAY) == 1
    assert sweep_at(MONDAY + 15 * DAY) == 0
    assert "Koret" in text(office)
    assert "Klubben" in text(office)


def test_who_wants_none_gets_none(office: PostOffice) -> None:
    with clock.travel_to(MONDAY):
        waiting = meeting("Koret")
        choose(fingerprint(AMINA.email), {"meeting_reminder": "never", "agreement_code": "never"})
        refused = meeting("Klubben")
        code()

        assert sweep() == 1  # the code: nobody can say no to what they have asked for
    waiting.refresh_from_db()
    assert (waiting.status, refused.status) == ("dropped", "dropped")
    assert (waiting.text, refused.text) == ("", "")


def test_quiet_hours_are_the_persons_own(office: PostOffice) -> None:
    choose(fingerprint(AMINA.email), {}, Hours(8, 18, weekends=True))
    saturday = datetime(2027, 3, 6, 9, tzinfo=DENMARK)
    with clock.travel_to(saturday):
        meeting("Koret")

    assert sweep_at(saturday + timedelta(hours=8)) == 0
    assert sweep_at(saturday + timedelta(hours=9)) == 1


def test_people_do_not_wait_for_each_other(office: PostOffice) -> None:
    with clock.travel_to(MONDAY):
        meeting("Koret")
        meeting("Koret", to=Recipient(email="bo@klub.example"))
        assert sweep() == 2


def test_two_spellings_are_one_person(office: PostOffice) -> None:
    with clock.travel_to(MONDAY):
        meeting("Koret")
        meeting("Klubben", to=Recipient(email="AMINA@koret.example"))
        assert sweep() == 1
    assert Letter.objects.count() == 1
