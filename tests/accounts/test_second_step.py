"""A second step at log-in: an app, emergency codes; and everything that is changed is told."""

import base64
import re
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client
from pytest_django import Settings

from brobygger.accounts.domain.second_steps import remove_second_steps
from brobygger.accounts.domain.users import get_or_create_user
from brobygger.accounts.limits import WRONG_SECOND_STEPS, WRONG_SECOND_STEPS_A_DAY
from brobygger.accounts.models import User
from brobygger.audit.models import AuditEvent
from brobygger.core import clock
from brobygger.core.brakes import take

EMAIL = "hodan@vestparken.example"
PASSWORD = "en lang sætning om broer"
HOME = "/account/security/"


@pytest.fixture
def hodan(db: None) -> User:
    user = get_or_create_user(email=EMAIL, name="Hodan")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def browser(hodan: User) -> Client:
    """Hodan, who has just shown that it is her."""
    client = first_step()
    client.post(HOME + "confirm/", {"password": PASSWORD})
    return client


def first_step() -> Client:
    client = Client()
    client.post("/account/login/", {"login": EMAIL, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def app_code(secret: str, later: int = 0) -> str:
    """What the app shows; `later` periods from now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later)))


def add_app(browser: Client) -> tuple[str, list[str]]:
    """The secret, and the emergency codes that come with it."""
    page = browser.get(HOME + "app/").text
    found = re.search(r'bb-secret">([A-Z2-7]+)<', page)
    assert found
    answer = browser.post(HOME + "app/", {"code": app_code(found[1])}, follow=True)
    return found[1], re.findall(r"<code>(\d{8})</code>", answer.text)


def test_something_important_is_changed_only_by_somebody_who_shows_who_they_are(
    hodan: User,
) -> None:
    client = first_step()
    answer = client.get(HOME + "app/")
    assert answer["Location"].startswith(HOME + "confirm/")

    client.post(HOME + "confirm/?next=" + HOME + "app/", {"password": "forkert"})
    assert client.get(HOME + "app/").status_code == 302
    client.post(HOME + "confirm/?next=" + HOME + "app/", {"password": PASSWORD})
    assert client.get(HOME + "app/").status_code == 200


def test_an_app_is_shown_a_picture_and_a_text(browser: Client) -> None:
    page = browser.get(HOME + "app/").text
    picture = re.search(r"data:image/svg\+xml;base64,([\w+/=]+)", page)

    assert picture
    assert b"<svg" in base64.b64decode(picture[1])
    assert "otpauth://totp/" in page
    assert "issuer=Brobygger" in page


def test_with_an_app_the_first_step_is_not_enough(hodan: User, browser: Client) -> None:
    secret, _ = add_app(browser)
    client = first_step()
    assert not is_in(client)

    client.post("/account/login/second-step/", {"code": "000000"})
    assert not is_in(client)
    client.post("/account/login/second-step/", {"code": app_code(secret, 1)})
    assert is_in(client)


def test_a_code_on_mail_is_not_enough_either(hodan: User, browser: Client) -> None:
    add_app(browser)
    client = Client()
    client.post("/account/login/code/", {"email": EMAIL})
    found = re.search(r"\b\d{6}\b", str(mail.outbox[-1].body))
    assert found
    client.post("/account/login/code/confirm/", {"code": found[0]})

    assert not is_in(client)


def test_a_code_that_was_looked_over_the_shoulder_is_used_up(browser: Client) -> None:
    secret, _ = add_app(browser)
    code = app_code(secret, 1)
    first, second = first_step(), first_step()
    first.post("/account/login/second-step/", {"code": code})
    second.post("/account/login/second-step/", {"code": code})

    assert (is_in(first), is_in(second)) == (True, False)


def test_emergency_codes_let_in_once_each(browser: Client) -> None:
    _, codes = add_app(browser)
    assert len(codes) == 10
    for expected in (True, False):
        client = first_step()
        client.post("/account/login/second-step/", {"code": codes[0]})
        assert is_in(client) is expected
    assert "9 tilbage" in browser.get(HOME).text


def test_emergency_codes_are_shown_once_and_can_be_taken_home(browser: Client) -> None:
    browser.get(HOME + "app/")
    secret = browser.session["mfa.totp.secret"]
    answer = browser.post(HOME + "app/", {"code": app_code(secret)}, follow=True)
    code = re.findall(r"<code>(\d{8})</code>", answer.text)[3]
    assert "data:text/plain" in answer.text

    assert code not in browser.get(HOME + "codes/").text


def test_new_emergency_codes_take_the_place_of_the_old(browser: Client) -> None:
    _, old = add_app(browser)
    answer = browser.post(HOME + "codes/new/", follow=True)
    assert old[0] not in answer.text

    client = first_step()
    client.post("/account/login/second-step/", {"code": old[0]})
    assert not is_in(client)


def test_guessing_the_second_step_ends(browser: Client) -> None:
    secret, _ = add_app(browser)
    client = first_step()
    for _ in range(WRONG_SECOND_STEPS.times + 1):
        client.post("/account/login/second-step/", {"code": "000000"})
    client.post("/account/login/second-step/", {"code": app_code(secret, 1)})
    assert not is_in(client)

    with clock.travel_to(clock.now() + timedelta(minutes=6)):
        client.post("/account/login/second-step/", {"code": app_code(secret, 1)})
    assert is_in(client)


def test_patience_is_counted_by_the_day(hodan: User, browser: Client) -> None:
    secret, _ = add_app(browser)
    for _ in range(WRONG_SECOND_STEPS_A_DAY.times):
        take("second_step.day", str(hodan.pk), WRONG_SECOND_STEPS_A_DAY)
    client = first_step()
    client.post("/account/login/second-step/", {"code": app_code(secret, 1)})

    assert not is_in(client)


def test_the_secret_is_not_readable_in_the_database(hodan: User, browser: Client) -> None:
    secret, _ = add_app(browser)

    assert secret not in str([one.data for one in Authenticator.objects.filter(user=hodan)])


def test_secrets_survive_a_new_key_of_the_house(
    hodan: User, browser: Client, settings: Settings
) -> None:
    secret, _ = add_app(browser)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "en anden nøgle"

    client = first_step()
    client.post("/account/login/second-step/", {"code": app_code(secret, 1)})
    assert is_in(client)


def test_with_the_key_lost_a_code_is_wrong_and_the_page_stands(
    browser: Client, settings: Settings
) -> None:
    secret, codes = add_app(browser)
    settings.SECRET_KEY = "en anden nøgle"
    client = first_step()
    answers = [
        client.post("/account/login/second-step/", {"code": code})
        for code in (app_code(secret, 1), codes[0])
    ]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert not is_in(client)


def test_an_app_is_removed_and_its_emergency_codes_with_it(hodan: User, browser: Client) -> None:
    add_app(browser)
    browser.post(HOME + "app/remove/")

    assert not Authenticator.objects.filter(user=hodan).exists()
    assert is_in(first_step())


@pytest.mark.parametrize(
    ("language", "subjects"),
    [
        ("da", ["Der er føjet en kode-app", "Der er lavet nye nødkoder", "Kode-appen er fjernet"]),
        ("en", ["An authenticator app", "New emergency codes", "The authenticator app"]),
    ],
)
def test_the_owner_is_told_in_their_language(
    transactional_db: None, browser: Client, language: str, subjects: list[str]
) -> None:
    User.objects.update(language=language)
    add_app(browser)
    browser.post(HOME + "codes/new/")
    browser.post(HOME + "app/remove/")

    told = [str(one.subject) for one in mail.outbox]
    assert [s for s, m in zip(subjects, told, strict=True) if not m.startswith(s)] == []
    assert "127.0.0.1" not in "".join(str(one.body) for one in mail.outbox)


def test_the_trail_holds_every_change_and_no_words(
    transactional_db: None, hodan: User, browser: Client
) -> None:
    add_app(browser)
    browser.post(HOME + "codes/new/")
    browser.post(HOME + "app/remove/")
    events = AuditEvent.objects.filter(object_id=hodan.pk, event__startswith="account.")

    assert list(events.order_by("at", "id").values_list("event", "by_id", "workspace_id")) == [
        ("account.second_step_added", hodan.pk, None),
        ("account.emergency_codes_made", hodan.pk, None),
        ("account.second_step_removed", hodan.pk, None),
    ]


def test_a_new_password_by_mail_does_not_go_round_the_second_step(browser: Client) -> None:
    add_app(browser)
    client = Client()
    client.post("/account/password/reset/", {"email": EMAIL})
    link = re.search(r"/account/password/reset/key/\S+", str(mail.outbox[-1].body))
    assert link is not None
    page = client.get(link[0])["Location"]
    answer = client.post(page, {"password1": "helt andre ord nu", "password2": "helt andre ord nu"})

    assert answer.status_code == 302
    assert not is_in(client)
    client.post("/account/login/", {"login": EMAIL, "password": "helt andre ord nu"})
    assert not is_in(client)


def test_a_new_password_is_told(hodan: User, browser: Client) -> None:
    words = "helt andre ord nu"
    form = {"oldpassword": PASSWORD, "password1": words, "password2": words}
    browser.post("/account/password/change/", form)

    assert [m.to for m in mail.outbox] == [[EMAIL]]
    assert AuditEvent.objects.filter(event="account.password_changed", by_id=hodan.pk).exists()


def test_somebody_with_codes_on_mail_alone_sees_what_they_could_have(
    as_user: Callable[[User], Client], stranger: User
) -> None:
    page = as_user(stranger).get(HOME).text

    assert "Tilføj en kode-app" in page
    assert "Tilføj en adgangsnøgle" in page
    assert "Lav nye nødkoder" not in page


def test_a_passkey_that_is_no_passkey_lets_nobody_in(client: Client, db: None) -> None:
    answer = client.post("/account/login/passkey/", {"credential": '{"id": "x"}'}, follow=True)

    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_the_question_to_a_passkey_is_for_the_script(client: Client, db: None) -> None:
    asked = client.get("/account/login/passkey/", HTTP_ACCEPT="application/json").json()

    assert asked["request_options"]["publicKey"]["userVerification"] == "required"
    assert client.get("/account/login/passkey/")["Location"] == "/account/login/"


def test_the_operator_lets_in_somebody_who_lost_everything(hodan: User, browser: Client) -> None:
    add_app(browser)
    assert remove_second_steps(hodan) == 2

    assert not is_in(browser)
    assert is_in(first_step())
    assert mail.outbox[-1].to == [EMAIL]
    assert remove_second_steps(hodan) == 0
