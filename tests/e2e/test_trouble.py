"""Trouble people meet: somebody else saves first, or the database is away just then."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from brobygger.embedded.paths import DataFolder
from brobygger.embedded.postgres import Server, server_lock
from tests.e2e.conftest import DESK, Visit
from tests.e2e.site import Site, running_site
from tests.e2e.visitor import Visitor
from tests.mailserver import PostOffice

WORDS = "Ror i al slags vejr, også når databasen er væk."
MEMBERS = """
from brobygger.accounts.domain.users import get_or_create_user
from brobygger.authorization.roles import Role
from brobygger.workspaces.domain.workspaces import add_member, create_workspace

workspace = create_workspace(slug="{slug}", name="{slug}", by=None)
for name in "Maja", "Samira":
    user = get_or_create_user(email=f"{{name.lower()}}@{slug}.example", name=name)
    add_member(workspace=workspace, user=user, role=Role.COORDINATOR, by=None)
"""


def write_actor_in(visitor: Visitor, slug: str, name: str) -> str:
    """Add an actor with the one line at hand; answers the address of its page."""
    visitor.open(f"/w/{slug}/actors/new/")
    visitor.page.locator("[name=name]").fill(name)
    visitor.submit("Opret")
    return visitor.path


def test_two_people_correct_the_same_actor(visit: Visit, site: Site) -> None:
    site.python(MEMBERS.format(slug="tobyen"))
    maja = visit(site, "maja@tobyen.example", screen=DESK)
    samira = visit(site, "samira@tobyen.example")
    actor = write_actor_in(maja, "tobyen", "Sangkoret")
    for visitor, words in ((maja, "Synger om tirsdagen"), (samira, "Synger om torsdagen")):
        visitor.open(f"{actor}edit/?open=all")
        visitor.page.locator("[name=description]").fill(words)
    maja.page.locator("[name=town]").fill("Tobyen")
    maja.submit("Gem")
    samira.submit("Gem")

    samira.sees("Maja har rettet det samme imens", "Synger om tirsdagen", "Synger om torsdagen")
    samira.submit("Gem det valgte")
    samira.sees("Synger om torsdagen", "Tobyen")


class Switch:
    """A database that can be turned off and on."""

    def __init__(self, folder: Path, prepared: Path) -> None:
        data = DataFolder(folder)
        data.create()
        shutil.copytree(DataFolder(prepared).cluster, data.cluster)
        lock = server_lock(data)
        assert lock.acquire()
        self.server = Server(data, lock)
        self.server.start()


@pytest.fixture(scope="module")
def switch(prepared: Path) -> Iterator[Switch]:
    with tempfile.TemporaryDirectory(prefix="brobygger-switch-") as folder:
        switch = Switch(Path(folder), prepared)
        yield switch
        switch.server.stop()
        switch.server.lock.release()


@pytest.fixture(scope="module")
def shaky_site(prepared: Path, switch: Switch, office: PostOffice) -> Iterator[Site]:
    """A site on somebody else's database."""
    with running_site(
        prepared,
        DATABASE_URL=switch.server.address,
        BROBYGGER_SMTP_URL=f"smtp://127.0.0.1:{office.port}",
    ) as site:
        yield site


def test_the_database_is_away_while_saving(visit: Visit, shaky_site: Site, switch: Switch) -> None:
    shaky_site.python(MEMBERS.format(slug="nordby"))
    maja = visit(shaky_site, "maja@nordby.example")
    actor = write_actor_in(maja, "nordby", "Roklubben")
    maja.open(f"{actor}edit/")
    maja.page.locator("[name=description]").fill(WORDS)
    switch.server.stop()
    try:
        with maja.expecting(503):
            maja.submit("Gem")
            maja.sees(
                "Vi kunne ikke gemme lige nu", "Ror i al slags vejr, også når databasen er væk."
            )
            maja.submit("Prøv igen")
            maja.sees("Vi kunne ikke gemme lige nu")
    finally:
        switch.server.start()
    for _try in range(40):
        with maja.expecting(503), maja.page.expect_navigation():
            maja.page.get_by_role("button", name="Prøv igen").click()
        if maja.page.get_by_role("button", name="Prøv igen").count() == 0:
            break
        maja.page.wait_for_timeout(500)

    expect(maja.page.locator("body")).to_contain_text(WORDS)
    assert maja.path == actor
