"""Danish first; the person's own choice wins."""

from collections.abc import Callable

from django.test import Client

from brobygger.accounts.models import User


def test_pages_are_danish_whatever_the_browser_prefers(client: Client, db: None) -> None:
    page = client.get("/account/login/", headers={"accept-language": "en"})
    assert '<html lang="da">' in page.text


def test_the_choice_is_kept_in_the_browser(client: Client, db: None) -> None:
    client.post("/account/language/", {"language": "en", "next": "/account/login/"})
    assert '<html lang="en">' in client.get("/account/login/").text


def test_the_choice_is_kept_on_the_person(
    stranger: User, as_user: Callable[[User], Client]
) -> None:
    as_user(stranger).post("/account/language/", {"language": "en"})
    assert '<html lang="en">' in as_user(stranger).get("/account/").text


def test_an_unknown_language_changes_nothing(
    stranger: User, as_user: Callable[[User], Client]
) -> None:
    as_user(stranger).post("/account/language/", {"language": "xx"})
    stranger.refresh_from_db()
    assert stranger.language == "da"


def test_one_changes_ones_own_name_and_language(
    stranger: User, as_user: Callable[[User], Client]
) -> None:
    as_user(stranger).post("/account/", {"name": " Lis ", "language": "en"})
    stranger.refresh_from_db()
    assert (stranger.name, stranger.language) == ("Lis", "en")


def test_the_account_page_is_for_those_logged_in(client: Client, db: None) -> None:
    assert client.get("/account/").status_code == 302
