"""Hears the signals that ask us to stop, however we were started."""

import os
import select
import signal
from collections.abc import Iterator
from contextlib import contextmanager


class StopRequest:
    """Says whether somebody asked us to stop, and wakes a waiting loop when they do."""

    def __init__(self) -> None:
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._writer, False)
        self.asked = False

    def wait(self, seconds: float | None, descriptor: int | None = None) -> bool:
        """Wait at most so long, or until there is something to read from `descriptor`.

        None is for ever. Answers whether we are asked to stop.
        """
        if not self.asked:
            others = [] if descriptor is None else [descriptor]
            select.select([self._reader, *others], [], [], seconds)
        return self.asked

    def hear(self, *_: object) -> None:
        """Note the request. Safe inside a signal handler."""
        self.asked = True
        try:
            os.write(self._writer, b".")
        except BlockingIOError:
            return


@contextmanager
def stop_requests() -> Iterator[StopRequest]:
    """Turn Ctrl-C, `kill` and a closed terminal into a StopRequest.

    A shell that starts us in the background makes Ctrl-C's signal ignored, so the handlers are
    set whatever we inherited; only `nohup`, which asks for it, keeps a closed terminal away.
    """
    request = StopRequest()
    heard = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        heard.append(signal.SIGHUP)
    before = {number: signal.signal(number, request.hear) for number in heard}
    try:
        yield request
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
