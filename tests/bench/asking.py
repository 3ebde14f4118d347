"""A page asked for many times, and what it asked of the database asked again without it."""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

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
    """A page, and its bare SQL."""

    taken: Spread
    bare: Spread
    queries: int


def spread(seconds: Sequence[float]) -> Spread:
    """The middle and the slow end of some times."""
    if len(seconds) == 1:
        seconds = [seconds[0]] * 2
    parts = quantiles(seconds, n=20, method="inclusive")
    return Spread(round(parts[9] * 1000, 1), round(parts[18] * 1000, 1))


class Browser:
    """Somebody logged in, through the whole of Django: middleware, permissions, templates."""

    def __init__(self, email: str) -> None:
        settings.ALLOWED_HOSTS = ["testserver"]
        self.client = Client()
        self.client.force_login(User.objects.get(email=email), backend=_LOGIN)

    def measure(self, address: str, times: int, *, htmx: bool = False) -> Measured:
        """Page and bare SQL by turns, so that a busy moment of the machine hits both."""
        headers = {"HX-Request": "true"} if htmx else {}
        statements = self._statements(address, headers)
        taken, bare = [], []
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as plain:
            for _ in range(times):
                began = time.perf_counter()
                answer = self.client.get(address, headers=headers)
                taken.append(time.perf_counter() - began)
                if answer.status_code != 200:
                    raise SystemExit(f"{address} answers {answer.status_code}")
                bare.append(_asked(plain, statements))
        return Measured(spread(taken), spread(bare), len(statements))

    def _statements(self, address: str, headers: dict[str, str]) -> list[str]:
        """What the page asks about the register, once it is warm."""
        self.client.get(address, headers=headers)
        with CaptureQueriesContext(connection) as asked:
            self.client.get(address, headers=headers)
        return [one["sql"] for one in asked.captured_queries if '"actors_' in one["sql"]]


def _asked(plain: "psycopg.Connection[tuple[object, ...]]", statements: Sequence[str]) -> float:
    began = time.perf_counter()
    for statement in statements:
        plain.execute(statement.encode()).fetchall()
    return time.perf_counter() - began
