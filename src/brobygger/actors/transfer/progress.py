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

# What a person has written in place of a stage, and what the work writes when nobody can any more.
STOP = "stop"
OVER = "over"

_EVERY_SECONDS = 1.0
_EVERY_ROWS = 250
_Row = TypeVar("_Row")


class Stopped(Exception):
    """Somebody gave the import up while the worker was at it."""


class Tell(Protocol):
    """Says how far a stage is."""

    def __call__(self, stage: str, done: int, total: int) -> None: ...


def quiet(stage: str, done: int, total: int) -> None:
    """Nobody waits for it."""


class Telling:
    """Writes the progress of one import where its page can see it. Close it afterwards.

    Raises Stopped from the middle of the work when somebody has asked for that.
    """

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
            # By the name of our own: one that is in no settings cannot be opened.
            self._apart = connection.copy()
        with self._apart.cursor() as cursor:
            cursor.execute(
                "UPDATE actors_importprogress SET "
                "stage = CASE WHEN stage = %s THEN stage ELSE %s END, "
                "done = %s, total = %s, updated_at = %s WHERE batch_id = %s RETURNING stage",
                [STOP, stage, done, total, now, self._batch_id],
            )
            if cursor.fetchone() == (STOP,):
                raise Stopped


def begin(batch_id: UUID, stage: str) -> None:
    """Make the place where progress is written, before the transaction that is told of."""
    now = clock.now()
    rows = ImportProgress.objects.filter(batch_id=batch_id).exclude(stage=STOP)
    if not rows.update(stage=stage, done=0, total=0, updated_at=now):
        ImportProgress.objects.get_or_create(
            batch_id=batch_id, defaults={"id": new_id(), "stage": stage, "updated_at": now}
        )


def ask_to_stop(batch_id: UUID) -> bool:
    """Let the worker stop at the next row; False when it is too late for that."""
    at_work = ImportProgress.objects.filter(batch_id=batch_id).exclude(stage=OVER)
    return bool(at_work.update(stage=STOP))


def is_stopping(batch_id: UUID) -> bool:
    """Whether somebody has asked the worker to stop."""
    return ImportProgress.objects.filter(batch_id=batch_id, stage=STOP).exists()


def is_over(batch_id: UUID) -> None:
    """Called last in the transaction of the work: from now on it cannot be stopped. Whoever asks
    at the same moment waits for the answer. Raises Stopped when somebody was first."""
    if not ImportProgress.objects.filter(batch_id=batch_id).exclude(stage=STOP).update(stage=OVER):
        raise Stopped


def told(rows: Iterable[_Row], tell: Tell, stage: str, total: int = 0) -> Iterator[_Row]:
    """The same rows, telling now and then how many have been."""
    if not total and isinstance(rows, Sized):
        total = len(rows)
    for number, row in enumerate(rows):
        if number % _EVERY_ROWS == 0:
            tell(stage, number, total)
        yield row


def part_of(tell: Tell, rows: int) -> Tell:
    """Tells of a part of the rows as if all of them were as far: another process has the others,
    at the same pace."""

    def telling(stage: str, done: int, total: int) -> None:
        tell(stage, done * rows // max(total, 1), rows)

    return telling
