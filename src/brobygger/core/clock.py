"""The one place that knows what time it is, so that a year can pass in a test."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

DENMARK = ZoneInfo("Europe/Copenhagen")

_travelled: ContextVar[timedelta] = ContextVar("travelled", default=timedelta())


def now() -> datetime:
    """The present moment, in UTC."""
    # Processes of a browser test are moved as a whole: seconds in the environment.
    shift = timedelta(seconds=float(os.environ.get("BROBYGGER_CLOCK_SHIFT", "0")))
    return datetime.now(UTC) + _travelled.get() + shift


def today() -> date:
    """The calendar day in Denmark, where our users' meetings are held."""
    return now().astimezone(DENMARK).date()


@contextmanager
def travel_to(moment: datetime) -> Iterator[None]:
    """Let time go on from `moment` inside the block (tests and demo data)."""
    token = _travelled.set(moment - datetime.now(UTC))
    try:
        yield
    finally:
        _travelled.reset(token)
