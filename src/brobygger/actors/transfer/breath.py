"""Holding Python's search for unreachable objects back while a large file is worked on."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_LOCK = Lock()
_holding = 0


@contextmanager
def holding_breath() -> Iterator[None]:
    """No search for cycles meanwhile: a large file is a million objects that all are in use, and
    looking through them again and again takes a fifth of the time. Memory that is no longer
    referred to is given back all the same."""
    global _holding  # noqa: PLW0603 - the collector is one for the whole process
    with _LOCK:
        _holding += 1
        gc.disable()
    try:
        yield
    finally:
        with _LOCK:
            _holding -= 1
            if not _holding:
                gc.enable()
