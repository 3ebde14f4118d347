"""Where one is logged in, and closing it."""

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as OldStore
from django.test import Client
from pytest_django import Settings

from brobygger.accounts.browsers import browser_of, system_of
from brobygger.accounts.domain.sessions import sessions_of
from brobygger.accounts.domain.users import get_or_create_user
from brobygger.accounts.models import Session, User
from brobygger.core import clock

EMAIL = "hodan@vestparken.example"
PASSWORD = "en lang sætning om broer"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1"
)
DESK = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/131.0.0.0 Safari/537.36"
)


@pytest.fixture
def hodan(db: None) -> User:
    user = get_or_create_user(email=EMAIL, name="Hodan")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def desk(hodan: User) -> Client:
    return browser(DESK)


@pytest.fixture
def phone(hodan: User) -> Client:
    return browser(PHONE)


def browser(user_agent: str) -> Client:
    client = Client(HTTP_USER_AGENT=user_agent)
    client.post("/account/login/", {"login": EMAIL, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_the_page_shows_each_browser_and_which_is_this(desk: Client, phone: Client) -> None:
    page = desk.get("/account/security/").text

    assert page.index("Chrome på Windows") < page.index("Safari på iPhone")
    assert page.count("Log ud dér") == 1


def test_one_is_closed_and_does_not_work_any_more(hodan: User, desk: Client, phone: Client) -> None:
    other = sessions_of(hodan, this=desk.session.session_key)[1]
    desk.post(f"/account/security/sessions/{other.id}/close/")

    assert not is_in(phone)
    assert is_in(desk)


def test_log_out_all_other_places(desk: Client, phone: Client) -> None:
    answer = desk.post("/account/security/sessions/close/", follow=True)

    assert (is_in(desk), is_in(phone)) == (True, False)
    assert "ét andet sted" in answer.text


def test_log_out_everywhere(desk: Client, phone: Client) -> None:
    desk.post("/account/security/sessions/close-all/")

    assert (is_in(desk), is_in(phone)) == (False, False)
    assert not Session.objects.filter(user__email=EMAIL).exists()


def test_one_that_is_too_old_opens_nothing(desk: Client, phone: Client) -> None:
    key = desk.session.session_key
    Session.objects.filter(session_key=key).update(expire_date=clock.now() - timedelta(minutes=1))
    assert not is_in(desk)
    assert is_in(phone)


def test_nobody_closes_the_log_ins_of_others(
    hodan: User, phone: Client, stranger: User, as_user: Callable[[User], Client]
) -> None:
    theirs = sessions_of(hodan, this=None)[0]
    as_user(stranger).post(f"/account/security/sessions/{theirs.id}/close/")

    assert is_in(phone)


def test_a_new_key_of_the_house_hides_no_log_in_and_ends_none(
    desk: Client, phone: Client, settings: Settings
) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "en anden nøgle"

    assert "Safari på iPhone" in desk.get("/account/security/").text
    assert is_in(phone)


def test_the_key_of_a_session_stands_on_no_page(desk: Client, phone: Client) -> None:
    assert str(phone.session.session_key) not in desk.get("/account/security/").text


def test_a_new_password_ends_the_others(hodan: User, desk: Client, phone: Client) -> None:
    form = {
        "oldpassword": PASSWORD,
        "password1": "helt andre ord nu",
        "password2": "helt andre ord nu",
    }
    desk.post("/account/password/change/", form)

    assert (is_in(desk), is_in(phone)) == (True, False)
    hodan.refresh_from_db()
    assert len(sessions_of(hodan, this=desk.session.session_key)) == 1


def test_neither_network_nor_the_browsers_long_name_is_kept(desk: Client) -> None:
    kept = str(Session.objects.get().get_decoded())

    assert "127.0.0.1" not in kept
    assert "Mozilla" not in kept


def test_last_seen_is_noted_once_an_hour(hodan: User, desk: Client) -> None:
    def seen() -> object:
        return sessions_of(hodan, this=None)[0].seen

    first = seen()
    desk.get("/account/")
    assert seen() == first
    with clock.travel_to(clock.now() + timedelta(hours=2)):
        desk.get("/account/")
    assert seen() != first


def test_who_only_looks_in_is_nobodys_session(client: Client, db: None) -> None:
    client.get("/account/login/")

    assert not Session.objects.filter(user__isnull=False).exists()


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (DESK, ("Chrome", "Windows")),
        (DESK + " Edg/131.0.0.0", ("Edge", "Windows")),
        (PHONE, ("Safari", "iPhone")),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
            ("Firefox", "Linux"),
        ),
        (
            "Mozilla/5.0 (Linux; Android 14; SM-S921B) SamsungBrowser/27.0 Chrome/125",
            ("Samsung Internet", "Android"),
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_7) Version/18.1 Safari/605.1.15",
            ("Safari", "Mac"),
        ),
        ("curl/8.5.0", ("", "")),
    ],
)
def test_browsers_in_words(user_agent: str, words: tuple[str, str]) -> None:
    assert (browser_of(user_agent), system_of(user_agent)) == words


def test_log_ins_of_the_version_before_come_along(hodan: User) -> None:
    old = OldStore()
    old["_auth_user_id"] = str(hodan.pk)
    old["_auth_user_backend"] = "allauth.account.auth_backends.AuthenticationBackend"
    old["_auth_user_hash"] = hodan.get_session_auth_hash()
    old.save()
    import_module("brobygger.accounts.migrations.0002_sessions").move_sessions(apps, None)

    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(old.session_key)
    assert is_in(client)
    assert Session.objects.get().user == hodan
