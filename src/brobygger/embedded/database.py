"""The database as the supervisor keeps it."""

import os
import time
from collections.abc import Callable

from .errors import EmbeddedError
from .kept import PAUSES, STEADY
from .paths import DataFolder
from .postgres import Server, answers, await_given, server_lock
from .sockets import database_url, socket_folder

PATIENCE = 120.0


class KeptDatabase:
    """The installation's database, alive for as long as the supervisor is.

    With DATABASE_URL it is somebody else's to keep. When a command happens to have started the
    embedded one, we use that, and take over as soon as the command is done.
    """

    def __init__(self, folder: DataFolder, tell: Callable[[str], None]) -> None:
        self.folder = folder
        self.tell = tell
        self.given = os.environ.get("DATABASE_URL")
        self.lock = server_lock(folder)
        self.server: Server | None = None
        self._deaths = 0
        self._not_before = 0.0
        self._started = 0.0

    @property
    def address(self) -> str:
        return self.given or database_url(socket_folder(self.folder))

    def start(self) -> None:
        """Have a database that answers. Raises EmbeddedError when there is none to be had."""
        if self.given:
            await_given(self.given)
            return
        deadline = time.monotonic() + PATIENCE
        while not self._own() and not answers(self.address):
            if time.monotonic() > deadline:
                raise EmbeddedError("Databasen svarer ikke.")
            time.sleep(0.05)

    def look_after(self) -> None:
        """Start the server again if it died, or take over from a command that is done."""
        if self.given or (self.server and self.server.alive):
            return
        if self.server and self._not_before == 0.0:
            if time.monotonic() - self._started > STEADY:
                self._deaths = 0
            pause = PAUSES[min(self._deaths, len(PAUSES) - 1)]
            self._deaths += 1
            self._not_before = time.monotonic() + pause
            self.tell("Databasen stoppede af sig selv og startes igen.")
        if time.monotonic() >= self._not_before:
            try:
                self._own()
            except EmbeddedError as error:
                self.tell(str(error))
            self._not_before = 0.0

    def stop(self) -> None:
        """Stop the server if it is ours."""
        if self.server:
            self.server.stop()
        self.lock.release()

    def _own(self) -> bool:
        if self.lock.descriptor is None and not self.lock.acquire():
            return False
        self.server = self.server or Server(self.folder, self.lock)
        self._started = time.monotonic()
        self.server.start()
        return True
