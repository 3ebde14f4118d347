"""Comments and parked questions on the page, without any script."""

from collections.abc import Callable

import pytest
from django.test import Client

from brobygger.accounts.models import User
from brobygger.sheets.domain.comments import comment, park_question
from brobygger.sheets.models import Comment, Sheet
from tests.sheets.conftest import TestPolicy

AsUser = Callable[[User], Client]


def field(sheet: Sheet, rest: str = "") -> str:
    return f"/sheets/{sheet.id}/fields/purpose/{rest}"


def about(said: Comment) -> str:
    return f"/sheets/{said.sheet_id}/comments/{said.id}/"


def test_a_comment_is_written_and_shown_with_a_name(
    sheet: Sheet, as_user: AsUser, coordinator: User, adviser: User
) -> None:
    sent = {"comment": "<script>alert(1)</script>", "do": "comment"}
    response = as_user(coordinator).post(field(sheet, "say/"), sent)
    assert response["Location"] == field(sheet) + "#talk"
    page = as_user(adviser).get(field(sheet)).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert str(coordinator) in page
    assert "Én kommentar" in as_user(adviser).get(f"/sheets/{sheet.id}/").text


def test_what_cannot_be_said_stays_in_the_box(
    sheet: Sheet, as_user: AsUser, coordinator: User
) -> None:
    response = as_user(coordinator).post(field(sheet, "say/"), {"comment": "Spørg 010190-1234"})
    assert response.status_code == 422
    assert "Spørg 010190-1234</textarea>" in response.text
    assert not sheet.comments.exists()


def test_a_question_stands_on_the_field_the_sheet_and_the_list(
    sheet: Sheet, as_user: AsUser, coordinator: User
) -> None:
    client = as_user(coordinator)
    client.post(field(sheet, "say/"), {"comment": "Hvem har nøglen?", "do": "park"})
    for address in (field(sheet), f"/sheets/{sheet.id}/", f"/sheets/{sheet.id}/questions/"):
        assert "Hvem har nøglen?" in client.get(address).text


def test_the_list_parks_on_the_field_that_is_chosen(
    sheet: Sheet, as_user: AsUser, coordinator: User
) -> None:
    client = as_user(coordinator)
    sent = {"field": "methods", "comment": "Hvordan?"}
    client.post(f"/sheets/{sheet.id}/questions/park/", sent)
    assert sheet.comments.get().field_id == "methods"
    assert client.post(
        f"/sheets/{sheet.id}/questions/park/", {"field": "nowhere", "comment": "Hvordan?"}
    ).status_code == 404  # fmt: skip


def test_settled_with_an_answer_and_undone(
    sheet: Sheet, as_user: AsUser, coordinator: User
) -> None:
    asked = park_question(sheet=sheet, field_id="purpose", text="Hvem?", by=coordinator)
    client = as_user(coordinator)
    back = f"/sheets/{sheet.id}/questions/"
    sent = {"do": "settle", "answer": "Fatima", "next": back}
    assert client.post(about(asked), sent)["Location"] == back
    assert "Fatima" in client.get(back).text
    assert "Alle spørgsmål er afklaret" in client.get(back).text
    client.post(about(asked), {"do": "reopen"})
    asked.refresh_from_db()
    assert asked.settled_at is None


def test_ones_own_comment_is_removed_and_brought_back(
    sheet: Sheet, as_user: AsUser, coordinator: User
) -> None:
    said = comment(sheet=sheet, field_id="purpose", text="Fortrudt", by=coordinator)
    client = as_user(coordinator)
    page = client.post(about(said), {"do": "remove"}, follow=True).text
    assert "Din kommentar er slettet" in page
    assert "Fortrudt" not in page
    client.post(about(said), {"do": "bring_back"})
    assert "Fortrudt" in client.get(field(sheet)).text


def test_others_neither_see_nor_touch_what_is_not_told_them(
    sheet: Sheet, policy: TestPolicy, as_user: AsUser, coordinator: User, reader: User
) -> None:
    policy.shared, policy.talkers = frozenset({"purpose"}), {reader.id}
    inside = comment(sheet=sheet, field_id="purpose", text="Kun os", by=coordinator)
    client = as_user(reader)
    for address in (field(sheet), f"/sheets/{sheet.id}/", f"/sheets/{sheet.id}/questions/"):
        assert "Kun os" not in client.get(address).text
    assert client.post(about(inside), {"do": "park"}).status_code == 403
    assert client.post(about(inside), {"do": "remove"}).status_code == 403


@pytest.mark.parametrize("do", ["", "explode"])
def test_an_unknown_button_is_no_button(
    sheet: Sheet, as_user: AsUser, coordinator: User, do: str
) -> None:
    said = comment(sheet=sheet, field_id="purpose", text="Hej", by=coordinator)
    assert as_user(coordinator).post(about(said), {"do": do}).status_code == 404


def test_only_addresses_of_ours_are_gone_back_to(
    sheet: Sheet, as_user: AsUser, coordinator: User
) -> None:
    said = comment(sheet=sheet, field_id="purpose", text="Hej", by=coordinator)
    sent = {"do": "park", "next": "https://evil.example/"}
    location = as_user(coordinator).post(about(said), sent)["Location"]
    assert location == field(sheet) + "#talk"
