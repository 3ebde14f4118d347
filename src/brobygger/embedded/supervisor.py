"""Runs the database, the web and the worker together, and stops them together."""

import os
import signal
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .children import Program
from .database import KeptDatabase
from .errors import AlreadyRunning, EmbeddedError
from .kept import Kept
from .locks import FileLock
from .paths import DataFolder
from .signals import StopRequest, stop_requests
from .upgrade import newer_here

READY = b"\0"  # ends what the web says when it is ready
LOOK = 0.25  # seconds between looks at the children
GENTLY = ((signal.SIGTERM, 10.0), (signal.SIGKILL, 5.0))


@dataclass(frozen=True)
class Plan:
    """What to run and where: filled in by the `run` command."""

    data: Path
    host: str
    port: int
    environ: Mapping[str, str]
    web: tuple[str, ...]  # the words of our own command for each process
    worker: tuple[str, ...]

    @property
    def address(self) -> str:
        return self.environ.get("BROBYGGER_BASE_URL") or f"http://localhost:{self.port}"


def tell(text: str) -> None:
    """Say something to the person who started us, if they are still there."""
    try:
        print(text, flush=True)
    except OSError:
        return


class Supervisor:
    """One installation, running."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.folder = DataFolder(plan.data)
        self.lock = FileLock(self.folder.root / "supervisor.lock")
        self.database = KeptDatabase(self.folder, tell)
        self.kept: list[Kept] = []

    def run(self) -> int:
        """Run until asked to stop; answers the exit code.

        Raises AlreadyRunning when the data folder is in use, EmbeddedError when something that
        is needed cannot be had.
        """
        self.folder.create()
        if not self.lock.acquire():
            raise AlreadyRunning(
                f"Brobygger kører allerede med datamappen {self.folder.root} "
                f"({self.lock.read_note()}). Stop den først, eller vælg en anden mappe "
                "med BROBYGGER_DATA."
            )
        with stop_requests() as request, self._listen() as listener:
            self.lock.write_note(f"proces {os.getpid()}, {self.plan.address}")
            try:
                return self._run(request, listener)
            finally:
                self._stop()

    def _run(self, request: StopRequest, listener: socket.socket) -> int:
        self.database.start()
        if found := newer_here(self.folder):
            tell(
                f"Databasen er PostgreSQL {found[0]}, og her er {found[1]}. Stop Brobygger, og kør "
                "brobygger upgrade-database, når det passer jer."
            )
        code, words = self._start_web(request, listener)
        if code is not None:
            return code
        self.kept.append(Kept("Arbejderen", self._program(self.plan.worker), tell))
        tell(f"\nBrobygger er klar: {self.plan.address}\n{words}\nStop med Ctrl-C.")
        while not request.wait(LOOK):
            self._look_after()
        tell("Stopper …")
        return 0

    def _listen(self) -> socket.socket:
        # Ours, not the web's: whoever asks while the web restarts waits instead of being refused.
        try:
            return socket.create_server((self.plan.host, self.plan.port), backlog=512)
        except OSError as error:
            raise EmbeddedError(
                f"Port {self.plan.port} er optaget af noget andet. Vælg en anden, for eksempel "
                f"PORT={self.plan.port + 1}."
            ) from error

    def _program(self, arguments: tuple[str, ...], *descriptors: int) -> Program:
        environ = {
            **self.plan.environ,
            "BROBYGGER_DATA": str(self.folder.root),
            "DATABASE_URL": self.database.address,
            "PORT": str(self.plan.port),
        }
        command = [sys.executable, "-m", "brobygger", *arguments]
        return Program(command, signal.SIGKILL, environ, descriptors=descriptors)

    def _start_web(self, request: StopRequest, listener: socket.socket) -> tuple[int | None, str]:
        """The first web process, which brings everything up to date before it serves.

        Answers its exit code when it gave up, else None; and what it has to say.
        """
        reader, writer = os.pipe()
        first = (*self.plan.web, f"--listen={listener.fileno()}", f"--tell={writer}")
        process = self._program(first, listener.fileno(), writer).start()
        os.close(writer)
        again = self._program((*self.plan.web, f"--listen={listener.fileno()}"), listener.fileno())
        self.kept.append(Kept("Webserveren", again, tell, process))
        words = b""
        with os.fdopen(reader, "rb", buffering=0) as line:
            while not words.endswith(READY):
                if request.wait(None, line.fileno()):
                    return 0, ""
                if not (more := line.read(65536)):
                    return process.wait() or 1, ""
                words += more
        return None, words[: -len(READY)].decode("utf-8", "replace")

    def _look_after(self) -> None:
        self.database.look_after()
        for child in self.kept:
            child.look_after()

    def _stop(self) -> None:
        for child in self.kept:
            if child.process is not None:
                child.process.send_signal(signal.SIGTERM)
        for child in self.kept:
            child.stop(*GENTLY)
        self.database.stop()
        self.lock.release()
