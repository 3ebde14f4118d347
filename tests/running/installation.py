"""A Brobygger in a folder of its own, run as real processes that a test may kill."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from brobygger.embedded.paths import DataFolder
from brobygger.embedded.sockets import database_url, socket_folder
from tests.ports import free_port

PATIENCE = 120.0
PROC = Path("/proc")
MARKS = {"web": b"serve-web", "worker": b"brobygger\0worker", "database": b"postgres\0-D"}
# What a test run has in its environment and an installation must not.
FOREIGN = ("DATABASE_URL", "PYTEST_", "DJANGO_", "BROBYGGER_", "MAKE", "MFLAGS")
KEPT = "BROBYGGER_POSTGRES_BIN"
PASSPHRASE = "fire tilfældige ord på række"


def eventually(true: Callable[[], object], what: str) -> None:
    """Wait until it is true; fails with what we waited for."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, f"gave up waiting for: {what}"
        time.sleep(0.05)


def clean_environ(**more: str) -> dict[str, str]:
    """The environment of somebody who just opened a terminal."""
    ours = {
        name: value
        for name, value in os.environ.items()
        if name == KEPT or not name.startswith(FOREIGN)
    }
    return ours | {"PYTHONUNBUFFERED": "1"} | more


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # it ended while we looked
        return b""


@dataclass
class Installation:
    """A data folder, a port, and what runs on them."""

    data: Path
    port: int = field(default_factory=free_port)
    runs: list[subprocess.Popen[bytes]] = field(default_factory=list)
    more: dict[str, str] = field(default_factory=dict)

    @property
    def environ(self) -> dict[str, str]:
        given = {"BROBYGGER_DATA": str(self.data), "PORT": str(self.port)}
        return clean_environ(**given, BROBYGGER_BACKUP_PASSPHRASE=PASSPHRASE) | self.more

    @property
    def log(self) -> Path:
        return self.data.parent / "output.txt"

    @property
    def said(self) -> str:
        """Everything the runs have printed."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    @property
    def database(self) -> str:
        return database_url(socket_folder(DataFolder(self.data)))

    def command(self, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return self.command_as([], *words, **environ)

    def command_as(
        self, before: list[str], *words: str, **environ: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command to its end, with something in front of it."""
        return subprocess.run(
            [*before, sys.executable, "-m", "brobygger", *words],
            env=self.environ | environ,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )

    def python(self, code: str, **environ: str) -> str:
        """Run Python inside the installation; answers what it printed."""
        done = self.command("manage", "shell", "--no-imports", "-v0", "-c", code, **environ)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def start(self, *before: str, **how: Any) -> subprocess.Popen[bytes]:
        """`brobygger run`, and wait until it says that it is ready. `before` goes in front."""
        command = [*before, sys.executable, "-m", "brobygger", "run"]
        # A test run that is killed leaves nothing behind either.
        return self.launch([*command, "--stop-with-parent"], **how)

    def launch(self, command: list[str], **how: Any) -> subprocess.Popen[bytes]:
        """Run the command that runs the installation, and wait until that is ready."""
        readies = self.said.count("er klar") if self.log.exists() else 0
        with self.log.open("ab") as output:
            options: dict[str, Any] = {"stdout": output, "stderr": output}
            options |= {"stdin": subprocess.DEVNULL, "start_new_session": True} | how
            process: subprocess.Popen[bytes] = subprocess.Popen(
                command, env=self.environ, **options
            )
        self.runs.append(process)

        def ready() -> bool:
            assert process.poll() is None, f"it stopped:\n{self.said}"
            # The worker starts when the web is ready, so it may be a moment behind.
            return self.said.count("er klar") > readies and self.pid("worker") is not None

        eventually(ready, "»Brobygger er klar«")
        return process

    def answers(self) -> bool:
        """Whether the web answers at all."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", "/account/login/", headers={"Host": "localhost"})
            return connection.getresponse().status < 500
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def processes(self) -> dict[int, bytes]:
        """Every live process of this installation, with its command line."""
        mine = b"BROBYGGER_DATA=" + os.fsencode(self.data) + b"\0"
        found = {}
        for folder in PROC.iterdir():
            if folder.name.isdigit() and int(folder.name) != os.getpid():
                line = _read(folder / "cmdline")
                if line and (mine in _read(folder / "environ") + b"\0"):
                    found[int(folder.name)] = line
        return found

    def pid(self, name: str) -> int | None:
        """The process id of the web, the worker or the database."""
        for pid, line in sorted(self.processes().items()):
            if MARKS[name] in line and b"child.py" not in line:
                return pid
        return None

    def all_gone(self) -> bool:
        """Whether nothing of the installation is left."""
        return not self.processes()

    def kill_all(self) -> None:
        """The end of a test: nothing stays behind."""
        for process in self.runs:
            process.kill()
        for pid in self.processes():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        for process in self.runs:
            process.wait()
        eventually(self.all_gone, "the processes of the test to be gone")
