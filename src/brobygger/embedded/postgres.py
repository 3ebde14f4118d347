"""The embedded database: started when nobody has, joined when somebody did."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from psycopg import pq

from .binaries import Binaries
from .children import Program, stop
from .cluster import NEUTRAL, ensure_cluster, ensure_database, finish_swap
from .errors import EmbeddedError
from .identity import check_reach, give_to, identity_for
from .locks import FileLock
from .paths import DataFolder
from .sockets import database_url, socket_folder
from .stale import remove_stale_pid

PATIENCE = 120.0  # seconds for somebody else's server to come up or go away
PATIENCE_GIVEN = 20.0  # seconds for DATABASE_URL's
PAUSE = 0.03
LARGEST_LOG = 5_000_000
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": "5432",
    "log_destination": "stderr",
    "logging_collector": "off",
    "log_timezone": "UTC",
    "timezone": "UTC",
    # Counting a register of 100,000 in memory; with the usual 4 MB half the time went to files.
    "work_mem": "32MB",
}


def answers(address: str) -> bool:
    """Whether a database takes connections at the address right now."""
    return pq.PGconn.ping(address.encode()) == pq.Ping.OK


class Server:
    """The database server of one data folder, as our child. Make one only with the lock held."""

    def __init__(
        self,
        folder: DataFolder,
        lock: FileLock,
        settings: Mapping[str, str] | None = None,
        *,
        binaries: Binaries | None = None,
    ) -> None:
        self.folder = folder
        self.lock = lock
        self.binaries = binaries
        self.settings = {**SETTINGS, **(settings or {})}
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return database_url(socket_folder(self.folder))

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Start the server, making its database first when there is none, and wait for it.

        Raises EmbeddedError with the server's own last words when it will not start.
        """
        finish_swap(self.folder)
        owner = self.folder.cluster if self.folder.cluster.exists() else self.folder.root
        identity = identity_for(owner)
        sockets = socket_folder(self.folder)
        give_to(identity, self.folder.run, sockets)
        if self.folder.cluster.exists():
            give_to(identity, self.folder.cluster)
        binaries = ensure_cluster(self.folder, identity, self.binaries)
        check_reach(identity, sockets)
        remove_stale_pid(self.folder.cluster, sockets)
        settings = {**self.settings, "unix_socket_directories": f'"{sockets}"'}
        command = [binaries.program("postgres"), "-D", str(self.folder.cluster)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        assert self.lock.descriptor is not None
        program = Program(
            command,
            death_signal=signal.SIGINT,  # PostgreSQL's "stop at once, in order"
            environ={**os.environ, **NEUTRAL},
            identity=identity,
            descriptors=(self.lock.descriptor,),  # locked for as long as any of it lives
        )
        with self._log() as output:
            self.process = program.start(output=output, errors=output)
        self._wait(sockets)
        ensure_database(sockets)

    def stop(self) -> None:
        """Stop the server: what is committed is safe, whoever is connected is cut off."""
        if self.process is not None:
            stop(self.process, (signal.SIGINT, 60.0), (signal.SIGQUIT, 10.0))
            self.process = None

    def _log(self) -> IO[bytes]:
        path = self.folder.log / "postgres.log"
        if path.exists() and path.stat().st_size > LARGEST_LOG:
            path.replace(path.with_suffix(".log.1"))
        return path.open("ab")

    def _wait(self, sockets: Path) -> None:
        assert self.process is not None
        address = database_url(sockets, user="postgres", name="postgres")
        while not answers(address):
            if self.process.poll() is not None:
                lines = (self.folder.log / "postgres.log").read_text("utf-8", "replace")
                last = "\n".join(lines.splitlines()[-5:])
                raise EmbeddedError(f"Databasen ville ikke starte. Den sagde selv:\n{last}")
            time.sleep(PAUSE)


def server_lock(folder: DataFolder) -> FileLock:
    """The lock every process of a running database server holds."""
    return FileLock(folder.root / "postgres.lock")


def guest_lock(folder: DataFolder) -> FileLock:
    """The lock commands share while they use a server another command started."""
    return FileLock(folder.root / "guests.lock")


def await_given(address: str) -> None:
    """Wait for the database in DATABASE_URL, which may be starting beside us.

    Raises EmbeddedError when it does not answer.
    """
    deadline = time.monotonic() + PATIENCE_GIVEN
    while not answers(address):
        if time.monotonic() > deadline:
            raise EmbeddedError(
                f"Databasen {_without_password(address)} i DATABASE_URL svarer ikke. Intet er "
                "ændret. Se efter, om den kører, og om adressen er rigtig."
            )
        time.sleep(0.2)


def _without_password(address: str) -> str:
    return re.sub(r"(?<=://)([^:@/]*):[^@]*@", r"\1:…@", address)


@contextmanager
def start_or_join(data: Path, settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of the database: DATABASE_URL, else the data folder's own.

    The folder's own is started when it does not run, and stopped by whoever started it, after
    the others are done. Raises EmbeddedError, in plain words, when it cannot be had.
    """
    if given := os.environ.get("DATABASE_URL"):
        await_given(given)
        yield given
        return
    folder = DataFolder(data)
    folder.create()
    server, guests = server_lock(folder), guest_lock(folder)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if server.acquire():
            with _own(folder, server, settings) as address:
                yield address
            return
        if guests.acquire(shared=True):
            try:
                address = database_url(socket_folder(folder))
                if answers(address):
                    yield address
                    return
            finally:
                guests.release()
        time.sleep(PAUSE)
    raise EmbeddedError(
        f"En anden proces har taget databasen i {data} i brug, men den svarer ikke. "
        "Vent lidt og prøv igen; bliver det ved, så genstart Brobygger."
    )


@contextmanager
def _own(folder: DataFolder, lock: FileLock, settings: Mapping[str, str] | None) -> Iterator[str]:
    server, guests = Server(folder, lock, settings), guest_lock(folder)
    try:
        server.start()
        try:
            yield server.address
        except KeyboardInterrupt:
            raise
        except BaseException:
            _wait_for(guests)
            raise
        _wait_for(guests)
    finally:
        server.stop()
        guests.release()
        lock.release()


def _wait_for(guests: FileLock) -> None:
    tell_at = time.monotonic() + 1
    while not guests.acquire():
        if time.monotonic() > tell_at:
            print("Venter: en anden kommando bruger stadig databasen.", file=sys.stderr)
            tell_at = float("inf")
        time.sleep(PAUSE)
