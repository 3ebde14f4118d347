"""Making accounts, and finding them by their address."""

from django.db import transaction

from brobygger.accounts.exceptions import LooksLikeAnother
from brobygger.accounts.models import User


@transaction.atomic
def get_or_create_user(*, email: str, name: str = "", language: str = "da") -> User:
    """The account of this e-mail address; a new one without password when there is none.

    A new person logs in with a code sent to the address. A name already there is kept. Raises
    LooksLikeAnother for letters a database takes for others.
    """
    _check_letters(email)
    user = find_user(email)
    if user is None:
        user = User(email=email.strip().lower(), name=name, language=language)
        user.set_unusable_password()
        user.save()
    return user


def find_user(email: str) -> User | None:
    """The account of exactly this address, whatever the case.

    To the database »ı« is an »i« in other clothes, and fıordby.dk is somebody else's domain.
    """
    wanted = email.strip()
    alike = User.objects.filter(email__iexact=wanted)
    return next((user for user in alike if user.email.lower() == wanted.lower()), None)


def _check_letters(email: str) -> None:
    for letter in email:
        dressed_up = (letter.upper(), letter.lower()[:1], letter.casefold())
        if not letter.isascii() and any(one.isascii() for one in dressed_up):
            raise LooksLikeAnother(letter)
