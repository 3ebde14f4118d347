"""The frame around every page: place, navigation, person."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from brobygger.accounts.models import User
from brobygger.actors.domain.representation import add_representative
from brobygger.authorization.roles import Role
from brobygger.workspaces.domain.workspaces import add_member
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor

FIVE = [
    "Overblik",
    "Foreninger og samarbejdsparter",
    "Match",
    "Samarbejder",
    "Metoder og redskaber",
]


def navigation(page: str) -> list[str]:
    """The entries of the main menu."""
    menu = re.search(r'<nav class="bb-nav".*?</nav>', page, re.DOTALL)
    return re.findall(r">([^<>]+)</a>", menu[0]) if menu else []


def current(page: str) -> list[str]:
    menu = re.search(r'<nav class="bb-nav".*?</nav>', page, re.DOTALL)
    return re.findall(r'aria-current="page">([^<>]+)</a>', menu[0]) if menu else []


@pytest.fixture
def representative(workspace: Workspace, coordinator: User, stranger: User) -> User:
    actor = make_actor(workspace, "Vestparkens Kvindeforening")
    add_representative(actor=actor, user=stranger, by=coordinator)
    return stranger


def test_a_member_has_the_five_rooms(coordinator: User, as_user: Callable[[User], Client]) -> None:
    page = as_user(coordinator).get("/account/").text
    assert navigation(page) == FIVE
    assert "Birkelund Kommune" in page


@pytest.mark.parametrize(
    ("address", "entry"),
    [
        ("/w/birkelund/efforts/", "Foreninger og samarbejdsparter"),
        ("/w/birkelund/visits/", "Foreninger og samarbejdsparter"),
        ("/w/birkelund/", "Overblik"),
        ("/w/birkelund/actors/", "Foreninger og samarbejdsparter"),
        ("/w/birkelund/match/", "Match"),
        ("/w/birkelund/collaborations/", "Samarbejder"),
        ("/w/birkelund/tools/", "Metoder og redskaber"),
    ],
)
def test_one_sees_where_one_is(
    coordinator: User, as_user: Callable[[User], Client], address: str, entry: str
) -> None:
    assert current(as_user(coordinator).get(address).text) == [entry]


def around(page: str) -> tuple[list[str], list[str]]:
    """The entries of the line about the register, and the one that is here."""
    line = re.search(r'<nav class="bb-subnav".*?</nav>', page, re.DOTALL)
    found = line[0] if line else ""
    entries = re.findall(r">([^<>]+)</a>", found)
    return entries, re.findall(r'aria-current="page">([^<>]+)</a>', found)


def test_the_register_has_efforts_and_visits_beside_it(
    coordinator: User, as_user: Callable[[User], Client]
) -> None:
    client = as_user(coordinator)
    three = ["Registret", "Indsatser", "Besøg"]
    assert around(client.get("/w/birkelund/actors/").text) == (three, ["Registret"])
    assert around(client.get("/w/birkelund/visits/").text) == (three, ["Besøg"])
    assert around(client.get("/w/birkelund/match/").text) == ([], [])


def test_a_representative_has_the_small_menu(
    representative: User, as_user: Callable[[User], Client]
) -> None:
    page = as_user(representative).get("/account/").text
    assert navigation(page) == ["Mine samarbejder", "Vores ark"]
    assert "Birkelund Kommune" not in page


def test_without_any_place_there_is_no_menu(
    stranger: User, as_user: Callable[[User], Client]
) -> None:
    assert navigation(as_user(stranger).get("/account/").text) == []


def test_two_workspaces_can_be_switched_and_the_last_one_stays(
    coordinator: User, other_workspace: Workspace, as_user: Callable[[User], Client]
) -> None:
    add_member(workspace=other_workspace, user=coordinator, role=Role.READER, by=None)
    browser = as_user(coordinator)
    assert "Skift arbejdsrum" in browser.get("/w/birkelund/").text
    browser.get("/w/nabokommune/")
    assert 'href="/w/nabokommune/actors/"' in browser.get("/account/").text


def test_menus_are_in_english_for_english_readers(
    coordinator: User, as_user: Callable[[User], Client]
) -> None:
    coordinator.language = "en"
    coordinator.save()
    page = as_user(coordinator).get("/account/").text
    assert "Associations and partners" in navigation(page)


def test_the_frame_costs_the_same_however_many_places(
    coordinator: User,
    as_user: Callable[[User], Client],
    django_assert_num_queries: Any,
) -> None:
    from tests.factories.people import make_workspace

    browser = as_user(coordinator)
    for number in range(5):
        place = make_workspace(f"sted-{number}", f"Sted {number}")
        add_member(workspace=place, user=coordinator, role=Role.READER, by=None)
    with django_assert_num_queries(4):  # session, person, the page's own person, memberships
        browser.get("/account/")


def test_every_page_has_skip_link_landmarks_and_language(client: Client, db: None) -> None:
    page = client.get("/account/login/").text
    for part in ('href="#main-content"', '<main id="main-content"', '<html lang="da"', "<footer"):
        assert part in page


def test_messages_are_announced(stranger: User, as_user: Callable[[User], Client]) -> None:
    page = as_user(stranger).post("/account/", {"name": "L", "language": "da"}, follow=True).text
    live = page.split('id="bb-messages"')[1].split("<h1")[0]
    assert 'role="status"' in live
    assert "Dine oplysninger er gemt" in live
