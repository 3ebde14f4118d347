"""File locks that the operating system lets go of when their last holder is gone."""

import fcntl
import os
from pathlib import Path


class FileLock:
    """A lock on a file. Never left over: it goes with the processes that hold its descriptor."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.descriptor: int | None = None

    def acquire(self, *, shared: bool = False) -> bool:
        """Take the lock if it is free; answers whether it is ours."""
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self.descriptor = descriptor
        return True

    def release(self) -> None:
        """Let go of our hold; children that inherited the descriptor keep theirs."""
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None

    def write_note(self, text: str) -> None:
        """Leave word for whoever finds the lock taken."""
        assert self.descriptor is not None
        os.ftruncate(self.descriptor, 0)
        os.pwrite(self.descriptor, text.encode(), 0)

    def read_note(self) -> str:
        """What the holder wrote, or nothing."""
        try:
            return self.path.read_text(encoding="utf-8").strip()
        except OSError:
            return ""
