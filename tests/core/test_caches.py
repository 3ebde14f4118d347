"""What stays in the browser of somebody who has been here."""

from collections.abc import Callable

import pytest
from django.test import Client

from brobygger.accounts.models import User


def test_pages_of_somebody_logged_in_are_asked_for_again(
    as_user: Callable[[User], Client], coordinator: User
) -> None:
    answer = as_user(coordinator).get("/account/")
    assert answer["Cache-Control"] == "private, no-cache"
    assert "Cookie" in answer["Vary"]


def test_log_out_empties_the_browsers_cache(
    as_user: Callable[[User], Client], coordinator: User
) -> None:
    for way_out in ("/account/logout/", "/account/security/sessions/close-all/"):
        answer = as_user(coordinator).post(way_out)
        assert answer["Clear-Site-Data"] == '"cache"'


@pytest.mark.django_db
def test_an_open_page_is_left_to_its_own_rule(client: Client) -> None:
    assert "private, no-cache" not in client.get("/account/login/").get("Cache-Control", "")
