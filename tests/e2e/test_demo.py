"""The demo: one press a role, and every page a person can reach, on phone and desk."""

import pytest

from brobygger.accounts.demo import DEMO_USERS
from tests.e2e.conftest import DESK, PHONE, Visit
from tests.e2e.crawl import crawl
from tests.e2e.site import Site
from tests.e2e.visitor import Visitor


def become(visitor: Visitor, name: str) -> None:
    """Log in with the button that carries the name."""
    visitor.open("/demo/")
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=name).click()
    visitor.look()


def test_one_press_logs_each_role_in(visit: Visit, demo_site: Site) -> None:
    for person in DEMO_USERS:
        visitor = visit(demo_site, screen=DESK)
        become(visitor, person.name)

        visitor.sees(person.name)


@pytest.mark.parametrize(
    ("name", "screen"),
    [
        ("Maja Holm", PHONE),
        ("Maja Holm", DESK),
        ("Hodan Warsame", PHONE),
    ],
    ids=["coordinator-phone", "coordinator-desk", "association-phone"],
)
def test_every_page_there_is_a_link_to(
    visit: Visit, demo_site: Site, name: str, screen: dict[str, int]
) -> None:
    visitor = visit(demo_site, screen=screen)
    become(visitor, name)

    assert len(crawl(visitor, "/")) > 5


def test_the_outbox_shows_the_mails(visit: Visit, demo_site: Site) -> None:
    for screen in (PHONE, DESK):
        visit(demo_site, screen=screen).open("/demo/outbox/")


def test_the_administrator_sees_who_is_a_member_and_invites_one_more(
    visit: Visit, demo_site: Site
) -> None:
    for screen in (PHONE, DESK):
        visitor = visit(demo_site, screen=screen)
        become(visitor, "Torben Lind")
        visitor.open("/w/fjordby/members/")
        visitor.sees("Maja Holm")
        visitor.open("/w/fjordby/members/invite/")
        visitor.open("/w/fjordby/settings/")
        visitor.open("/w/fjordby/audit/")
