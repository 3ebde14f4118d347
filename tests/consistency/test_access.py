"""Every address × every role, asked for real, answers as the table says; and GET never writes."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.urls.exceptions import NoReverseMatch
from pytest_django import DjangoDbBlocker, Settings

from brobygger.authorization.access import rule_of
from brobygger.authorization.document import Address, addresses
from tests.consistency import all_urls
from tests.consistency.table import FILE, Line, table
from tests.consistency.world import BACKEND, ROLES, World, make_world

ALL = all_urls.__name__
METHODS = ("GET", "POST")
# Reading these changes something, each for a reason.
GET_WRITES: dict[str, str] = {
    "mfa_view_recovery_codes": "the codes are shown once, and then they are marked as shown",
}
# A POST taken without a token against forged requests, each for a reason.
POST_WITHOUT_TOKEN = {
    "notifications:stop": "mail programs post here by themselves (RFC 8058); the signed link is "
    "the whole authority",
}
LOGIN = "/account/login/"

pytestmark = pytest.mark.urls(ALL)


def reachable() -> list[Address]:
    """Those with a rule; addresses of packages that have none are never served."""
    return [a for a in addresses(ALL) if rule_of(a.view, a.name) is not None]


def rooms() -> list[str]:
    return sorted({room_of(address) for address in reachable()})


def room_of(address: Address) -> str:
    return address.name.split(":")[0] if ":" in address.name else "account"


class Walker:
    """Asks an address as everybody."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.clients = {role: self._client(role) for role in ROLES}

    def _client(self, role: str) -> Client:
        client = Client()
        if (user := self.world.people[role]) is not None:
            client.force_login(user, backend=BACKEND)
        return client

    def path(self, address: Address) -> str:
        kwargs = {name: self.world.argument(address.name, name) for name in address.arguments}
        try:
            return reverse(address.name, urlconf=ALL, kwargs=kwargs)
        except NoReverseMatch as error:
            raise AssertionError(f"tests/consistency/world.py: {error}") from error

    def ask(self, address: Address, method: str) -> Line:
        """What the address answers everybody; whatever it did is undone each time."""
        answers = [self._ask_as(role, address, method) for role in ROLES]
        return Line(address.name, method, tuple(answers))

    def _ask_as(self, role: str, address: Address, method: str) -> str:
        path = self.path(address)
        client = self.clients[role]
        cookies = client.cookies.output()
        form = self.world.forms.get(address.name, {})
        with transaction.atomic():
            if method == "GET" and address.name not in GET_WRITES:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION READ ONLY")
            response = client.get(path) if method == "GET" else client.post(path, form)
            if response.streaming:
                response.getvalue()  # a file is closed when it has been sent
            transaction.set_rollback(True)
        if client.cookies.output() != cookies:  # logged out, or messages kept for the next page
            self.clients[role] = self._client(role)
        return summary(response, method)


def summary(response: Any, method: str) -> str:
    """The answer as the table says it: `in` is a POST that was let through and answered."""
    status = response.status_code
    if status == 302 and response["Location"].split("?")[0] == LOGIN:
        return "login"
    if method == "POST" and status < 500 and status not in {403, 404, 405}:
        return "in"
    return str(status)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once, as every test undoes what it does."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def walker(world: World, db: None, settings: Settings) -> Walker:
    settings.BROBYGGER_DEMO = True
    # A session may remember where one was, also when a page is only read: kept out of the database.
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    return Walker(world)


@pytest.mark.parametrize("room", rooms())
def test_everybody_gets_the_answer_of_the_table(room: str, walker: Walker) -> None:
    lines = [
        walker.ask(address, method)
        for address in reachable()
        if room_of(address) == room
        for method in METHODS
    ]
    wrong = [line for line in lines if table().get((line.name, line.method)) != line]

    # A new address: look at the line it gets here, and put it in when that is what you meant.
    assert not wrong, f"not in {FILE.name}:\n" + "\n".join(map(str, wrong))


def test_every_line_has_an_address() -> None:
    wanted = {(address.name, method) for address in reachable() for method in METHODS}

    assert sorted(table().keys() - wanted) == []
    assert sorted(wanted - table().keys()) == []


@pytest.mark.parametrize("role", ["anonymous", "administrator", "party"])
def test_a_post_without_a_token_is_refused_everywhere(role: str, walker: Walker) -> None:
    client = Client(enforce_csrf_checks=True)
    if (user := walker.world.people[role]) is not None:
        client.force_login(user, backend=BACKEND)
    # A view that checks the token itself may first say that this is not for you.
    let_through = [
        address.name
        for address in reachable()
        if summary(client.post(walker.path(address)), "POST") not in {"403", "404", "login"}
    ]

    assert let_through == list(POST_WITHOUT_TOKEN)
