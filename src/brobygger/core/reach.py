"""Ways to reach somebody, as people write them down: what can be rung to, what can be opened."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# »lokal 12« is the shortest one meets.
_TWO_DIGITS = re.compile(r"\d\D*\d")
_OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)


def is_telephone(text: str) -> bool:
    """Whether there is a number to ring to in it; words may stand around it."""
    return _TWO_DIGITS.search(text) is not None


def is_web_address(text: str) -> bool:
    """Whether it may be the address of a website, with or without "https://"."""
    return "." in text.strip(". ") and not _OTHER_SCHEME.match(text)


def telephone(typed: str, *, before: str = "") -> str:
    """A telephone number as somebody typed it, without the spaces around it.

    What stood there `before` is not in the way of correcting something else. Raises
    ValidationError, with what to do, when there is no number in it.
    """
    number = typed.strip()
    if number and number != before and not is_telephone(number):
        raise ValidationError(
            _("Der er ikke et nummer at ringe til. Skriv cifrene, for eksempel 12 34 56 78."),
            code="telephone",
        )
    return number
