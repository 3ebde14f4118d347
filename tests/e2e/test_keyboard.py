"""The main flow without a mouse: log in, find an actor, correct it, save."""

from playwright.sync_api import expect

from tests.e2e.conftest import DESK, Visit
from tests.e2e.mail import await_mail, code_in
from tests.e2e.site import Site
from tests.e2e.test_trouble import MEMBERS
from tests.e2e.visitor import Visitor
from tests.mailserver import PostOffice

LONGEST_WAY = 120
FOCUSED = """() => {
    const focused = document.activeElement;
    const label = focused.labels?.[0]?.innerText ?? focused.getAttribute("aria-label");
    return (label ?? focused.innerText ?? "").trim();
}"""

# Presses "Fortryd" the moment it is on the page, which is as quick as anybody's hand.
QUICK_HAND = """() => {
    const grid = document.querySelector("#grid");
    grid.dataset.same = "yes";
    const watcher = new MutationObserver(() => {
        const undo = grid.querySelector("button[name=undo]");
        if (undo) { watcher.disconnect(); undo.click(); }
    });
    watcher.observe(grid, { childList: true, subtree: true });
}"""


def tab_to(visitor: Visitor, name: str) -> None:
    """Press Tab until what has focus is called this; on the way the focus can always be seen."""
    for _stop in range(LONGEST_WAY):
        visitor.page.keyboard.press("Tab")
        if str(visitor.page.evaluate(FOCUSED)).startswith(name):
            return
    raise AssertionError(f"no way to {name!r} by keyboard on {visitor.page.url}")


def enter(visitor: Visitor) -> None:
    """Press Enter and be on the next page."""
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")
    visitor.look()


def test_the_main_flow_by_keyboard(visit: Visit, site: Site, office: PostOffice) -> None:
    site.python(MEMBERS.format(slug="tasteby"))
    visitor = visit(site, screen=DESK)
    keyboard = visitor.page.keyboard
    visitor.open("/account/login/")
    tab_to(visitor, "Din e-mail")
    keyboard.type("maja@tasteby.example")
    enter(visitor)
    if visitor.page.evaluate(FOCUSED) == "":
        tab_to(visitor, "Kode")
    keyboard.type(code_in(await_mail(office, "maja@tasteby.example")))
    enter(visitor)
    tab_to(visitor, "Gå til sidens indhold")
    tab_to(visitor, "Foreninger og samarbejdsparter")
    enter(visitor)
    tab_to(visitor, "Opret samarbejdspart")
    enter(visitor)
    tab_to(visitor, "Navn")
    keyboard.type("Tastekoret")
    enter(visitor)
    tab_to(visitor, "Ret oplysninger")
    enter(visitor)
    tab_to(visitor, "Hvem er de, og hvad gør de?")
    keyboard.type("Synger med ti fingre.")
    tab_to(visitor, "Gem")
    enter(visitor)

    expect(visitor.page.locator("body")).to_contain_text("Synger med ti fingre.")
    write_many_in(visitor)


def write_many_in(visitor: Visitor) -> None:
    """A row is saved by going down and taken back, at once or later, and the sheet is sent."""
    keyboard = visitor.page.keyboard
    visitor.open("/w/tasteby/actors/grid/")
    said = visitor.page.get_by_role("status").filter(has_text="Rækkekoret")
    tab_to(visitor, "Navn, række 1")
    keyboard.type("Rækkekoret")
    visitor.page.evaluate(QUICK_HAND)
    keyboard.press("Enter")
    expect(said).to_contain_text("Fortrudt: Rækkekoret")
    expect(visitor.page.get_by_label("Navn, række 1", exact=True)).to_be_focused()
    expect(visitor.page.locator("#grid[data-same]")).to_have_count(1)  # the page was not sent
    keyboard.press("End")
    keyboard.type(" Nord")
    keyboard.press("Enter")
    expect(said).to_have_text("Rækkekoret Nord er skrevet ind.")
    keyboard.press("Control+z")
    expect(said).to_contain_text("Fortrudt: Rækkekoret")
    expect(visitor.page.get_by_label("Navn, række 1", exact=True)).to_be_focused()
    with visitor.page.expect_navigation():
        keyboard.press("Control+Enter")
    visitor.look()
    expect(visitor.page.get_by_role("link", name="Rækkekoret")).to_be_visible()


def test_a_menu_is_left_with_escape(visit: Visit, site: Site) -> None:
    visitor = visit(site)
    visitor.open("/account/login/")
    summary = visitor.page.locator("summary", has_text="Menu")
    summary.focus()
    visitor.page.keyboard.press("Enter")
    visitor.page.keyboard.press("Escape")

    expect(visitor.page.get_by_role("navigation", name="Menu")).not_to_be_visible()
    expect(summary).to_be_focused()
