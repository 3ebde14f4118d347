"""Which passwords are refused."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from brobygger.accounts.models import User


@pytest.mark.parametrize(
    "password",
    [
        "kort",  # under twelve
        "password1234",  # everybody's
        "Kommune2026!!",  # the house's words with a little around
        "BrobyggerBrobygger",
        "karin.holm@fjordby",  # oneself
    ],
)
def test_what_others_guess_first_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, User(email="karin.holm@fjordby.example", name="Karin Holm"))


@pytest.mark.parametrize(
    "password",
    [
        "cykel havre vinter",
        "forening cykel havre vinter",
        "ææææøøøøåååå🚲🚲",
        "hest brev " * 12,  # as long as one likes
    ],
)
def test_length_is_what_counts(password: str) -> None:
    validate_password(password, User(email="karin.holm@fjordby.example", name="Karin Holm"))
