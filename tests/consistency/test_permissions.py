"""Every page says who may use it, and the papers say the same."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.utils import translation
from pytest_django import Settings

from brobygger.authorization.access import Public, rule_of
from brobygger.authorization.document import addresses, document
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import ROLES
from tests.consistency import all_urls
from tests.consistency.house import ROOT, python_files

ALL = all_urls.__name__
# Open to everybody, each for a reason. A page is only added here on purpose.
PUBLIC = {
    "account_confirm_login_code",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_signup",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "accounts:language",
    "accounts:oidc_callback",
    "accounts:oidc_logged_out",
    "accounts:oidc_login",
    "accounts:oidc_logout",
    "demo:login",
    "demo:outbox",
    "desk:accessibility",
    "desk:privacy",
    "operation:health",
    "operation:ready",
    "privacy:erased",
}


def test_every_view_of_ours_has_a_rule() -> None:
    without = [
        address.name
        for address in addresses(ALL)
        if address.view.__module__.startswith("brobygger.")
        and rule_of(address.view, address.name) is None
    ]

    assert without == []


def test_public_pages_are_these() -> None:
    public = {a.name for a in addresses(ALL) if isinstance(rule_of(a.view, a.name), Public)}

    assert public == PUBLIC


def test_every_address_has_a_name_of_its_own() -> None:
    names = [address.name for address in addresses(ALL)]

    assert sorted(names) == sorted(set(names))


@pytest.mark.urls("tests.consistency.forgotten_urls")
def test_a_page_without_a_rule_is_never_served(db: None, settings: Settings) -> None:
    settings.TESTING = False

    assert Client().get("/forgotten/").status_code == 403


@pytest.mark.urls("tests.consistency.forgotten_urls")
def test_a_page_without_a_rule_fails_its_test(db: None) -> None:
    with pytest.raises(ImproperlyConfigured, match="forgotten"):
        Client().get("/forgotten/")


def test_every_permission_is_held_by_some_role_and_asked_for() -> None:
    held = set[Permission]().union(*(spec.permissions for spec in ROLES.values()))
    asked = "\n".join(path.read_text(encoding="utf-8") for path in python_files("src"))

    assert held == set(Permission)
    assert {p for p in Permission if f"Permission.{p.name}" not in asked} == set()


def test_the_papers_are_in_step() -> None:
    """Run `brobygger manage permissions_doc --write` when this fails."""
    with translation.override("da"):
        text = document()

    assert (ROOT / "docs" / "permissions.md").read_text(encoding="utf-8") == text
