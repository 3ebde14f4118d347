"""A long list worked through by two processes, on a machine with more than one processor.

Python does one thing at a time in a process. A file of a hundred thousand rows is read in half the
time when another process takes half of it: a copy of this one, that knows what we know and tells
what it found. It must only reckon; the database belongs to us. See ADR 0034.
"""

import logging
import os
import pickle
import signal
import sys
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TypeVar

Row = TypeVar("Row")
Result = TypeVar("Result")

# Fewer than this are done before the other process has begun.
WORTHWHILE = 4000

_logger = logging.getLogger(__name__)


def beside(
    rows: Sequence[Row],
    here: Callable[[Sequence[Row]], Result],
    there: Callable[[Sequence[Row]], Result],
    *,
    share: float = 0.5,
) -> list[Result]:
    """What `here` makes of the first rows, and `there` of the others; in their order.

    `share` is how many of them are ours: more than half when the answer is long, for it has to
    travel. Few rows, or a machine with one processor, and `here` has them all. What goes wrong in
    the other process is done again `here`, and raises what it raises. `there` may ask nothing of
    the database, and what it changes is seen by nobody: all it has to say is its answer.
    """
    cut = round(len(rows) * share)
    if len(rows) < WORTHWHILE or not _is_room():
        return [here(rows)]
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    other = context.Process(target=_answer, args=(sender, there, rows[cut:]), daemon=True)
    other.start()
    sender.close()
    try:
        ours = here(rows[:cut])
        try:
            theirs: Result = pickle.loads(receiver.recv_bytes())  # noqa: S301 - from ourselves
        except EOFError:
            _logger.warning("The other process gave up; its rows are done by this one.")
            theirs = here(rows[cut:])
    finally:
        receiver.close()
        other.kill()
        other.join()
    return [ours, theirs]


def _is_room() -> bool:
    """Whether a copy of the process can be made, and has a processor to itself."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


def _answer(
    sender: Connection, there: Callable[[Sequence[Row]], Result], rows: Sequence[Row]
) -> None:
    # Ctrl-C reaches the whole group; our process decides what becomes of the work.
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        answer = pickle.dumps(there(rows), pickle.HIGHEST_PROTOCOL)
    except Exception:  # noqa: BLE001 - done again where it can be told
        return
    sender.send_bytes(answer)
