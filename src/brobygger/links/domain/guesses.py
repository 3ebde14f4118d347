"""Somebody trying link after link is asked to wait.

A token has 256 bits, so guessing is hopeless; the brake is for the sake of the database and of
the log. It is kept in PostgreSQL, because several web processes must count together.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from brobygger.core import clock
from brobygger.links.models import GuessCount

WINDOW = timedelta(minutes=10)
ALLOWED = 30


def has_guessed_too_much(address: str) -> bool:
    """Whether this address must wait before it may try another link."""
    count = GuessCount.objects.filter(address_hash=_hash(address), window=_window()).first()
    return count is not None and count.guesses >= ALLOWED


@transaction.atomic
def count_guess(address: str) -> None:
    """Note that the address asked for a link that is not there; forget what is over."""
    GuessCount.objects.filter(window__lt=_window()).delete()
    GuessCount.objects.bulk_create(
        [GuessCount(address_hash=_hash(address), window=_window())], ignore_conflicts=True
    )
    GuessCount.objects.filter(address_hash=_hash(address), window=_window()).update(
        guesses=F("guesses") + 1
    )


def _window() -> datetime:
    length = int(WINDOW.total_seconds())
    return datetime.fromtimestamp(
        int(clock.now().timestamp()) // length * length, tz=clock.now().tzinfo
    )


def _hash(address: str) -> str:
    # An IP address is personal data: keyed, so that it cannot be read back from the table.
    return hmac.new(settings.SECRET_KEY.encode(), address.encode(), hashlib.sha256).hexdigest()
