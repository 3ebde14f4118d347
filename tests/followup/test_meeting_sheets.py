"""The sheet of a status meeting: begun where the meeting stands, and it feeds the next agenda."""

from collections.abc import Callable, Iterator

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.collaborations.domain.collaborations import close_collaboration
from brobygger.collaborations.models import Collaboration, CollaborationSheet
from brobygger.core import clock
from brobygger.followup.domain.meeting_sheets import begin_meeting_sheet
from brobygger.followup.domain.meetings import cancel_meeting
from brobygger.followup.exceptions import MeetingCancelled
from brobygger.followup.models import StatusMeeting
from brobygger.sheets.domain.commands import SetParts, SetRows, SetText, apply
from brobygger.sheets.domain.queries import sheet_values
from brobygger.sheets.domain.sheets import put_first_value
from brobygger.sheets.models import Sheet
from tests.followup.conftest import SIGNED, in_force
from tests.followup.test_pages import main

BEGINS_WITH = in_force

AsUser = Callable[[User], Client]


@pytest.fixture(autouse=True)
def december() -> Iterator[None]:
    with clock.travel_to(SIGNED):
        yield


def page(collaboration: Collaboration) -> str:
    return reverse("followup:meetings", args=[collaboration.id])


def begin(meeting: StatusMeeting) -> str:
    return reverse("followup:begin_sheet", args=[meeting.collaboration_id, meeting.id])


def held(meeting: StatusMeeting, by: User) -> Sheet:
    """A status meeting that ended with a goal, a promise, a day and a caller."""
    sheet = begin_meeting_sheet(meeting=meeting, by=by)
    apply(sheet, SetText("next_goal", "", "To nye voksne leder koret"), by=by)
    promise = {"what": "Give moren en nøgle", "who": "Klubben", "by": "2027-04-01"}
    apply(sheet, SetRows("actions", (promise,), 0), by=by)
    apply(sheet, SetParts("next_date", {"date": "2027-05-20"}, 0), by=by)
    apply(sheet, SetText("caller", "", "Liv fra koret"), by=by)
    return sheet


def test_the_next_meeting_offers_its_sheet_and_it_begins_with_the_agreement(
    meetings: list[StatusMeeting], fatma: User, as_user: AsUser
) -> None:
    draft = meetings[0].collaboration.agreements.get().draft
    results = draft.tool.field("results")
    put_first_value(draft, results, {"text": "Ti kvinder kan føre regnskab."}, by=fatma)
    client = as_user(fatma)
    assert main(client.get(page(meetings[0].collaboration))).count("Begynd mødets ark") == 1

    response = client.post(begin(meetings[0]))

    sheet = StatusMeeting.objects.get(id=meetings[0].id).sheet
    assert sheet is not None
    assert response.url == f"/sheets/{sheet.id}/"  # type: ignore[attr-defined]
    assert sheet.title == "Statusmøde 4. marts 2027"
    assert sheet_values(sheet).text("last_goal") == "Ti kvinder kan føre regnskab."


def test_it_is_begun_once(meetings: list[StatusMeeting], fatma: User) -> None:
    first = begin_meeting_sheet(meeting=meetings[0], by=fatma)
    assert begin_meeting_sheet(meeting=meetings[0], by=fatma) == first
    assert CollaborationSheet.objects.filter(sheet__tool_id="t8_status").count() == 1


def test_the_ways_go_both_ways(meetings: list[StatusMeeting], fatma: User, as_user: AsUser) -> None:
    sheet = begin_meeting_sheet(meeting=meetings[0], by=fatma)
    client = as_user(fatma)
    assert f'href="/sheets/{sheet.id}/"' in main(client.get(page(meetings[0].collaboration)))
    back = f"{page(meetings[0].collaboration)}#meeting-{meetings[0].id}"
    assert back in main(client.get(f"/sheets/{sheet.id}/"))


def test_what_was_agreed_feeds_the_next_agenda_and_the_next_sheet(
    meetings: list[StatusMeeting], fatma: User, as_user: AsUser
) -> None:
    held(meetings[0], fatma)

    told = main(as_user(fatma).get(page(meetings[0].collaboration)))
    for words in (
        "To nye voksne leder koret",
        "Give moren en nøgle",
        "senest torsdag den 1. april",
    ):
        assert words in told
    values = sheet_values(begin_meeting_sheet(meeting=meetings[1], by=fatma))
    assert values.text("last_goal") == "To nye voksne leder koret"
    assert [row["what"] for row in values.rows("last_actions")] == ["Give moren en nøgle"]


def test_the_agreed_day_is_offered_until_it_is_in_the_calendar(
    meetings: list[StatusMeeting], fatma: User, as_user: AsUser
) -> None:
    held(meetings[0], fatma)
    client, here = as_user(fatma), meetings[0].collaboration
    assert "aftalte I at mødes torsdag den 20. maj 2027" in main(client.get(page(here)))

    add = reverse("followup:add", args=[here.id])
    form = main(client.get(add))
    assert 'value="2027-05-20"' in form
    assert 'value="Liv fra koret"' in form
    client.post(add, {"day": "2027-05-20", "at": "16:00", "minutes": "60"})
    assert "Det står ikke i kalenderen endnu" not in main(client.get(page(here)))


def test_a_meeting_that_is_over_can_be_written_down_afterwards(
    meetings: list[StatusMeeting], fatma: User, as_user: AsUser
) -> None:
    with clock.travel_to(meetings[0].ends_at):
        told = main(as_user(fatma).get(page(meetings[0].collaboration)))
    assert told.count("Skriv, hvad I talte om") == 1
    assert told.count("Begynd mødets ark") == 1


def test_without_a_meeting_ahead_one_can_still_take_stock(
    collaboration: Collaboration, fatma: User, as_user: AsUser
) -> None:
    client = as_user(fatma)
    assert "Begynd et ark til et statusmøde" in main(client.get(page(collaboration)))
    client.post(
        reverse("collaborations:start_sheet", args=[collaboration.id]), {"tool": "t8_status"}
    )
    link = CollaborationSheet.objects.get(collaboration=collaboration)
    assert page(collaboration) in main(client.get(f"/sheets/{link.sheet_id}/"))


def test_a_reader_opens_the_sheet_and_begins_none(
    meetings: list[StatusMeeting], reader: User, fatma: User, as_user: AsUser
) -> None:
    client = as_user(reader)
    assert client.post(begin(meetings[0])).status_code == 403
    assert "Begynd mødets ark" not in main(client.get(page(meetings[0].collaboration)))
    with pytest.raises(PermissionDenied):
        begin_meeting_sheet(meeting=meetings[0], by=reader)
    begin_meeting_sheet(meeting=meetings[0], by=fatma)
    assert "Åbn mødets ark" in main(client.get(page(meetings[0].collaboration)))


def test_a_meeting_that_is_called_off_has_no_sheet(
    meetings: list[StatusMeeting], fatma: User, as_user: AsUser
) -> None:
    cancel_meeting(meeting=meetings[0], by=fatma)
    with pytest.raises(MeetingCancelled):
        begin_meeting_sheet(meeting=meetings[0], by=fatma)
    assert "Mødet er aflyst" in main(as_user(fatma).post(begin(meetings[0]), follow=True))


def test_a_closed_collaboration_says_so(
    meetings: list[StatusMeeting], coordinator: User, fatma: User, as_user: AsUser
) -> None:
    close_collaboration(collaboration=meetings[0].collaboration, by=coordinator)
    as_user(fatma).post(begin(meetings[0]))
    assert not CollaborationSheet.objects.exists()


def test_a_meeting_of_another_collaboration_is_not_there(
    meetings: list[StatusMeeting], stranger: User, as_user: AsUser
) -> None:
    assert as_user(stranger).post(begin(meetings[0])).status_code == 404


def test_the_thread_leads_to_the_sheet(
    meetings: list[StatusMeeting], fatma: User, as_user: AsUser
) -> None:
    sheet = begin_meeting_sheet(meeting=meetings[0], by=fatma)
    thread = main(as_user(fatma).get(reverse("desk:thread", args=[meetings[0].collaboration_id])))
    assert "Arket til næste møde" in thread
    assert f"/sheets/{sheet.id}/" in thread
