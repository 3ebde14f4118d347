"""Getting in, and what one meets on the way."""

from tests.e2e.conftest import DESK, Visit
from tests.e2e.mail import await_mail, code_in
from tests.e2e.site import Site
from tests.mailserver import PostOffice


def test_log_in_with_a_code(visit: Visit, site: Site, office: PostOffice) -> None:
    site.python(
        "from brobygger.accounts.domain.users import get_or_create_user as g;"
        "g(email='nina@mail.example', name='Nina')"
    )
    nina = visit(site)
    nina.open("/account/login/")
    nina.write("Din e-mail", "nina@mail.example")
    nina.submit("Send mig en kode")
    nina.write("Kode", code_in(await_mail(office, "nina@mail.example")))
    nina.submit("Log ind")

    nina.sees("Nina")


def test_the_log_in_page_on_a_desk(visit: Visit, site: Site) -> None:
    visit(site, screen=DESK).open("/account/login/")
