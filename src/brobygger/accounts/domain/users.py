"""Making accounts."""

from django.db import transaction

from brobygger.accounts.models import User


@transaction.atomic
def get_or_create_user(*, email: str, name: str = "", language: str = "da") -> User:
    """The account of this e-mail address; a new one without password when there is none.

    A new person logs in with a code sent to the address. A name already there is kept.
    """
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is None:
        user = User(email=email.strip().lower(), name=name, language=language)
        user.set_unusable_password()
        user.save()
    return user
