"""Log-ins are written in the log: who, how, and what was refused; never an address."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from brobygger.accounts.models import User

AsUser = Callable[[User], Client]
PASSWORD = "cykel havre vinter"


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Callable[[], list[tuple[str, dict[str, Any]]]]:
    caplog.set_level(logging.INFO, logger="brobygger.accounts.trail")
    return lambda: [
        (one.message, getattr(one, "data", {}))
        for one in caplog.records
        if one.name == "brobygger.accounts.trail"
    ]


def log_in(client: Client, email: str, password: str) -> None:
    client.post("/account/login/", {"login": email, "password": password})


def test_coming_in_and_going_out_have_a_line(client: Client, coordinator: User, lines: Any) -> None:
    coordinator.set_password(PASSWORD)
    coordinator.save()
    log_in(client, coordinator.email, PASSWORD)
    client.post("/account/logout/")
    who = str(coordinator.pk)
    assert ("logged in", {"user": who, "how": ["password"]}) in lines()
    assert ("logged out", {"user": who}) in lines()


def test_a_refused_password_has_a_line_without_the_address(
    client: Client, coordinator: User, lines: Any
) -> None:
    log_in(client, coordinator.email, "ikke den rigtige")
    assert ("log-in refused", {"why": "email_password_mismatch"}) in lines()
    assert coordinator.email not in str(lines())


def test_a_wrong_code_has_a_line(client: Client, coordinator: User, lines: Any) -> None:
    client.post("/account/login/code/", {"email": coordinator.email})
    client.post("/account/login/code/confirm/", {"code": "000000"})
    assert ("log-in refused", {"why": "incorrect_code"}) in lines()
