"""Error pages say what happened, what was kept and what to do."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client, RequestFactory

from brobygger.accounts.models import User
from brobygger.core.views import server_error

UNREACHABLE = {"HOST": "127.0.0.1", "PORT": "1"}


@pytest.fixture
def database_away(transactional_db: None) -> Iterator[Callable[[], None]]:
    """Call it to let every following connection fail as with a stopped server."""
    kept = dict(connection.settings_dict)

    def stop() -> None:
        connection.close()
        connection.settings_dict.update(UNREACHABLE)

    yield stop
    connection.close()
    connection.settings_dict.update(kept)


def calm(client: Client) -> Client:
    """A browser: it gets pages, not exceptions."""
    client.raise_request_exception = False
    return client


@pytest.fixture
def user(transactional_db: None) -> User:
    return User.objects.create(email="maja@birkelund.example", name="Maja")


def test_an_unknown_address_is_404_with_a_way_on(client: Client, db: None) -> None:
    answer = client.get("/findes-ikke/")
    assert answer.status_code == 404
    assert "Gå til forsiden" in answer.text


def test_404_is_in_english_for_english_readers(client: Client, db: None) -> None:
    client.cookies["django_language"] = "en"
    assert "This page does not exist" in client.get("/findes-ikke/").text


def test_an_address_we_do_not_know_as_ours_is_400(client: Client, db: None) -> None:
    answer = client.get("/", headers={"host": "another.example"})
    assert answer.status_code == 400
    assert "Intet er ændret." in answer.text
    assert "Gå til forsiden" in answer.text


def test_the_wrong_role_is_403_and_told_whom_to_ask(
    as_user: Callable[[User], Client], reader: User
) -> None:
    answer = as_user(reader).get("/w/birkelund/actors/new/")
    assert answer.status_code == 403
    assert "bed en administrator" in answer.text


def test_a_fault_of_ours_is_500_and_gives_back_what_was_typed(rf: RequestFactory) -> None:
    answer = server_error(rf.post("/w/birkelund/actors/new/", {"name": "Koret <b>"}))
    assert answer.status_code == 500
    assert "Fejlen er vores" in answer.content.decode()
    assert "Koret &lt;b&gt;" in answer.content.decode()


def test_a_stale_form_is_refused_and_what_was_typed_is_shown(db: None) -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post("/account/login/code/", {"email": "<b>maja@birkelund.example"})
    assert answer.status_code == 403
    assert "&lt;b&gt;maja@birkelund.example" in answer.text
    assert "<form" not in answer.text


def test_too_much_data_is_413(client: Client, db: None, settings: pytest.FixtureRequest) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100  # type: ignore[attr-defined]
    answer = client.post("/account/login/code/", {"email": "x" * 200})
    assert answer.status_code == 413
    assert "for stort" in answer.text


def test_database_away_when_reading(client: Client, database_away: Callable[[], None]) -> None:
    client.cookies["sessionid"] = "anything"
    database_away()
    answer = calm(client).get("/account/")
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert 'href="/account/"' in answer.text


def test_database_away_when_saving_gives_everything_back(
    user: User, as_user: Callable[[User], Client], database_away: Callable[[], None]
) -> None:
    browser = calm(as_user(user))
    database_away()
    answer = browser.post(
        "/account/",
        {"name": "<script>Æble & Ødelagt</script>\nlinje 2", "language": "en", "code": "123456"},
    )
    assert answer.status_code == 503
    assert "&lt;script&gt;Æble &amp; Ødelagt&lt;/script&gt;" in answer.text
    assert '<textarea hidden name="language">\nen</textarea>' in answer.text
    assert "Dit navn" in answer.text
    assert "123456" not in answer.text
    assert "engangskoder gentager vi ikke" in answer.text


def test_the_repeated_form_saves_when_the_database_is_back(
    user: User, as_user: Callable[[User], Client], database_away: Callable[[], None]
) -> None:
    browser = calm(as_user(user))
    kept = dict(connection.settings_dict)
    form = {"name": "Maja Holm", "language": "da"}
    database_away()
    assert browser.post("/account/", form).status_code == 503
    connection.close()
    connection.settings_dict.update(kept)
    assert browser.post("/account/", form).status_code == 302
    user.refresh_from_db()
    assert user.name == "Maja Holm"


def test_the_token_that_was_sent_is_the_one_repeated(
    user: User, database_away: Callable[[], None]
) -> None:
    browser = calm(Client(enforce_csrf_checks=True))
    browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    browser.get("/account/")
    token = browser.cookies["csrftoken"].value
    database_away()
    answer = browser.post("/account/", {"name": "M", "csrfmiddlewaretoken": token})
    assert f'name="csrfmiddlewaretoken" value="{token}"' in answer.text


def test_a_strangers_form_gets_no_token_from_us(
    user: User, database_away: Callable[[], None]
) -> None:
    browser = calm(Client(enforce_csrf_checks=True))
    browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    database_away()
    answer = browser.post("/account/", {"name": "M"})
    assert 'name="csrfmiddlewaretoken" value=""' in answer.text or answer.status_code == 403
