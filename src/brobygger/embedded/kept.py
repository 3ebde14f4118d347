"""A child that is kept alive: started again when it dies, ever more patiently."""

import signal
import subprocess
import time
from collections.abc import Callable

from .children import Program, stop

PAUSES = (0.0, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
STEADY = 60.0  # seconds alive before its earlier deaths are forgotten


class Kept:
    """One child under the supervisor's eye. `tell` says to the user what happened to it."""

    def __init__(
        self,
        name: str,
        program: Program,
        tell: Callable[[str], None],
        process: subprocess.Popen[bytes] | None = None,
    ) -> None:
        self.name = name
        self.program = program
        self.tell = tell
        self.process = process
        self._deaths = 0
        self._started = time.monotonic() if process else 0.0
        self._not_before = 0.0

    def look_after(self) -> None:
        """Start the child if it does not run and its pause is over."""
        now = time.monotonic()
        if self.process is not None:
            code = self.process.poll()
            if code is None:
                return
            self.process = None
            self._deaths = 0 if now - self._started > STEADY else self._deaths
            pause = PAUSES[min(self._deaths, len(PAUSES) - 1)]
            self._deaths += 1
            self._not_before = now + pause
            self.tell(f"{self.name} stoppede af sig selv (kode {code}) og startes igen.")
        if now >= self._not_before:
            self._started = now
            self.process = self.program.start()

    def stop(self, *signals: tuple[signal.Signals, float]) -> None:
        """Stop the child, with the given signals and the seconds each of them has."""
        if self.process is not None:
            stop(self.process, *signals)
            self.process = None
