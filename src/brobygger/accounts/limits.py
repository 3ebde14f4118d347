"""How often one account may be tried, whoever tries; and how many wrong passwords one network has.

Most wrong tries come from the owner, with another of their passwords in mind, so
a limit is a pause and never locks anybody out: a code on mail lets them in meanwhile.
"""

from datetime import timedelta

from django.http import HttpRequest

from brobygger.accounts.models import User
from brobygger.core.brakes import Rate, TooMany, give_back, take
from brobygger.core.http import client_address

_MINUTE = timedelta(minutes=1)

WRONG_PASSWORDS = Rate(5, 5 * _MINUTE)
WRONG_PASSWORDS_FROM_ONE_NETWORK = Rate(30, 5 * _MINUTE)
WRONG_SECOND_STEPS = Rate(5, 5 * _MINUTE)
WRONG_SECOND_STEPS_A_DAY = Rate(50, timedelta(days=1))
GUESSES_AT_ONE_CODE = Rate(5, timedelta(hours=1))
MAILS = Rate(3, 3 * _MINUTE)
MAILS_A_DAY = Rate(30, timedelta(days=1))
TOTP_LIVES = 5 * _MINUTE


def take_password_try(request: HttpRequest, email: str) -> None:
    """Count a password before it is looked at. Raises TooMany."""
    take("password.email", _plain(email), WRONG_PASSWORDS)
    try:
        take("password.address", client_address(request), WRONG_PASSWORDS_FROM_ONE_NETWORK)
    except TooMany:
        give_back("password.email", _plain(email), WRONG_PASSWORDS)
        raise


def forgive_password_try(request: HttpRequest, email: str) -> None:
    """The password was right, so it was no guess."""
    give_back("password.email", _plain(email), WRONG_PASSWORDS)
    give_back("password.address", client_address(request), WRONG_PASSWORDS_FROM_ONE_NETWORK)


def take_mail(what: str, email: str) -> None:
    """Count a mail somebody asked for to this address. Raises TooMany."""
    _take_both(f"mail.{what}", _plain(email), MAILS, MAILS_A_DAY)


def take_second_step(user: User) -> None:
    """Count a code of the second step before it is looked at. Raises TooMany."""
    _take_both("second_step", str(user.pk), WRONG_SECOND_STEPS, WRONG_SECOND_STEPS_A_DAY)


def forgive_second_step(user: User) -> None:
    """The code was right."""
    give_back("second_step", str(user.pk), WRONG_SECOND_STEPS)
    give_back("second_step.day", str(user.pk), WRONG_SECOND_STEPS_A_DAY)


def take_guess(request: HttpRequest, code: str) -> None:
    """Count a guess at the code of a mail, by the browser that asked for it. Raises TooMany.

    allauth counts in the session; of guesses at the same moment it sees one.
    """
    take("login_code", f"{request.session.session_key} {code}", GUESSES_AT_ONE_CODE)


def _take_both(what: str, key: str, rate: Rate, a_day: Rate) -> None:
    """A try of this moment, and of this day. Raises TooMany, and counts neither then."""
    take(what, key, rate)
    try:
        take(f"{what}.day", key, a_day)
    except TooMany:
        give_back(what, key, rate)
        raise


def _plain(email: str) -> str:
    return email.strip().lower()
