"""Changing a password: the old one is asked for, and the new one is taken as it was typed."""

from collections.abc import Callable

import pytest
from django.test import Client

from brobygger.accounts.models import User

AsUser = Callable[[User], Client]
PAGE = "/account/password/change/"
OLD, NEW = "cykel havre vinter", "  Bølge LYGTE trappe  "


@pytest.fixture
def owner(coordinator: User) -> User:
    coordinator.set_password(OLD)
    coordinator.save()
    return coordinator


def change(client: Client, old: str, new: str) -> None:
    client.post(PAGE, {"oldpassword": old, "password1": new, "password2": new})


def test_the_old_one_is_asked_for(as_user: AsUser, owner: User) -> None:
    change(as_user(owner), "noget andet her", NEW)
    owner.refresh_from_db()
    assert owner.check_password(OLD)


def test_spaces_and_capitals_are_part_of_it(as_user: AsUser, owner: User) -> None:
    change(as_user(owner), OLD, NEW)
    owner.refresh_from_db()
    assert owner.check_password(NEW)
    assert not owner.check_password(NEW.strip())
    assert not owner.check_password(NEW.lower())


def test_what_is_typed_is_hidden_and_may_be_pasted(as_user: AsUser, owner: User) -> None:
    page = as_user(owner).get(PAGE).text
    for name in ("oldpassword", "password1", "password2"):
        field = page.split(f'name="{name}"')[0].rpartition("<input")[2]
        field += page.split(f'name="{name}"')[1].partition(">")[0]
        assert 'type="password"' in field
        assert "autocomplete=" in field
        assert "onpaste" not in field
