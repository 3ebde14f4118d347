"""How often one may try."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from brobygger.accounts.domain.users import get_or_create_user
from brobygger.accounts.limits import (
    GUESSES_AT_ONE_CODE,
    MAILS,
    MAILS_A_DAY,
    WRONG_PASSWORDS,
    WRONG_PASSWORDS_FROM_ONE_NETWORK,
    take_mail,
)
from brobygger.accounts.models import User
from brobygger.config.brakes import BRAKES
from brobygger.core import clock
from brobygger.core.brakes import Rate
from brobygger.core.ids import new_id

EMAIL = "hodan@vestparken.example"
PASSWORD = "en lang sætning om broer"
TWO = Rate(2, timedelta(hours=1))


@pytest.fixture
def hodan(db: None) -> User:
    user = get_or_create_user(email=EMAIL, name="Hodan")
    user.set_password(PASSWORD)
    user.save()
    return user


def gets_in(email: str = EMAIL, password: str = PASSWORD, **headers: str) -> bool:
    client = Client(**headers)  # type: ignore[arg-type]
    client.post("/account/login/", {"login": email, "password": password})
    return "_auth_user_id" in client.session


def test_an_account_is_guarded_from_all_networks_at_once(hodan: User) -> None:
    for number in range(WRONG_PASSWORDS.times):
        gets_in(password="forkert", REMOTE_ADDR=f"192.0.2.{number}")

    assert not gets_in(REMOTE_ADDR="192.0.2.99")


def test_the_owner_gets_in_by_code_meanwhile(client: Client, hodan: User) -> None:
    for _ in range(WRONG_PASSWORDS.times + 1):
        gets_in(password="forkert")
    client.post("/account/login/code/", {"email": EMAIL})

    assert len(mail.outbox) == 1


def test_a_right_password_is_no_guess(hodan: User) -> None:
    assert all(gets_in() for _ in range(WRONG_PASSWORDS.times + 2))


def test_a_right_password_now_and_then_does_not_wipe_the_slate(hodan: User) -> None:
    for _ in range(WRONG_PASSWORDS.times - 1):
        gets_in(password="forkert")
    assert gets_in()
    gets_in(password="forkert")

    assert not gets_in()


def test_one_network_cannot_try_everybody(hodan: User) -> None:
    for number in range(WRONG_PASSWORDS_FROM_ONE_NETWORK.times):
        gets_in(f"{number}@mail.example", "forkert", REMOTE_ADDR="192.0.2.7")

    assert not gets_in(REMOTE_ADDR="192.0.2.7")
    assert gets_in(REMOTE_ADDR="192.0.2.8")


def test_another_ipv6_address_of_the_same_line_is_the_same_network(hodan: User) -> None:
    for number in range(WRONG_PASSWORDS_FROM_ONE_NETWORK.times):
        gets_in(f"{number}@mail.example", "forkert", REMOTE_ADDR=f"2001:db8::{number:x}")

    assert not gets_in(REMOTE_ADDR="2001:db8::ffff")


def test_a_forwarding_header_from_a_stranger_means_nothing(hodan: User) -> None:
    for number in range(WRONG_PASSWORDS_FROM_ONE_NETWORK.times):
        address = f"198.51.100.{number}"
        gets_in(f"{number}@mail.example", "forkert", HTTP_X_FORWARDED_FOR=address)

    assert not gets_in(HTTP_X_FORWARDED_FOR="198.51.100.200")


def test_nobody_is_sent_mails_without_end(client: Client, hodan: User) -> None:
    for number in range(MAILS.times * 2):
        Client(REMOTE_ADDR=f"192.0.2.{number}").post("/account/login/code/", {"email": EMAIL})

    assert len(mail.outbox) == MAILS.times
    Client().post("/account/password/reset/", {"email": EMAIL.upper()})
    assert len(mail.outbox) == MAILS.times + 1


def test_patience_with_mails_is_counted_by_the_day(client: Client, hodan: User) -> None:
    start = clock.now()
    for number in range(MAILS_A_DAY.times):
        with clock.travel_to(start + timedelta(seconds=70 * number)):
            take_mail("code", EMAIL)
    with clock.travel_to(start + timedelta(minutes=40)):
        client.post("/account/login/code/", {"email": EMAIL})

    assert mail.outbox == []


def test_guesses_at_the_same_moment_are_all_counted(client: Client, hodan: User) -> None:
    client.post("/account/login/code/", {"email": EMAIL})
    right = re.search(r"\b\d{6}\b", str(mail.outbox[-1].body))
    assert right is not None
    asked = dict(client.session.items())
    for _ in range(GUESSES_AT_ONE_CODE.times):
        client.post("/account/login/code/confirm/", {"code": "nope"})
        # What a request that began at the same moment has read: nobody has guessed yet.
        session = client.session
        session.update(asked)
        session.save()
    client.post("/account/login/code/confirm/", {"code": right[0]})

    assert "_auth_user_id" not in client.session


def test_the_old_password_cannot_be_guessed_by_somebody_at_the_keyboard(
    hodan: User, as_user: Callable[[User], Client]
) -> None:
    client = as_user(hodan)
    form = {"oldpassword": "forkert", "password1": PASSWORD + "!", "password2": PASSWORD + "!"}
    answers = [client.post("/account/password/change/", form).status_code for _ in range(11)]

    assert answers[-1] == 429
    assert set(answers[:-1]) == {200}


def test_any_form_anybody_may_send_is_counted(client: Client, db: None, settings: Settings) -> None:
    settings.BRAKE_ON_ANY_FORM = f"{__name__}.TWO"
    answers = [client.post("/account/language/", {"language": "en"}) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert int(answers[-1]["Retry-After"]) >= 1


def test_the_limits_are_on_pages_there_are() -> None:
    token = {"agreements:code": {"token": "x"}}
    key = {"account_reset_password_from_key": {"uidb36": "a", "key": "b"}}
    contact = {"privacy:fetch_contact": {"workspace_slug": "by", "contact_id": new_id()}}
    for name in BRAKES:
        assert reverse(name, kwargs=(token | key | contact).get(name, {}))
