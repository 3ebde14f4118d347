"""How passwords are kept, and the words everybody would guess first in one for this house."""

from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

#: The house, what it is about, and what people write when a page asks for something longer.
GUESSED_FIRST = (
    "brobygger",
    "forening",
    "frivillig",
    "helhedsplan",
    "integration",
    "kodeord",
    "kommune",
    "password",
    "samarbejde",
    "velkommen",
)
OWN = 8


class Argon2Hasher(Argon2PasswordHasher):
    """Argon2id as OWASP advises it for servers: 19 MiB and two rounds, one thread.

    Django's own 100 MiB in eight threads would take a gigabyte when ten people log in at once.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


class GuessedFirstValidator:
    """Refuses a password that is one of those words with a little around it: `Kommune2026!!`."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError when fewer than eight characters are the person's own."""
        rest = password.lower()
        for word in GUESSED_FIRST:
            rest = rest.replace(word, "")
        if rest != password.lower() and len(rest) < OWN:
            raise ValidationError(self.get_help_text(), code="password_guessed_first")

    def get_help_text(self) -> str:
        """What to do instead."""
        return _(
            "Adgangskoden er et af de ord, andre gætter på først. "
            "Tag tre ord, der ikke hører sammen."
        )
