"""What we have on you: looked at, fetched, and erased by oneself."""

from tests.e2e.conftest import PHONE, Visit
from tests.e2e.site import Site

EMAIL = "olga@mail.example"  # her own: the site is shared, and here she is erased


def test_one_sees_fetches_and_erases_what_there_is(visit: Visit, site: Site) -> None:
    site.python(
        "from brobygger.accounts.domain.users import get_or_create_user as g;"
        f"g(email='{EMAIL}', name='Olga Aa', language='en')"
    )
    visitor = visit(site, EMAIL, screen=PHONE, english=True)
    visitor.open("/account/")
    visitor.follow("Se det, vi har om dig")
    assert visitor.download("Hent det hele", "button")[:2] == b"PK"

    visitor.follow("Slet min konto og det, I har om mig")
    visitor.sees("Det her bliver slettet")
    visitor.write("Skriv din e-mail for at slette", EMAIL)
    visitor.submit("Slet min konto")

    visitor.sees("Din konto er slettet")
    visitor.open("/account/")
    assert visitor.path.startswith("/account/login/")
