"""The frame round every page: keyboard, print, no scripts, and pages that are not there."""

from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE, Visit
from tests.e2e.site import Site

READER = """
from brobygger.accounts.domain.users import get_or_create_user
from brobygger.authorization.roles import Role
from brobygger.workspaces.domain.workspaces import add_member, create_workspace

workspace = create_workspace(slug="laeseby", name="Læseby", by=None)
leif = get_or_create_user(email="leif@laeseby.example", name="Leif")
add_member(workspace=workspace, user=leif, role=Role.READER, by=None)
"""


def test_the_skip_link_is_first_and_skips(visit: Visit, site: Site) -> None:
    visitor = visit(site, screen=DESK)
    visitor.open("/account/login/")
    visitor.page.keyboard.press("Tab")
    expect(visitor.page.locator(":focus")).to_have_text("Gå til sidens indhold")
    visitor.page.keyboard.press("Enter")

    expect(visitor.page.locator(":focus")).to_have_id("main-content")


def test_focus_can_be_seen(visit: Visit, site: Site) -> None:
    visitor = visit(site, screen=DESK)
    visitor.open("/account/login/")
    for _stop in range(12):
        visitor.page.keyboard.press("Tab")
        seen = visitor.page.evaluate(
            """() => {
                const focused = document.activeElement;
                const style = getComputedStyle(focused);
                return focused === document.body || style.outlineStyle !== "none"
                    || style.boxShadow !== "none";
            }"""
        )
        assert seen, visitor.page.locator(":focus").inner_html()


def test_the_menu_opens_on_a_phone_by_keyboard(visit: Visit, site: Site) -> None:
    visitor = visit(site)
    visitor.open("/account/login/")
    summary = visitor.page.locator("summary", has_text="Menu")
    summary.focus()
    visitor.page.keyboard.press("Enter")

    expect(visitor.page.get_by_role("navigation", name="Menu")).to_be_visible()


def test_paper_has_no_menus(visit: Visit, site: Site) -> None:
    visitor = visit(site, screen=DESK)
    visitor.open("/account/login/")
    visitor.page.emulate_media(media="print")

    for button in visitor.page.locator("header form").all():
        expect(button).not_to_be_visible()


def test_a_page_that_is_not_there(visit: Visit, site: Site) -> None:
    for screen in (PHONE, DESK):
        visitor = visit(site, screen=screen)
        visitor.open("/findes/ikke/", status=404)

        visitor.sees("findes ikke")


def test_log_in_works_without_scripts(visit: Visit, site: Site) -> None:
    visitor = visit(site, scripts=False)
    visitor.page.goto(f"{site.address}/account/login/")
    visitor.write("Din e-mail", "ingen@mail.example")
    visitor.page.get_by_role("button", name="Send mig en kode").click()

    expect(visitor.page.locator("h1")).to_have_text("Skriv koden")


def test_the_security_headers_are_strict(visit: Visit, site: Site) -> None:
    visitor = visit(site)
    answer = visitor.page.goto(f"{site.address}/account/login/")

    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "nonce-" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_page_that_is_not_for_this_role(visit: Visit, site: Site) -> None:
    site.python(READER)
    for screen in (PHONE, DESK):
        visitor = visit(site, "leif@laeseby.example", screen=screen)
        visitor.open("/w/laeseby/actors/new/", status=403)
        visitor.open("/w/en-anden-kommune/actors/", status=404)
