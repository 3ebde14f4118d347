"""Each answers alone; then the sheets lie side by side, and something comes of the difference."""

from io import BytesIO

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.e2e import thread as the
from tests.e2e.conftest import DESK, PHONE, Visit
from tests.e2e.site import Site
from tests.e2e.test_demo import become
from tests.e2e.visitor import Visitor

TITLE = "Regnskab for begyndere"


def test_from_two_answers_to_a_goal_and_a_page_to_send(visit: Visit, demo_site: Site) -> None:
    hodan, grethe = visit(demo_site, screen=PHONE), visit(demo_site, screen=DESK)
    become(hodan, "Hodan Warsame")
    become(grethe, "Anne-Grethe Dam")
    hodan.open("/s/")
    hodan.follow(TITLE)
    thread = hodan.path
    _answer(hodan, thread, "t1_activity", "Vi vil selv kunne læse et regnskab")
    _answer(grethe, thread, "t2_partner", "De skal tør spørge os om hjælp")

    grethe.open(f"{thread}compare/")
    with grethe.page.expect_navigation():
        grethe.page.locator(".bb-compare-pairs a").first.click()
    grethe.look()
    grethe.sees("Sagt forskelligt", "læse et regnskab", "tør spørge os")
    theme = grethe.page.locator("#purpose")
    with grethe.page.expect_navigation():
        theme.locator("button[value^='goal:']").first.click()
    grethe.look()
    expect(theme.get_by_role("link", name="Et mål")).to_be_visible()
    hodan.open(f"{thread}goals/")
    hodan.sees("læse et regnskab", "Fra forskellen om")

    hodan.open(f"{thread}compare/")
    hodan.follow("Vestparkens Kvindeforening")
    hodan.sees("Vi vil selv kunne læse et regnskab")
    pdf = PdfReader(BytesIO(hodan.fetch(f"{hodan.path}a4.pdf")))
    assert len(pdf.pages) == 1
    hodan.submit("Lav et link")
    guest = visit(demo_site, screen=PHONE)
    guest.open(hodan.page.locator("#link-url").input_value())
    guest.sees("Vi vil selv kunne læse et regnskab")


def _answer(visitor: Visitor, thread: str, tool: str, purpose: str) -> None:
    """Begin the sheet, say what it is for, and share it."""
    visitor.open(f"{thread}sheets/")
    the.begin_sheet(visitor, tool)
    the.go_to_field(visitor, "purpose")
    visitor.page.locator("#input-purpose").fill(purpose)
    the.await_saved(visitor, "purpose")
    sheet = visitor.path.split("/")[2]
    visitor.open(f"{thread}sheets/{sheet}/share/")
    visitor.page.locator("#share-purpose").check(force=True)
    visitor.submit("Gem, hvad vi deler")
