"""Somebody trying link after link is asked to wait.

A token has 256 bits, so guessing is hopeless; the brake is for the sake of the database and of
the log.
"""

from datetime import timedelta

from brobygger.core.brakes import Rate, TooMany, take

GUESSES = Rate(30, timedelta(minutes=10))


def may_guess(address: str) -> bool:
    """Count that the address asked for a link that is not there; no when it must wait."""
    try:
        take("links.guess", address, GUESSES)
    except TooMany:
        return False
    return True
