"""How often somebody may try: counted in PostgreSQL, so that all web processes count together.

Each key is a bucket that leaks: `Rate(5, minutes)` lets five tries through at once, then one more
each time a fifth of the time has gone. One row a bucket, moved by one statement, so tries at the
same moment wait for each other and none slips through.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from brobygger.core import clock
from brobygger.core.models import Brake


@dataclass(frozen=True)
class Rate:
    """So many tries, within so long."""

    times: int
    within: timedelta

    @property
    def step(self) -> timedelta:
        """How long it takes to win back one try."""
        return self.within / self.times


class TooMany(Exception):
    """There have been too many tries. `wait` is how long until the next."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"wait {wait}")
        self.wait = wait


# `empty_at` is when the bucket has leaked dry. Full is when that is a whole `within` from now.
_TAKE = """
INSERT INTO core_brake AS brake (key_hash, empty_at) VALUES (%(key)s, %(now)s + %(step)s::interval)
ON CONFLICT (key_hash) DO UPDATE SET
    empty_at = GREATEST(brake.empty_at, %(now)s) + %(step)s::interval
WHERE GREATEST(brake.empty_at, %(now)s) + %(step)s::interval <= %(full)s
RETURNING empty_at
"""


def take(what: str, key: str, rate: Rate) -> None:
    """Count one try. Raises TooMany when there is none left, and counts nothing then.

    Call it outside transactions that may be undone, or the count is undone with them.
    """
    now, key_hash = clock.now(), _hash(what, key)
    full = now + rate.step * rate.times
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, {"key": key_hash, "now": now, "step": _sql(rate), "full": full})
        if cursor.fetchone() is None:
            raise TooMany(_wait(key_hash, rate, now))


def check(what: str, key: str, rate: Rate) -> None:
    """Raise TooMany when no try is left; count nothing."""
    wait = _wait(_hash(what, key), rate, clock.now())
    if wait > timedelta():
        raise TooMany(wait)


def give_back(what: str, key: str, rate: Rate) -> None:
    """The try was a good one, so it costs nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE core_brake SET empty_at = empty_at - %s::interval WHERE key_hash = %s",
            [_sql(rate), _hash(what, key)],
        )


def is_first(what: str, key: str, within: timedelta) -> bool:
    """Whether this has not been seen within so long; from now on it has. Of two at once, one is."""
    try:
        take(what, key, Rate(1, within))
    except TooMany:
        return False
    return True


def forget_brakes() -> int:
    """Remove buckets that are dry: they say nothing any more. Answers how many."""
    return Brake.objects.filter(empty_at__lt=clock.now()).delete()[0]


def _wait(key_hash: str, rate: Rate, now: datetime) -> timedelta:
    empty_at = Brake.objects.filter(key_hash=key_hash).values_list("empty_at", flat=True).first()
    if empty_at is None:
        return timedelta()
    return max(timedelta(), empty_at + rate.step - rate.step * rate.times - now)


def _sql(rate: Rate) -> str:
    return f"{rate.step // timedelta(microseconds=1)} microseconds"


def _hash(what: str, key: str) -> str:
    # A network address and an e-mail are personal data: keyed, so the table cannot be read back.
    text = f"{what}\0{key}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()
