"""Pages stay quick: the number of questions to the database does not grow with what is in it."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.paginator import Page
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from brobygger.accounts.telling import Trail
from brobygger.authorization.document import Address
from tests.consistency.growth import MORE, SOME, crowd, grow
from tests.consistency.test_access import ALL, Walker, reachable, room_of
from tests.consistency.world import World, make_world

pytestmark = pytest.mark.urls(ALL)

# Lists of what there can be any number of.
PAGED = {
    "actors:duplicates",
    "actors:import-mappings",
    "actors:import-preview",
    "actors:import-words",
    "actors:list",
    "actors:untold",
    "collaborations:list",
    "collaborations:own_sheets",
    "collaborations:sharing",
    "comparison:goals",
    "demo:outbox",
    "efforts:alive",
    "efforts:confirm",
    "efforts:effort",
    "efforts:efforts",
    "efforts:groups",
    "efforts:involve",
    "efforts:list",
    "efforts:who_else",
    "desk:mine",
    "followup:meetings",
    "matching:index",
    "sheets:field",
    "sheets:history",
    "sheets:questions",
    "sheets:search",
    "sheets:versions",
    "toolbox:index",
    "visits:list",
    "visits:promises",
    "workspaces:members",
}
# Pages that show more than that on one, each for a reason.
_CARD = "one actor's card is read and checked as a whole, with whom it works together"
WHOLE = {
    "actors:detail": _CARD,
    "actors:own_profile": _CARD,
    "actors:profile": _CARD,
    "actors:telephone": _CARD,
    "efforts:table": "the list of an effort is printed as a whole",
}
# Stories of what happened, read a stretch at a time.
TOLD = {
    "actors:detail",
    "agreements:agreement",
    "desk:thread",
    "efforts:effort",
    "sheets:sheet",
    "toolbox:tool",
    "visits:visit",
    "workspaces:audit",
    "workspaces:members",
}
# An administrator sees whatever a coordinator does.
READERS = ("administrator", "party")
# What one list shows at a time, with some rows of its own about the rest.
LISTS = {"ul", "ol", "table"}
MOST = 52
# Pages that show a few threads whole: the number of threads is fixed, what each asks depends on
# how far it has come. They may ask this much and never more.
AT_MOST = {"desk:overview": 60, "desk:mine": 50}


def pages() -> list[Address]:
    """All of ours, and the one of a package with a list on it: where one is logged in."""
    return [a for a in reachable() if room_of(a) != "account" or a.name == "mfa_index"]


def close(response: Any) -> None:
    """A file is closed when it has been sent."""
    if response.streaming:
        response.getvalue()


def questions(client: Client, path: str) -> int | None:
    """How many a page asks the database; None when it shows this reader nothing."""
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path)
    close(response)
    return len(asked) if response.status_code == 200 else None


def questions_warm(client: Client, path: str) -> int | None:
    """The same of a page looked at before: caches warm, session made."""
    if questions(client, path) is None:
        return None
    return questions(client, path)


@pytest.fixture
def world(db: None, settings: Settings) -> World:
    settings.BROBYGGER_DEMO = True
    return make_world()


# Two halves, for two processors: what costs is to let the world grow.
@pytest.mark.parametrize("half", [0, 1])
def test_more_data_asks_no_more_questions(half: int, world: World) -> None:
    grow(world, SOME)
    walker = Walker(world)
    asked = [
        (role, address, path, questions_warm(walker.clients[role], path))
        for role in READERS
        for address in pages()[half::2]
        for path in [walker.path(address)]
    ]
    grow(world, MORE)
    more = []
    for role, address, path, before in asked:
        if before is None:
            continue
        most = max(before, AT_MOST.get(address.name, 0))
        after = questions(walker.clients[role], path) or 0
        if after > most:  # what the growth emptied a cache of is asked for once
            after = questions(walker.clients[role], path) or 0
        if after > most:
            more.append(f"{address.name} as {role}: {before} → {after}")

    assert more == []


def test_lists_have_pages(world: World) -> None:
    crowd(world)
    walker = Walker(world)
    paged, told, long = set(), set(), set()
    for address in pages():
        for role in READERS:
            response = walker.clients[role].get(walker.path(address))
            close(response)
            context = response.context or {}
            page, trail = context.get("page"), context.get("trail")
            if isinstance(page, Page) and page.paginator.per_page <= 50:
                paged.add(address.name)
            if isinstance(trail, Trail) and len(trail.lines) <= 50:
                told.add(address.name)
            if response["Content-Type"].startswith("text/html") and longest(response.text) > MOST:
                long.add(address.name)

    assert paged == PAGED
    assert told == TOLD
    assert long == set(WHOLE)


class Rows(HTMLParser):
    """Counts what stands in each list or table."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[int] = []
        self.most = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in LISTS:
            self.open.append(0)
        elif tag in {"li", "tr"} and self.open:
            self.open[-1] += 1
            self.most = max(self.most, self.open[-1])

    def handle_endtag(self, tag: str) -> None:
        if tag in LISTS and self.open:
            self.open.pop()


def longest(html: str) -> int:
    """How many rows the longest list of a page has."""
    rows = Rows()
    rows.feed(html)
    return rows.most


def test_the_rule_sees_a_long_list() -> None:
    assert longest("<ul><li>a<ol><li>1</ol><li>b</ul><table><tr><td></table>") == 2
