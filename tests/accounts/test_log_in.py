"""In by a code on mail or by a password; nobody signs up on their own."""

import re
from typing import Any

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core import mail
from django.test import Client

from brobygger.accounts.domain.users import get_or_create_user
from brobygger.accounts.models import User

EMAIL = "hodan@vestparken.example"
PASSWORD = "en lang sætning om broer"


@pytest.fixture
def hodan(db: None) -> User:
    return get_or_create_user(email=EMAIL, name="Hodan")


def logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def code_from_mail(number: int = -1) -> str:
    found = re.search(r"\b\d{6}\b", str(mail.outbox[number].body))
    assert found
    return found[0]


def html_of(sent: Any) -> str:
    return next(str(body) for body, kind in sent.alternatives if kind == "text/html")


def test_a_code_on_mail_lets_in(client: Client, hodan: User) -> None:
    client.post("/account/login/code/", {"email": EMAIL})
    answer = client.post("/account/login/code/confirm/", {"code": code_from_mail()})
    assert logged_in(client)
    assert answer.status_code == 302


def test_a_code_works_once(client: Client, hodan: User) -> None:
    client.post("/account/login/code/", {"email": EMAIL})
    code = code_from_mail()
    client.post("/account/login/code/confirm/", {"code": code})
    client.post("/account/logout/")
    client.post("/account/login/code/confirm/", {"code": code})
    assert not logged_in(client)


def test_a_code_lives_ten_minutes(client: Client, hodan: User) -> None:
    client.post("/account/login/code/", {"email": EMAIL})
    session = client.session
    stage = session["account_login"]["state"]["stages"]["login_by_code"]["data"]
    stage["at"] -= 10 * 60 + 1
    session.save()
    client.post("/account/login/code/confirm/", {"code": code_from_mail()})
    assert not logged_in(client)


def test_a_wrong_code_says_so(client: Client, hodan: User) -> None:
    client.post("/account/login/code/", {"email": EMAIL})
    answer = client.post("/account/login/code/confirm/", {"code": "nope"})
    assert "Koden passer ikke" in answer.text
    assert not logged_in(client)


def test_guessing_ends(client: Client, hodan: User) -> None:
    client.post("/account/login/code/", {"email": EMAIL})
    right = code_from_mail()
    for _ in range(5):
        client.post("/account/login/code/confirm/", {"code": "nope"})
    client.post("/account/login/code/confirm/", {"code": right})
    assert not logged_in(client)


def test_an_unknown_address_sees_the_same_page(client: Client, db: None) -> None:
    answer = client.post("/account/login/code/", {"email": "ukendt@mail.example"}, follow=True)
    assert "Skriv koden" in answer.text
    assert "ingen konto" in str(mail.outbox[-1].body)
    assert not User.objects.exists()


def test_a_password_lets_in(client: Client, hodan: User) -> None:
    hodan.set_password(PASSWORD)
    hodan.save()
    client.post("/account/login/", {"login": EMAIL, "password": PASSWORD})
    assert logged_in(client)


def test_a_wrong_password_says_what_to_do(client: Client, hodan: User) -> None:
    answer = client.post("/account/login/", {"login": EMAIL, "password": "forkert"})
    assert "få en kode på mail" in answer.text
    assert '<details class="bb-password-login" open>' in answer.text


def test_too_many_wrong_passwords_are_stopped(client: Client, hodan: User) -> None:
    hodan.set_password(PASSWORD)
    hodan.save()
    for _ in range(6):
        client.post("/account/login/", {"login": EMAIL, "password": "forkert"})
    client.post("/account/login/", {"login": EMAIL, "password": PASSWORD})
    assert not logged_in(client)


def test_asking_for_codes_all_the_time_is_stopped(client: Client, hodan: User) -> None:
    for _ in range(6):
        client.post("/account/login/code/", {"email": EMAIL})
    assert len(mail.outbox) <= 3


def test_a_hurry_is_answered_with_a_page_of_ours(client: Client, db: None) -> None:
    for number in range(20):
        client.post("/account/password/reset/", {"email": f"{number}@mail.example"})
    answer = client.post("/account/password/reset/", {"email": "en-til@mail.example"})
    assert answer.status_code == 429
    assert "Vent et minut" in answer.text


def test_nobody_signs_up(client: Client, db: None) -> None:
    assert "inviteret" in client.get("/account/signup/").text
    assert client.post("/account/signup/", {"email": EMAIL}).status_code == 405
    assert not User.objects.exists()


def test_log_out(client: Client, hodan: User) -> None:
    client.force_login(hodan, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get("/account/logout/")
    assert logged_in(client)
    client.post("/account/logout/")
    assert not logged_in(client)


def test_a_forgotten_password_is_replaced_by_the_link(client: Client, hodan: User) -> None:
    client.post("/account/password/reset/", {"email": EMAIL})
    path = re.search(r"/account/password/reset/key/\S+", str(mail.outbox[-1].body))
    assert path
    form = client.get(path[0], follow=True)
    address = form.redirect_chain[-1][0]
    client.post(address, {"password1": PASSWORD, "password2": PASSWORD})
    hodan.refresh_from_db()
    assert hodan.check_password(PASSWORD)


def test_a_used_link_to_a_new_password_says_so(client: Client, db: None) -> None:
    assert "virker ikke længere" in client.get("/account/password/reset/key/1-abc/").text


def test_a_first_password(client: Client, hodan: User) -> None:
    client.force_login(hodan, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.post("/account/password/set/", {"password1": PASSWORD, "password2": PASSWORD})
    hodan.refresh_from_db()
    assert hodan.check_password(PASSWORD)


def test_a_mail_server_that_is_away_does_not_break_the_page(
    client: Client, hodan: User, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "brobygger.notifications.backends.NoServerBackend"
    answer = client.post("/account/login/code/", {"email": EMAIL}, follow=True)
    assert answer.status_code == 200
    assert "kunne ikke sendes" in answer.text


@pytest.mark.parametrize("language", ["da", "en"])
def test_mails_are_in_the_readers_language(client: Client, hodan: User, language: str) -> None:
    client.cookies["django_language"] = language
    client.post("/account/login/code/", {"email": EMAIL})
    assert {"da": "Din kode", "en": "Your code"}[language] in mail.outbox[-1].subject


@pytest.mark.parametrize("language", ["da", "en"])
def test_mails_have_the_look_of_the_others(client: Client, hodan: User, language: str) -> None:
    client.cookies["django_language"] = language
    client.post("/account/login/code/", {"email": EMAIL})
    client.post("/account/password/reset/", {"email": EMAIL})
    code, link = map(html_of, mail.outbox)
    [address] = re.findall(r"http\S+", str(mail.outbox[-1].body))

    assert f'letter-spacing:6px">{code_from_mail(0)}</p>' in code
    assert f'lang="{language}"' in code
    assert f'<a href="{address}"' in link
    assert {"da": "Åbn linket", "en": "Open the link"}[language] in link


def test_what_somebody_typed_is_no_mark_up_in_a_mail(client: Client, db: None) -> None:
    client.post("/account/login/code/", {"email": "a&b@mail.example"})

    assert "a&amp;b@mail.example" in html_of(mail.outbox[-1])


@pytest.mark.parametrize("address", ["https://ond.example/", "wapiti", "desk:home"])
def test_an_open_redirect_is_not_followed(client: Client, db: None, address: str) -> None:
    answer = client.post("/account/language/", {"language": "en", "next": address})
    assert answer["Location"] == "/"


def test_an_old_hash_lets_in_and_is_replaced(client: Client, hodan: User, settings: Any) -> None:
    settings.PASSWORD_HASHERS = [
        "brobygger.accounts.passwords.Argon2Hasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ]
    hodan.password = PBKDF2PasswordHasher().encode(PASSWORD, "salt", iterations=1000)
    hodan.save()
    client.post("/account/login/", {"login": EMAIL, "password": PASSWORD})

    assert logged_in(client)
    hodan.refresh_from_db()
    assert hodan.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert client.get("/account/").status_code == 200
