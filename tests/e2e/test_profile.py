"""Somebody at an association, on a phone: mail, link, correct, confirm; once without touching."""

from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.mail import await_mail, link_in
from tests.e2e.site import Site
from tests.e2e.test_keyboard import enter, tab_to
from tests.e2e.test_trouble import MEMBERS
from tests.mailserver import PostOffice

ACTOR = """
from brobygger.accounts.models import User
from brobygger.actors.domain.actors import create_actor
from brobygger.actors.domain.data import ActorData, ContactPersonData, ExchangeData
from brobygger.notifications.domain.addresses import fingerprint
from brobygger.notifications.domain.choices import choose
from brobygger.notifications.hours import Hours
from brobygger.workspaces.models import Workspace

# Her mails come at any hour, so that the test need not wait for the morning.
choose(fingerprint("fatma@syklub.example"), {}, Hours(0, 0, weekends=True))
create_actor(
    workspace=Workspace.objects.get(slug="syby"),
    by=User.objects.get(email="maja@syby.example"),
    data=ActorData(
        name="Kvindernes syklub",
        description="Torsdag 19-21",
        town="Syby",
        phone="00 11 22 33",
        email="post@syklub.example",
        target_groups=("women", "young_people"),
        offers=(ExchangeData(term="cooking", text="fest for 50"),),
        needs=(ExchangeData(term="accounting"),),
        contact_persons=(
            ContactPersonData(name="Fatma", title="Formand", email="fatma@syklub.example"),
        ),
        notes="Ring efter kl. 17.",
    ),
)
"""


def test_the_profile_from_mail_to_confirmed(visit: Visit, site: Site, office: PostOffice) -> None:
    site.python(MEMBERS.format(slug="syby") + ACTOR)
    maja = visit(site, "maja@syby.example")
    maja.open("/w/syby/actors/")
    maja.follow("Kvindernes syklub")
    panel = maja.page.locator("#profile")
    expect(panel).to_contain_text("Spurgt 0 af 3 gange på tre måneder")
    with maja.page.expect_navigation():
        panel.get_by_role("button", name="Fatma").click()
    maja.sees("Spurgt 1 af 3 gange på tre måneder")

    link = link_in(await_mail(office, "fatma@syklub.example"), "/profile/")
    visit(site, english=True).open(link)
    fatma = visit(site)
    fatma.open(link)
    fatma.sees_not("Ring efter kl. 17.")
    fatma.follow("Ret Hvem I er, og hvad I gør")
    fatma.page.locator("[name=description]").fill("Vi syr og læser om torsdagen.")
    fatma.submit("Gem")
    fatma.sees("Gemt. Det gælder nu.", "Vi syr og læser om torsdagen.")

    # The rest by keyboard: one more need, in own words, and the one tap.
    fatma.page.keyboard.press("Tab")
    tab_to(fatma, "Tilføj noget, I mangler")
    enter(fatma)
    expect(fatma.page.get_by_label("Hvad? Skriv med egne ord")).to_be_focused()
    fatma.page.keyboard.type("hjælp til fundraising")
    enter(fatma)
    fatma.sees("Gemt. Det gælder nu.", "Fundraising")
    tab_to(fatma, "Det passer")
    enter(fatma)
    fatma.sees("Tak. Oplysningerne er bekræftet i dag.")

    maja.page.reload()
    maja.sees("Vi syr og læser om torsdagen.", "Det har de selv rettet", "af dem selv")
