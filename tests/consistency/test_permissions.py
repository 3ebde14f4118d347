"""Every page says who may use it, and the papers say the same."""

from django.test import Client
from django.utils import translation

from brobygger.authorization.access import Public, rule_of
from brobygger.authorization.document import addresses, document
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import ROLES
from tests.consistency.house import ROOT, python_files

# Open to everybody, each for a reason. A page is only added here on purpose.
PUBLIC: set[str] = set()


def test_every_view_of_ours_has_a_rule() -> None:
    without = [
        address.name
        for address in addresses()
        if address.view.__module__.startswith("brobygger.")
        and rule_of(address.view, address.name) is None
    ]

    assert without == []


def test_public_pages_are_these() -> None:
    public = {a.name for a in addresses() if isinstance(rule_of(a.view, a.name), Public)}

    assert public == PUBLIC


def test_every_address_has_a_name_of_its_own() -> None:
    names = [address.name for address in addresses()]

    assert sorted(names) == sorted(set(names))


def test_a_page_without_a_rule_is_never_served(db: None, settings: object) -> None:
    settings.TESTING = False  # type: ignore[attr-defined]

    assert Client().get("/account/signup/").status_code == 403


def test_every_permission_is_held_by_some_role_and_asked_for() -> None:
    held = set[Permission]().union(*(spec.permissions for spec in ROLES.values()))
    asked = "\n".join(path.read_text(encoding="utf-8") for path in python_files("src"))

    assert held == set(Permission)
    assert [p for p in Permission if asked.count(f"Permission.{p.name}") == 0] == []


def test_the_papers_are_in_step() -> None:
    """Run `brobygger manage permissions_doc --write` when this fails."""
    with translation.override("da"):
        text = document()

    assert (ROOT / "docs" / "permissions.md").read_text(encoding="utf-8") == text
