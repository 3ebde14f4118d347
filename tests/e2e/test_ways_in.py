"""Getting in without a code: at another place, and by an invitation."""

import pytest

from tests.e2e.conftest import DESK, PHONE, Visit
from tests.e2e.mail import await_mail, link_in
from tests.e2e.site import Site
from tests.e2e.visitor import Visitor
from tests.mailserver import PostOffice
from tests.oidc.provider import Provider

BOSS = "bodil@birkerod.example"


@pytest.fixture(scope="module", autouse=True)
def birkerod(site: Site, provider: Provider) -> None:
    """A workspace with one administrator, whom the provider knows."""
    words = ("--slug", "birkerod", "--name", "Birkerød Kommune", "--administrator", BOSS)
    site.command("create-workspace", *words)
    provider.told(
        people={
            "bodil": {"email": BOSS, "email_verified": True},
            "ulla": {"email": "ulla@ukendt.example", "email_verified": True},
        }
    )


def log_in_elsewhere(visitor: Visitor, login: str) -> None:
    """Press the button, say who one is at the provider, and come back."""
    visitor.open("/account/login/")
    page = visitor.page
    page.get_by_role("button", name="Fjordby Kommunes login").click()
    page.get_by_label("Hvem er du?").fill(login)
    page.get_by_role("button", name="Log ind").click()
    page.wait_for_url(f"{visitor.address}/**")
    visitor.look()


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_in_and_out_through_another_place(visit: Visit, site: Site, screen: dict[str, int]) -> None:
    visitor = visit(site, screen=screen)
    log_in_elsewhere(visitor, "bodil")
    assert visitor.path == "/w/birkerod/"
    visitor.open("/account/")
    visitor.sees("Fjern forbindelsen")
    visitor.open("/account/logout/")
    visitor.submit("Log ud", inside=visitor.page.get_by_role("main"))
    visitor.sees("Du er logget ud af Brobygger")
    visitor.page.get_by_role("link", name="Log også ud hos").click()
    visitor.page.get_by_role("button", name="Log ud").click()
    visitor.page.wait_for_url(f"{visitor.address}/account/login/**")


def test_who_is_not_invited_is_told_so(visit: Visit, site: Site) -> None:
    visitor = visit(site)
    with visitor.expecting(403):
        log_in_elsewhere(visitor, "ulla")
        visitor.sees("ulla@ukendt.example")


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_an_invitation_from_the_mail_to_the_workspace(
    visit: Visit, site: Site, office: PostOffice, screen: dict[str, int]
) -> None:
    new = f"ny{screen['width']}@birkerod.example"
    boss = visit(site, BOSS, screen=screen)
    before = len(office.mails)
    boss.open("/w/birkerod/members/invite/")
    boss.write("Navn", "Ny Nielsen")
    boss.write("E-mail", new)
    boss.submit("Send invitation")
    mail = await_mail(office, new, after=before)
    boss.open("/w/birkerod/members/")
    boss.sees("ikke kommet endnu")
    link = link_in(mail, "/invitation/")

    guest = visit(site, screen=screen)
    guest.open(link)
    guest.submit("Tag imod, og gå ind")
    assert guest.path == "/w/birkerod/"

    guest.open(link, status=410)
    guest.sees("Du brugte linket")
