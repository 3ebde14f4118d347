"""Logging in safely: an app, emergency codes, a passkey, and closing the place one forgot."""

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE, Visit
from tests.e2e.people import speak_english
from tests.e2e.site import Site
from tests.e2e.visitor import Visitor

EMAIL = "vera@mail.example"
PASSWORD = "en lang sætning om broer"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def vera(site: Site) -> None:
    """Somebody with a password."""
    site.python(
        "from brobygger.accounts.domain.users import get_or_create_user as g;"
        f"u = g(email={EMAIL!r}, name='Vera Holm'); u.set_password({PASSWORD!r}); u.save()"
    )


def first_step(visitor: Visitor) -> None:
    """E-mail and password."""
    visitor.open("/account/login/")
    visitor.unfold("Jeg vil hellere bruge min adgangskode")
    form = visitor.page.locator(".bb-password-login")
    visitor.write("Din e-mail", EMAIL, inside=form)
    visitor.write("Adgangskode", PASSWORD, inside=form)
    visitor.submit("Log ind", inside=form)


def second_step(visitor: Visitor, code: str) -> None:
    """What the app shows, or an emergency code."""
    field = visitor.page.locator("input[name=code]")
    field.fill(code)
    visitor.submit("Log ind", inside=visitor.page.locator("form", has=field))


def app_code(visitor: Visitor, secret: str) -> str:
    """What the app shows now."""
    seconds = visitor.page.evaluate("Date.now() / 1000")
    return str(format_hotp_value(hotp_value(secret, int(seconds) // 30)))


def log_out(visitor: Visitor) -> None:
    visitor.open("/account/logout/")
    visitor.submit("Log ud", inside=visitor.page.locator("main"))


def add_app(visitor: Visitor) -> tuple[str, list[str]]:
    """The secret, and the emergency codes, which are shown and taken home."""
    visitor.open("/account/security/")
    visitor.follow("Tilføj en kode-app")
    visitor.write("Din adgangskode", PASSWORD)
    visitor.submit("Fortsæt")
    expect(visitor.page.get_by_alt_text("QR-kode")).to_be_visible()
    assert visitor.page.evaluate("document.querySelector('.bb-qr').naturalWidth") > 100
    secret = visitor.page.locator(".bb-secret").inner_text()
    visitor.write("Koden, appen viser", app_code(visitor, secret))
    visitor.submit("Tilføj kode-appen")
    codes = visitor.page.locator(".bb-codes code").all_inner_texts()
    assert set(codes) <= set(visitor.download("Hent koderne som en fil").decode().split())
    visitor.follow("Jeg har gemt dem")
    return secret, codes


def add_passkey(visitor: Visitor) -> None:
    """With a telephone that recognises its owner."""
    visitor.follow("Tilføj en adgangsnøgle")
    visitor.write("Hvad skal den hedde?", "Min telefon")
    visitor.submit("Tilføj adgangsnøglen")
    visitor.sees("Min telefon")


def test_logging_in_safely(visit: Visit, site: Site, vera: None) -> None:
    phone = visit(site, screen=PHONE)
    cdp = phone.page.context.new_cdp_session(phone.page)
    cdp.send("WebAuthn.enable")
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    first_step(phone)
    secret, codes = add_app(phone)

    desk = visit(site, screen=DESK)
    first_step(desk)
    desk.open("/account/")
    assert desk.path == "/account/login/second-step/"
    second_step(desk, app_code(desk, secret))
    desk.open("/account/security/")
    desk.sees("Her er du logget ind")

    log_out(desk)
    first_step(desk)
    second_step(desk, codes[0])
    desk.open("/account/security/")

    add_passkey(phone)
    phone.sees("9 tilbage")
    log_out(phone)
    phone.open("/account/login/")
    phone.submit("Log ind med adgangsnøgle")
    phone.open("/account/security/")

    phone.submit("Log ud alle andre steder")
    phone.sees("ét andet sted")
    desk.open("/account/")
    assert desk.path == "/account/login/"

    phone.open("/account/security/")
    speak_english(phone)
    for page in ("app/", "codes/new/", "passkeys/add/"):
        phone.open(f"/account/security/{page}")


def test_without_a_passkey_the_page_says_so(visit: Visit, site: Site, vera: None) -> None:
    visitor = visit(site, screen=DESK)
    visitor.open("/account/login/")
    visitor.page.evaluate(
        "() => { navigator.credentials.get = async () => { throw new DOMException('no'); }; }"
    )
    visitor.press("Log ind med adgangsnøgle")
    visitor.sees("Det blev ikke til noget")
