"""The front door: on to where one works, or why there is nowhere."""

from collections.abc import Callable

from django.test import Client

from brobygger.accounts.models import User
from brobygger.actors.domain.representation import end_representation, invite_representative
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor

AsUser = Callable[[User], Client]


def test_an_account_without_any_role_is_told_who_it_is_and_what_to_do(
    stranger: User, as_user: AsUser
) -> None:
    page = as_user(stranger).get("/").text
    assert "Du er logget ind som Fremmed" in page
    assert "fremmed@mail.example" in page
    assert "ingen har knyttet den e-mail" in page
    assert "Bed jeres administrator" in page


def test_it_can_log_out_and_use_another_address(stranger: User, as_user: AsUser) -> None:
    browser = as_user(stranger)
    response = browser.post("/account/logout/", {"next": "/account/login/"})
    assert response["Location"] == "/account/login/"
    assert browser.get("/").status_code == 302


def test_who_no_longer_represents_anybody_is_told_the_same(
    workspace: Workspace, coordinator: User, stranger: User, as_user: AsUser
) -> None:
    choir = make_actor(workspace, "Sangkoret")
    task = invite_representative(actor=choir, email=stranger.email, by=coordinator)
    assert as_user(stranger).get("/")["Location"] == "/s/"
    end_representation(representation=task, by=coordinator)
    assert "din rolle eller opgave afsluttet" in as_user(stranger).get("/").text


def test_a_member_is_sent_on(reader: User, as_user: AsUser) -> None:
    assert as_user(reader).get("/")["Location"] == "/w/birkelund/"
