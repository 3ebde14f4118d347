"""How long a log-in lives."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from brobygger.accounts.models import User
from brobygger.core import clock

AsUser = Callable[[User], Client]
PASSWORD = "cykel havre vinter"


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_logging_in_gives_a_new_key(client: Client, coordinator: User) -> None:
    coordinator.set_password(PASSWORD)
    coordinator.save()
    client.post("/account/language/", {"language": "en"})
    client.session["planted"] = "before"
    client.session.save()
    before = client.session.session_key
    client.post("/account/login/", {"login": coordinator.email, "password": PASSWORD})
    assert is_in(client)
    assert client.session.session_key != before


def test_it_lives_fourteen_days_from_its_last_use(as_user: AsUser, coordinator: User) -> None:
    as_user(coordinator).get("/account/")
    [row] = coordinator.sessions.all()
    assert abs(row.expire_date - clock.now() - timedelta(days=14)) < timedelta(minutes=1)


def test_after_ninety_days_one_logs_in_again_however_often_one_was_here(
    client: Client, coordinator: User
) -> None:
    coordinator.set_password(PASSWORD)
    coordinator.save()
    client.post("/account/login/", {"login": coordinator.email, "password": PASSWORD})
    began = clock.now()
    for days, is_still_in in ((30, True), (89, True), (91, False)):
        with clock.travel_to(began + timedelta(days=days)):
            assert is_in(client) is is_still_in


def test_a_closed_account_is_out_at_once(as_user: AsUser, coordinator: User) -> None:
    browser = as_user(coordinator)
    assert is_in(browser)
    User.objects.filter(pk=coordinator.pk).update(is_active=False)
    assert not is_in(browser)
