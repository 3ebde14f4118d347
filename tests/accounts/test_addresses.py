"""An address is one person's: letters that look alike are not the same."""

import pytest

from brobygger.accounts.domain.users import find_user, get_or_create_user
from brobygger.accounts.exceptions import LooksLikeAnother
from brobygger.accounts.models import User


@pytest.mark.django_db
@pytest.mark.parametrize("email", ["maja@fıordby.example", "maja@fior\u212aby.example"])
def test_a_letter_in_other_clothes_makes_no_account(email: str) -> None:
    with pytest.raises(LooksLikeAnother):
        get_or_create_user(email=email)


@pytest.mark.django_db
def test_danish_letters_are_letters_of_their_own() -> None:
    assert get_or_create_user(email="Post@Børnehjælp.example").email == "post@børnehjælp.example"


def test_only_the_very_address_finds_the_account(db: None) -> None:
    maja = get_or_create_user(email="maja@fiordby.example")
    assert User.objects.filter(email__iexact="maja@fıordby.example").exists()

    assert find_user("maja@fıordby.example") is None
    assert find_user(" MAJA@fiordby.example ") == maja
