"""A page asked for many times, and what it asked of the database asked again without it."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import psycopg
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from brobygger.accounts.models import User

_LOGIN = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class Spread:
    """Milliseconds: half of the times were quicker, and all but a twentieth."""

    p50: float
    p95: float


@dataclass(frozen=True)
class Measured:
    """A page, and its bare SQL. `cpu` and `database_cpu` are milliseconds of processor time for
    the page, half of the times less: in this process, and in the one that answers it."""

    taken: Spread
    bare: Spread
    queries: int
    cpu: float
    database_cpu: float | None


def spread(seconds: Sequence[float]) -> Spread:
    """The middle and the slow end of some times."""
    if len(seconds) == 1:
        seconds = [seconds[0]] * 2
    parts = quantiles(seconds, n=20, method="inclusive")
    return Spread(round(parts[9] * 1000, 1), round(parts[18] * 1000, 1))


@dataclass(frozen=True)
class Work:
    """Seconds of processor time, in this process and in the database process of its connection."""

    ours: list[float]
    theirs: list[float]

    @classmethod
    def none_yet(cls) -> "Work":
        return cls([], [])

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count what is done inside."""
        ours, theirs = time.process_time(), database_seconds()
        yield
        self.ours.append(time.process_time() - ours)
        if theirs is not None and (now := database_seconds()) is not None:
            self.theirs.append(now - theirs)

    def middle(self) -> tuple[float, float | None]:
        """Milliseconds of the middle one."""
        theirs = round(median(self.theirs) * 1000, 1) if self.theirs else None
        return round(median(self.ours) * 1000, 1), theirs


def database_seconds() -> float | None:
    """Processor time of our connection's process; None when the machine does not tell (Linux)."""
    connection.ensure_connection()
    process: int = connection.connection.info.backend_pid
    try:
        return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9
    except OSError:
        return None


class Browser:
    """Somebody logged in, through the whole of Django: middleware, permissions, templates."""

    def __init__(self, email: str) -> None:
        settings.ALLOWED_HOSTS = ["testserver"]
        self.client = Client()
        self.client.force_login(User.objects.get(email=email), backend=_LOGIN)

    def measure(
        self, address: str, times: int, *, htmx: bool = False, about: str = "actors_"
    ) -> Measured:
        """Page and bare SQL by turns, so that a busy moment of the machine hits both."""
        headers = {"HX-Request": "true"} if htmx else {}
        statements = self._statements(address, headers, about)
        taken, bare, work = [], [], Work.none_yet()
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as plain:
            for _ in range(times):
                with work.counted():
                    began = time.perf_counter()
                    answer = self.client.get(address, headers=headers)
                    taken.append(time.perf_counter() - began)
                if answer.status_code != 200:
                    raise SystemExit(f"{address} answers {answer.status_code}")
                bare.append(_asked(plain, statements))
        ours, theirs = work.middle()
        return Measured(spread(taken), spread(bare), len(statements), ours, theirs)

    def _statements(self, address: str, headers: dict[str, str], about: str) -> list[str]:
        """What the page asks of the tables it is about, once it is warm."""
        self.client.get(address, headers=headers)
        with CaptureQueriesContext(connection) as asked:
            self.client.get(address, headers=headers)
        return [one["sql"] for one in asked.captured_queries if about in one["sql"]]


def _asked(plain: "psycopg.Connection[tuple[object, ...]]", statements: Sequence[str]) -> float:
    began = time.perf_counter()
    for statement in statements:
        # Planned anew each time, as a page's are: another's filter is another statement.
        plain.execute(statement.encode(), prepare=False).fetchall()
    return time.perf_counter() - began
