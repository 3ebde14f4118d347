"""Telling how far a long import is, from outside its transaction.

What a transaction writes is seen by nobody until it ends, so progress has a connection of its own.
It is opened for imports that take more than a moment, and told at most once a second.
"""

from collections.abc import Iterable, Iterator, Sized
from typing import Protocol, Self, TypeVar
from uuid import UUID

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from brobygger.actors.models import ImportProgress
from brobygger.core import clock
from brobygger.core.ids import new_id

_EVERY_SECONDS = 1.0
_EVERY_ROWS = 250
_Row = TypeVar("_Row")


class Tell(Protocol):
    """Says how far a stage is."""

    def __call__(self, stage: str, done: int, total: int) -> None: ...


def quiet(stage: str, done: int, total: int) -> None:
    """Nobody waits for it."""


class Telling:
    """Writes the progress of one import where its page can see it. Close it afterwards."""

    def __init__(self, batch_id: UUID) -> None:
        self._batch_id = batch_id
        self._apart: BaseDatabaseWrapper | None = None
        self._last = clock.now()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._apart is not None:
            self._apart.close()

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = clock.now()
        if (now - self._last).total_seconds() < _EVERY_SECONDS:
            return
        self._last = now
        if self._apart is None:
            self._apart = connection.copy("import_progress")
        with self._apart.cursor() as cursor:
            cursor.execute(
                "UPDATE actors_importprogress SET stage = %s, done = %s, total = %s, "
                "updated_at = %s WHERE batch_id = %s",
                [stage, done, total, now, self._batch_id],
            )


def begin(batch_id: UUID, stage: str) -> None:
    """Make the place where progress is written, before the transaction that is told of."""
    ImportProgress.objects.update_or_create(
        batch_id=batch_id,
        defaults={"stage": stage, "done": 0, "total": 0, "updated_at": clock.now()},
        create_defaults={"id": new_id(), "stage": stage},
    )


def told(rows: Iterable[_Row], tell: Tell, stage: str, total: int = 0) -> Iterator[_Row]:
    """The same rows, telling now and then how many have been."""
    if not total and isinstance(rows, Sized):
        total = len(rows)
    for number, row in enumerate(rows):
        if number % _EVERY_ROWS == 0:
            tell(stage, number, total)
        yield row
