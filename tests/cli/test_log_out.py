"""Ending log-ins from the command line."""

from collections.abc import Callable

import pytest
from django.test import Client

from brobygger.accounts.models import User
from brobygger.cli.main import main

AsUser = Callable[[User], Client]
Printed = pytest.CaptureFixture[str]


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_one_person_is_logged_out_and_the_others_stay(
    as_user: AsUser, coordinator: User, adviser: User, capsys: Printed
) -> None:
    hers, another = as_user(coordinator), as_user(adviser)
    assert main(["log-out", coordinator.email.upper()]) == 0
    assert (is_in(hers), is_in(another)) == (False, True)
    assert "1 log-ind er lukket." in capsys.readouterr().out


def test_everybody_is_logged_out(as_user: AsUser, coordinator: User, adviser: User) -> None:
    clients = [as_user(coordinator), as_user(adviser)]
    assert main(["log-out", "--all"]) == 0
    assert not any(is_in(client) for client in clients)


@pytest.mark.django_db
def test_an_address_nobody_has_is_said(capsys: Printed) -> None:
    assert main(["log-out", "ingen@mail.example"]) == 1
    assert "Ingen har en konto med adressen ingen@mail.example." in capsys.readouterr().err
