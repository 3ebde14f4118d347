"""Pages stay quick: the number of questions to the database does not grow with what is in it."""

import pytest
from django.core.paginator import Page
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from brobygger.authorization.document import Address
from tests.consistency.growth import MORE, SOME, crowd, grow
from tests.consistency.test_access import ALL, Walker, reachable, room_of
from tests.consistency.world import World, make_world

pytestmark = pytest.mark.urls(ALL)

# Lists of what there can be any number of.
PAGED = {
    "actors:list",
    "collaborations:list",
    "demo:outbox",
    "desk:mine",
    "matching:index",
    "workspaces:members",
}
# Who sees them, where it is not the coordinator.
READER_OF = {"desk:mine": "party", "workspaces:members": "administrator"}
READERS = ("coordinator", "party")
# Pages that show a few threads whole: the number of threads is fixed, what each asks depends on
# how far it has come. They may ask this much and never more.
AT_MOST = {"desk:overview": 75, "desk:mine": 75}


def pages() -> list[Address]:
    return [address for address in reachable() if room_of(address) != "account"]


def questions(client: Client, path: str) -> list[str] | None:
    """What a page asks the database; None when it shows this reader nothing."""
    client.get(path)  # caches warm, session made
    with CaptureQueriesContext(
        connection,
    ) as asked:
        response = client.get(path)
    if response.status_code != 200:
        return None
    return [query["sql"][:200] for query in asked.captured_queries]


@pytest.fixture
def world(db: None, settings: Settings) -> World:
    settings.BROBYGGER_DEMO = True
    return make_world()


@pytest.mark.parametrize("room", sorted({room_of(address) for address in pages()}))
def test_more_data_asks_no_more_questions(room: str, world: World) -> None:
    grow(world, SOME)
    walker = Walker(world)
    asked = [
        (role, address, walker.path(address), questions(walker.clients[role], walker.path(address)))
        for role in READERS
        for address in pages()
        if room_of(address) == room
    ]
    grow(world, MORE)
    more = [
        f"{address.name} as {role}: {len(before)} → {len(after)}"
        for role, address, path, before in asked
        if before is not None
        for after in [questions(walker.clients[role], path) or []]
        if len(after) > max(len(before), AT_MOST.get(address.name, 0))
    ]

    assert more == []


def test_lists_have_pages(world: World) -> None:
    crowd(world)
    walker = Walker(world)
    unpaged = []
    for address in pages():
        if address.name in PAGED:
            role = READER_OF.get(address.name, "coordinator")
            context = walker.clients[role].get(walker.path(address)).context
            page = context.get("page")
            if not (isinstance(page, Page) and page.paginator.per_page <= 50):
                unpaged.append(address.name)

    assert unpaged == []
    assert {address.name for address in pages()} >= PAGED
