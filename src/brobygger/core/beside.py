"""Work on a long list shared with another process, on a machine with more than one processor.

Python does one thing at a time in a process. A file of a hundred thousand rows is read in half the
time when another process takes half of it: a copy of this one, that knows what we know and tells
what it found. It must only reckon; the database belongs to us, and what it changes is seen by
nobody: all it has to say is its answer. What goes wrong in it is done again by us, and raises what
it raises. See ADR 0034.
"""

import logging
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, NamedTuple, TypeVar

from brobygger.embedded.child import die_with_parent

Row = TypeVar("Row")
Part = TypeVar("Part")
Result = TypeVar("Result")

# Fewer than this are done before the other process has begun.
WORTHWHILE = 4000
# Our share of the rows: the other has to begin, and its answer to travel.
_OURS = 0.54

_logger = logging.getLogger(__name__)
_alone = False


def stay_alone() -> None:
    """Make no copies of this process from now on: the web server, whose visitors they would hold
    on to."""
    global _alone  # noqa: PLW0603 - said once, of the whole process
    _alone = True


def beside(
    rows: Sequence[Row],
    here: Callable[[Sequence[Row]], Result],
    there: Callable[[Sequence[Row]], Result],
    *,
    share: float = _OURS,
) -> list[Result]:
    """What `here` makes of the first rows, and `there` of the others; in their order.

    `share` is how many of them are ours. Few rows, or a machine with one processor, and `here` has
    them all.
    """
    cut = round(len(rows) * share)
    if len(rows) < WORTHWHILE or not _is_room():
        return [here(rows)]
    with _copy(lambda: [there(rows[cut:])]) as other:
        ours = here(rows[:cut])
        theirs = _next(other)
    return [ours, here(rows[cut:]) if theirs is None else theirs.said]


def ahead(parts: Sequence[Part], work: Callable[[Part], Result]) -> Iterator[Result]:
    """What `work` makes of each part, made ready by another process while we use the one before.

    A single part, or a machine with one processor, and it is made when it is asked for.
    """
    done = 0
    if len(parts) > 1 and _is_room():
        with _copy(lambda: map(work, parts)) as other:
            while done < len(parts) and (answer := _next(other)) is not None:
                done += 1
                yield answer.said
    for part in parts[done:]:
        yield work(part)


class _Answer(NamedTuple):
    """What the other process said, which may be None."""

    said: Any


def _next(other: Connection) -> _Answer | None:
    """The other's next answer, None when it is no more."""
    try:
        return _Answer(pickle.loads(other.recv_bytes()))  # noqa: S301 - from ourselves
    except EOFError:
        _logger.warning("The other process gave up; the rest is done by this one.")
        return None


@contextmanager
def _copy(answers: Callable[[], Iterable[Any]]) -> Iterator[Connection]:
    """A copy of this process that answers, and goes when we go on."""
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    other = context.Process(target=_answer, args=(os.getpid(), sender, answers), daemon=True)
    other.start()
    sender.close()
    try:
        yield receiver
    finally:
        receiver.close()
        other.kill()
        other.join()


def _answer(parent: int, sender: Connection, answers: Callable[[], Iterable[Any]]) -> None:
    die_with_parent(signal.SIGKILL, parent)
    # Ctrl-C reaches the whole group; our process decides what becomes of the work.
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        for answer in answers():
            sender.send_bytes(pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))
    except Exception:  # noqa: BLE001 - done again where it can be told
        return


def _is_room() -> bool:
    """Whether a copy of the process can be made, and has a processor to itself."""
    return not _alone and sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1
