"""Getting in, and what one meets on the way."""

import pytest

from tests.e2e.conftest import DESK, PHONE, Visit
from tests.e2e.people import log_in, speak_english
from tests.e2e.site import Site
from tests.mailserver import PostOffice


@pytest.fixture(scope="module")
def nina(site: Site) -> str:
    """Somebody with an account and nothing else."""
    site.python(
        "from brobygger.accounts.domain.users import get_or_create_user as g;"
        "g(email='nina@mail.example', name='Nina Aa')"
    )
    return "nina@mail.example"


def test_log_in_with_a_code(visit: Visit, site: Site, office: PostOffice, nina: str) -> None:
    visitor = visit(site)
    visitor.open("/")
    log_in(visitor, office, nina)

    visitor.open("/account/")
    visitor.sees(nina)


def test_a_wrong_code_does_not_let_in(
    visit: Visit, site: Site, office: PostOffice, nina: str
) -> None:
    visitor = visit(site)
    visitor.open("/account/login/")
    visitor.write("Din e-mail", nina)
    visitor.submit("Send mig en kode")
    code = visitor.page.locator("input[name=code]")
    code.fill("AAAA-AAAA")
    visitor.submit("Log ind", inside=visitor.page.locator("form", has=code))

    visitor.open("/account/")
    assert visitor.path.startswith("/account/login/")


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_the_way_in_in_both_languages(visit: Visit, site: Site, screen: dict[str, int]) -> None:
    for english in (False, True):
        visitor = visit(site, screen=screen, english=english)
        for path in ("login/", "login/code/", "password/reset/", "signup/", "inactive/"):
            visitor.open(f"/account/{path}")


def test_language_is_kept(visit: Visit, site: Site, nina: str) -> None:
    visitor = visit(site, nina)
    visitor.open("/account/")
    speak_english(visitor)
    visitor.open("/account/password/set/")
    visitor.page.get_by_role("button", name="Dansk").locator("visible=true").or_(
        visitor.page.locator("summary", has_text="Menu").locator("visible=true")
    ).first.click()
    visitor.page.get_by_role("button", name="Dansk").locator("visible=true").first.click()
    visitor.page.wait_for_selector("html[lang=da]")
