"""What was heard: saved as one writes, kept when refused, moved to the register by a click."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.enums import FactSource
from brobygger.sheets.domain.queries import sheet_values
from brobygger.visits.domain.harvest import harvests, move_answer
from brobygger.visits.domain.visits import cancel_visit
from brobygger.visits.models import Visit

As = Callable[[User], Client]


def form_of(visit: Visit, **texts: str) -> dict[str, str]:
    sent = {f"{field.id}-revision": "0" for field in visit.sheet.tool.fields}
    return {**sent, **{field.id: "" for field in visit.sheet.tool.fields}, **texts}


def test_all_answers_are_saved_by_a_button(visit: Visit, adviser: User, as_user: As) -> None:
    path = reverse("visits:answers", args=["birkelund", visit.pk])

    response = as_user(adviser).post(path, form_of(visit, does="Sy sammen", notes="Kom igen"))

    assert response.status_code == 302
    values = sheet_values(visit.sheet)
    assert (values.text("does"), values.text("notes")) == ("Sy sammen", "Kom igen")


def test_each_answer_saves_itself_as_one_writes(visit: Visit, adviser: User, as_user: As) -> None:
    path = reverse("sheets:field", args=[visit.sheet_id, "ideas"])

    response = as_user(adviser).post(
        path, {"ideas": "Cykelværksted", "ideas-revision": "0"}, headers={"HX-Request": "true"}
    )

    assert response["X-Sheet-Field"] == "ideas"
    assert "Gemt" in response.text
    assert sheet_values(visit.sheet).text("ideas") == "Cykelværksted"


def test_a_cpr_number_is_refused_and_the_words_stay(
    visit: Visit, adviser: User, as_user: As
) -> None:
    path = reverse("visits:answers", args=["birkelund", visit.pk])

    response = as_user(adviser).post(path, form_of(visit, notes="Om 010190-1234", does="Sy"))

    assert response.status_code == 422
    assert "Om 010190-1234" in response.text
    assert sheet_values(visit.sheet).text("notes") == ""
    assert sheet_values(visit.sheet).text("does") == "Sy"


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("outsider", 404)])
def test_others_do_not_write(
    visit: Visit, request: pytest.FixtureRequest, as_user: As, role: str, status: int
) -> None:
    client = as_user(request.getfixturevalue(role))
    field = reverse("sheets:field", args=[visit.sheet_id, "notes"])
    answers = reverse("visits:answers", args=["birkelund", visit.pk])

    assert client.post(field, {"notes": "x", "notes-revision": "0"}).status_code == status
    assert client.post(answers, form_of(visit)).status_code == status


def test_a_reader_reads_what_was_written(held: Visit, reader: User, as_user: As) -> None:
    page = as_user(reader).get(reverse("visits:visit", args=["birkelund", held.pk])).text

    assert "For få frivillige" in page
    assert "<textarea" not in page


def test_nothing_is_written_on_a_cancelled_visit(visit: Visit, adviser: User, as_user: As) -> None:
    cancel_visit(visit=visit, by=adviser)
    path = reverse("visits:answers", args=["birkelund", visit.pk])

    page = as_user(adviser).post(path, form_of(visit, does="Sy"), follow=True).text

    assert "Besøget er aflyst" in page
    assert sheet_values(visit.sheet).text("does") == ""


def test_the_page_offers_speech_and_says_where_it_goes(
    visit: Visit, adviser: User, as_user: As
) -> None:
    page = as_user(adviser).get(reverse("visits:visit", args=["birkelund", visit.pk])).text

    assert "data-bb-dictation hidden" in page
    assert "sender de fleste browsere lyden" in page


def test_answers_move_to_the_register_and_say_where_from(held: Visit, adviser: User) -> None:
    assert {one.question for one in harvests(held)} == {"challenges", "reach"}

    assert move_answer(visit=held, question="challenges", by=adviser)
    held.refresh_from_db()
    assert move_answer(visit=held, question="reach", by=adviser)

    held.actor.refresh_from_db()
    assert held.actor.challenges == "For få frivillige"
    assert held.actor.wished_target_groups == ["Unge mødre", "seniors"]
    assert held.actor.fact_sources["challenges"][0] == FactSource.VISIT


def test_moved_twice_it_stands_once(held: Visit, adviser: User, as_user: As) -> None:
    path = reverse("visits:move", args=["birkelund", held.pk])
    client = as_user(adviser)

    for _time in range(2):
        client.post(path, {"question": "challenges"})

    held.actor.refresh_from_db()
    assert held.actor.challenges == "For få frivillige"


def test_our_own_notes_are_never_moved(held: Visit, adviser: User, as_user: As) -> None:
    path = reverse("visits:move", args=["birkelund", held.pk])

    assert as_user(adviser).post(path, {"question": "notes"}).status_code == 404
