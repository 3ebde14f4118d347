"""Logged out while writing, without the page's script: the words wait for the same person."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from brobygger.accounts.models import User
from brobygger.core import clock
from brobygger.sheets.domain.queries import sheet_values
from brobygger.sheets.models import Comment, Sheet
from tests.sheets.conftest import TestPolicy

_LOGIN = "allauth.account.auth_backends.AuthenticationBackend"
AsUser = Callable[[User], Client]
WORDS = {"purpose-revision": "0", "purpose": "Ingen skal være alene"}


@pytest.fixture
def browser(sheet: Sheet, coordinator: User, as_user: AsUser) -> Client:
    """The coordinator had the sheet open, and was logged out."""
    client = as_user(coordinator)
    client.get(f"/sheets/{sheet.id}/")
    return client


def token(client: Client, sheet: Sheet, page: str = "") -> dict[str, str]:
    """What the page says of whom it was shown to."""
    found = re.search(r'name="written-by" value="([^"]+)"', client.get(at(sheet, page)).text)
    assert found
    return {"written-by": found[1]}


def at(sheet: Sheet, rest: str = "") -> str:
    return f"/sheets/{sheet.id}/{rest}"


def logged_out(client: Client, sheet: Sheet, sent: dict[str, str], rest: str = "save/") -> str:
    """Send the form when the log-in is gone; where one is sent."""
    mine = token(client, sheet)
    client.logout()
    answer = client.post(at(sheet, rest), {**sent, **mine})
    assert answer.status_code == 302
    return str(answer["Location"])


def come_back(client: Client, user: User) -> None:
    client.force_login(user, backend=_LOGIN)


def send_again(client: Client, sheet: Sheet) -> dict[str, str]:
    """The hidden fields of the page, as its button sends them."""
    page = client.get(at(sheet, "kept/")).text
    areas = re.findall(r'<textarea hidden name="([^"]+)">\n(.*?)</textarea>', page, re.DOTALL)
    return {**dict(areas), "sent-again": "1"}


def test_the_words_come_back_and_are_saved(
    browser: Client, sheet: Sheet, coordinator: User
) -> None:
    where = logged_out(browser, sheet, WORDS)
    assert where.endswith(f"?next={at(sheet, 'kept/')}")
    assert "er ikke tabt" in browser.get(where).text
    come_back(browser, coordinator)
    page = browser.get(at(sheet, "kept/")).text
    assert "Ingen skal være alene" in page
    assert sheet.tool.field("purpose").title.text in page
    browser.post(at(sheet, "save/"), send_again(browser, sheet))
    assert sheet_values(sheet).text("purpose") == "Ingen skal være alene"
    assert browser.get(at(sheet, "kept/")).status_code == 302


def test_they_are_there_after_a_code_on_mail(
    browser: Client, sheet: Sheet, coordinator: User
) -> None:
    where = logged_out(browser, sheet, WORDS)
    asked = {"email": coordinator.email, "next": where.partition("next=")[2]}
    browser.post("/account/login/code/", asked)
    code = re.search(r"\b\d{6}\b", str(mail.outbox[-1].body))
    assert code
    sent = {"code": code[0], "next": asked["next"]}
    answer = browser.post("/account/login/code/confirm/", sent, follow=True)
    assert answer.redirect_chain[-1][0] == at(sheet, "kept/")
    assert "Ingen skal være alene" in answer.text


def test_a_comment_comes_back_too(browser: Client, sheet: Sheet, coordinator: User) -> None:
    logged_out(browser, sheet, {"comment": "Hvem låser?"}, "fields/purpose/say/")
    come_back(browser, coordinator)
    assert "Hvem låser?" in browser.get(at(sheet, "kept/")).text
    browser.post(at(sheet, "fields/purpose/say/"), send_again(browser, sheet))
    assert Comment.objects.get().text == "Hvem låser?"


def test_whoever_else_logs_in_sees_nothing(browser: Client, sheet: Sheet, adviser: User) -> None:
    logged_out(browser, sheet, WORDS)
    come_back(browser, adviser)
    assert browser.get(at(sheet, "kept/")).status_code == 302


def test_it_can_be_thrown_away(browser: Client, sheet: Sheet, coordinator: User) -> None:
    logged_out(browser, sheet, WORDS)
    come_back(browser, coordinator)
    browser.post(at(sheet, "kept/"))
    assert browser.get(at(sheet, "kept/")).status_code == 302
    assert sheet_values(sheet).text("purpose") == ""


def test_after_half_a_day_it_is_gone(browser: Client, sheet: Sheet, coordinator: User) -> None:
    logged_out(browser, sheet, WORDS)
    come_back(browser, coordinator)
    with clock.travel_to(clock.now() + timedelta(hours=13)):
        assert browser.get(at(sheet, "kept/")).status_code == 302


@pytest.mark.parametrize("forged", ["", "x", "WyJhIiwiYiJd:1:x"])
def test_nobody_else_can_leave_words_here(client: Client, sheet: Sheet, forged: str) -> None:
    answer = client.post(at(sheet, "save/"), {**WORDS, "written-by": forged})
    assert answer["Location"].endswith(f"?next={at(sheet)}")
    assert "words_kept" not in client.session


def test_more_than_a_megabyte_is_not_kept(browser: Client, sheet: Sheet) -> None:
    where = logged_out(browser, sheet, {"purpose": "x" * 1_000_001})
    assert where.endswith(f"?next={at(sheet)}")


def test_who_may_not_see_the_sheet_any_more_gets_nothing(
    browser: Client, sheet: Sheet, coordinator: User, policy: TestPolicy
) -> None:
    logged_out(browser, sheet, WORDS)
    policy.writers.remove(coordinator.id)
    come_back(browser, coordinator)
    assert browser.get(at(sheet, "kept/")).status_code == 404
