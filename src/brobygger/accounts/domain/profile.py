"""What people decide about their own account."""

from django.db import transaction

from brobygger.accounts.models import Language, User


@transaction.atomic
def choose_language(*, by: User, language: str) -> None:
    """Pages and mails come in this language from now on.

    Raises ValueError for a language the house does not speak.
    """
    by.language = Language(language)
    by.save(update_fields=["language"])


@transaction.atomic
def change_profile(*, by: User, name: str, language: str) -> None:
    """Change one's own name and language."""
    by.name = name.strip()
    by.language = Language(language)
    by.save(update_fields=["name", "language"])
