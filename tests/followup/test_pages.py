"""The pages of meetings and the calendar link."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from brobygger.accounts.models import User
from brobygger.actors.models import Representation
from brobygger.collaborations.models import Collaboration
from brobygger.core import clock
from brobygger.followup.domain.meetings import create_agreed_meetings
from brobygger.followup.models import MeetingStatus, StatusMeeting
from brobygger.links.models import AccessLink, Purpose
from tests.factories.agreements import make_in_force
from tests.followup.conftest import SIGNED, in_force

BEGINS_WITH = in_force
AsUser = Callable[[User], Client]
FORM = {"day": "2027-03-09", "at": "18:00", "minutes": "90", "place": "Skolen", "caller": "Kurt"}


@pytest.fixture(autouse=True)
def december() -> Iterator[None]:
    with clock.travel_to(SIGNED):
        yield


def url(name: str, meeting: StatusMeeting | Collaboration, *args: object) -> str:
    if isinstance(meeting, StatusMeeting):
        return reverse(f"followup:{name}", args=[meeting.collaboration_id, *args])
    return reverse(f"followup:{name}", args=[meeting.id, *args])


def main(response: Any) -> str:
    page = response.content.decode()
    return str(page.split("<main", 1)[1].split("</main", 1)[0])


def test_the_next_meeting_stands_out(
    meetings: list[StatusMeeting], fatma: User, as_user: AsUser
) -> None:
    page = main(as_user(fatma).get(url("meetings", meetings[0])))

    assert page.count("bb-meeting--next") == 1
    assert "torsdag den 4. marts 2027 kl. 16.30" in page
    assert "Kvindeforeningen indkalder" in page
    assert page.count("Flyt eller aflys") == 4


def test_a_reader_sees_and_does_not_change(
    meetings: list[StatusMeeting], reader: User, as_user: AsUser
) -> None:
    page = main(as_user(reader).get(url("meetings", meetings[0])))

    assert "Hent til kalenderen" in page
    assert "Flyt eller aflys" not in page


def test_before_there_is_an_agreement_the_page_says_when(
    collaboration: Collaboration, coordinator: User, as_user: AsUser
) -> None:
    page = main(as_user(coordinator).get(url("meetings", collaboration)))

    assert "Ingen møder endnu" in page
    assert "Se aftalen" in page


def test_a_meeting_is_moved(meetings: list[StatusMeeting], fatma: User, as_user: AsUser) -> None:
    client = as_user(fatma)
    page = main(client.get(url("move", meetings[0], meetings[0].id)))
    assert 'value="2027-03-04"' in page
    assert 'value="16:30"' in page

    response = client.post(url("move", meetings[0], meetings[0].id), FORM, follow=True)

    assert "Mødet er rettet" in main(response)
    moved = StatusMeeting.objects.get(id=meetings[0].id)
    assert f"{moved.starts_at.astimezone(clock.DENMARK):%Y-%m-%d %H:%M}" == "2027-03-09 18:00"
    assert (moved.minutes, moved.place, moved.caller) == (90, "Skolen", "Kurt")


def test_a_time_that_has_passed_is_told_and_what_was_typed_is_kept(
    meetings: list[StatusMeeting], fatma: User, as_user: AsUser
) -> None:
    past = FORM | {"day": "2026-11-01"}

    page = main(as_user(fatma).post(url("move", meetings[0], meetings[0].id), past))

    assert "Tidspunktet er gået" in page
    assert 'value="Skolen"' in page
    assert StatusMeeting.objects.get(id=meetings[0].id).sequence == 0


def test_a_meeting_is_cancelled(
    meetings: list[StatusMeeting], fatma: User, as_user: AsUser
) -> None:
    page = main(as_user(fatma).post(url("cancel", meetings[0], meetings[0].id), follow=True))

    assert "Mødet er aflyst" in page
    assert StatusMeeting.objects.get(id=meetings[0].id).status == MeetingStatus.CANCELLED


def test_what_is_over_is_not_cancelled(
    meetings: list[StatusMeeting], fatma: User, as_user: AsUser
) -> None:
    with clock.travel_to(meetings[3].starts_at.replace(year=2028)):
        page = main(as_user(fatma).post(url("cancel", meetings[0], meetings[0].id), follow=True))

    assert "Mødet ligger bag jer" in page


def test_a_meeting_is_added(meetings: list[StatusMeeting], fatma: User, as_user: AsUser) -> None:
    page = main(as_user(fatma).post(url("add", meetings[0]), FORM, follow=True))

    assert "Mødet er lagt ind" in page
    assert StatusMeeting.objects.count() == 5


def test_without_an_agreement_nothing_is_added(
    collaboration: Collaboration, coordinator: User, as_user: AsUser
) -> None:
    page = main(as_user(coordinator).post(url("add", collaboration), FORM))

    assert "når alle har skrevet under" in page
    assert not StatusMeeting.objects.exists()


def test_a_meeting_of_another_collaboration_is_not_here(
    meetings: list[StatusMeeting], coordinator: User, as_user: AsUser
) -> None:
    from tests.factories.collaborations import make_collaboration

    other = make_collaboration(meetings[0].workspace, ["A", "B"], by=coordinator)

    assert as_user(coordinator).get(url("move", other, meetings[0].id)).status_code == 404


def test_the_files_are_calendars(
    meetings: list[StatusMeeting], fatma: User, as_user: AsUser
) -> None:
    client = as_user(fatma)

    everything = client.get(url("all_ics", meetings[0]))
    one = client.get(url("one_ics", meetings[0], meetings[1].id))

    assert everything["Content-Type"] == "text/calendar; charset=utf-8"
    assert len(Calendar.from_ical(everything.content).walk("VEVENT")) == 4
    [event] = Calendar.from_ical(one.content).walk("VEVENT")
    assert event["UID"] == f"{meetings[1].id}@brobygger"


def subscribe(client: Client, meeting: StatusMeeting) -> str:
    page = main(client.post(url("subscribe", meeting)))
    found = re.search(r"/calendar/[\w-]+\.ics", page)
    assert found
    assert "webcal://" in page
    return found[0]


def test_a_calendar_follows_without_log_in(
    meetings: list[StatusMeeting], fatma: User, as_user: AsUser, client: Client
) -> None:
    path = subscribe(as_user(fatma), meetings[0])

    response = client.get(path)

    assert response.status_code == 200
    assert len(Calendar.from_ical(response.content).walk("VEVENT")) == 4


def test_the_address_is_shown_once_and_stored_only_as_a_hash(
    meetings: list[StatusMeeting], fatma: User, as_user: AsUser
) -> None:
    browser = as_user(fatma)
    path = subscribe(browser, meetings[0])
    token = path.split("/")[2].removesuffix(".ics")

    page = main(browser.get(url("meetings", meetings[0])))

    assert token not in page
    assert "1 åbent link" in page
    assert not AccessLink.objects.filter(token_hash=token).exists()


def test_a_closed_link_shows_nothing(
    meetings: list[StatusMeeting], fatma: User, as_user: AsUser, client: Client
) -> None:
    browser = as_user(fatma)
    path = subscribe(browser, meetings[0])
    link = AccessLink.objects.get(purpose=Purpose.CALENDAR)

    page = main(browser.post(reverse("links:close", args=[link.id]), follow=True))

    assert "Linket er lukket og kan ikke åbnes igen" in page
    assert client.get(path).status_code == 410


def test_nobody_closes_the_link_of_another(
    meetings: list[StatusMeeting], fatma: User, coordinator: User, as_user: AsUser, client: Client
) -> None:
    path = subscribe(as_user(fatma), meetings[0])
    link = AccessLink.objects.get(purpose=Purpose.CALENDAR)

    as_user(coordinator).post(reverse("links:close", args=[link.id]))

    assert client.get(path).status_code == 200


def test_who_is_no_longer_among_the_parties_sees_nothing(
    meetings: list[StatusMeeting], fatma: User, as_user: AsUser, client: Client
) -> None:
    path = subscribe(as_user(fatma), meetings[0])
    Representation.objects.filter(user=fatma).update(ended_at=clock.now())

    response = client.get(path)

    assert response.status_code == 410
    assert "Linket er lukket" in response.content.decode()


def test_a_guessed_calendar_is_not_there(client: Client, db: None) -> None:
    assert client.get("/calendar/gaettet.ics").status_code == 404


def test_the_list_asks_the_database_as_often_whatever_its_length(
    collaboration: Collaboration,
    coordinator: User,
    as_user: AsUser,
    django_assert_max_num_queries: Any,
) -> None:
    rhythm = {"every": "month", "first_on": "2027-01-04"}
    version = make_in_force(
        collaboration, coordinator, status_meetings=rhythm,
        period={"starts_on": "2027-01-01", "ends_on": "2030-12-31"},
    )  # fmt: skip
    create_agreed_meetings(version.id)
    client = as_user(coordinator)

    with django_assert_max_num_queries(24):
        page = main(client.get(url("meetings", collaboration)))

    assert StatusMeeting.objects.count() == 48
    assert page.count("bb-meeting__when") == 48
