"""The page behind a link: open for the holder, explained to everybody else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client, RequestFactory

from brobygger.accounts.models import User
from brobygger.core import clock
from brobygger.core.ids import new_id
from brobygger.links.access import ByLink
from brobygger.links.domain.guesses import GUESSES
from brobygger.links.domain.links import consume, issue_link, revoke
from brobygger.links.exceptions import TooManyGuesses
from brobygger.links.models import AccessLink, Purpose

RULE = ByLink(Purpose.SIGN_AGREEMENT)
Asking = Callable[..., HttpRequest]


@pytest.fixture
def ask(rf: RequestFactory, stranger: User) -> Asking:
    def request(address: str = "192.0.2.1") -> HttpRequest:
        request = rf.get("/", REMOTE_ADDR=address)
        request.user = stranger
        request.session = SessionStore()
        return request

    return request


def make_link(by: User, *, single_use: bool = False) -> tuple[AccessLink, str]:
    return issue_link(
        purpose=Purpose.SIGN_AGREEMENT,
        subject=("signatory", new_id()),
        by=by,
        expires_at=clock.now() + timedelta(days=1),
        single_use=single_use,
    )


def refusal(token: str, address: str = "192.0.2.1") -> tuple[int, str]:
    answer = Client(REMOTE_ADDR=address).get(f"/sign/{token}/")
    return answer.status_code, answer.content.decode()


def test_the_holder_gets_in(ask: Asking, coordinator: User) -> None:
    link, token = make_link(coordinator)
    request = ask()

    RULE.check(request, {"token": token})

    assert request.access_link == link  # type: ignore[attr-defined]


def test_a_guess_gets_a_404_that_explains(db: None) -> None:
    status, page = refusal("gæt")

    assert status == 404
    assert "Linket findes ikke" in page


def test_an_old_link_says_what_happened_and_whom_to_ask(coordinator: User) -> None:
    _, token = make_link(coordinator)

    with clock.travel_to(clock.now() + timedelta(days=2)):
        status, page = refusal(token)

    assert status == 410
    assert "Linket er for gammelt" in page
    assert f"mailto:{coordinator.email}" in page


def test_a_closed_link_explains_itself(coordinator: User) -> None:
    link, token = make_link(coordinator)
    revoke(link, by=coordinator)

    status, page = refusal(token)

    assert (status, "Linket er lukket" in page) == (410, True)


def test_a_used_link_explains_itself(coordinator: User) -> None:
    link, token = make_link(coordinator, single_use=True)
    consume(link)

    status, page = refusal(token)

    assert (status, "Linket er brugt" in page) == (410, True)


def test_many_guesses_from_one_address_must_wait(db: None) -> None:
    for number in range(GUESSES.times):
        assert refusal(f"gæt-{number}")[0] == 404

    assert refusal("endnu et")[0] == 429
    assert refusal("en anden", "192.0.2.2")[0] == 404


def test_the_wait_is_over_after_a_while(db: None) -> None:
    for number in range(GUESSES.times + 1):
        refusal(f"gæt-{number}")

    with clock.travel_to(clock.now() + GUESSES.within):
        assert refusal("igen")[0] == 404


def test_a_real_link_opens_even_for_an_address_that_must_wait(
    ask: Asking, coordinator: User
) -> None:
    for number in range(GUESSES.times + 1):
        refusal(f"gæt-{number}")
    link, token = make_link(coordinator)
    request = ask("192.0.2.1")

    RULE.check(request, {"token": token})

    assert request.access_link == link  # type: ignore[attr-defined]


def test_too_many_guesses_knows_no_link() -> None:
    assert TooManyGuesses().link is None
