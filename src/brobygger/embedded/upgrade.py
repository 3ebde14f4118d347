"""Moves the embedded database to a newer major version of PostgreSQL: copied over, then swapped.

The old one is only read. The new one is made beside it and takes its place when every row is
there; whatever happens on the way, one of the two is whole and in use.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from .binaries import Binaries, find_binaries
from .cluster import READY, existing_major
from .errors import AlreadyRunning, EmbeddedError
from .locks import FileLock
from .paths import DataFolder
from .postgres import Server, guest_lock, server_lock
from .rows import count_rows
from .sockets import socket_folder

ROOM = "upgrade"  # the new database, while it is made
SPARE = 200_000_000
READ_ONLY = {"default_transaction_read_only": "on"}


def newer_here(folder: DataFolder) -> tuple[int, int] | None:
    """The database's major version and the newer one that is here, None when none is."""
    old = existing_major(folder.cluster)
    if old is None or os.environ.get("DATABASE_URL"):
        return None
    try:
        new = find_binaries()
    except EmbeddedError:
        return None
    return (old, new.major) if new.major > old else None


def upgrade(folder: DataFolder, tell: Callable[[str], None]) -> Path:
    """Bring the database to the newest PostgreSQL here; answers where the old one is kept.

    Raises EmbeddedError, and leaves the old one as it was, when there is nothing newer, when
    the old version's programs or the space are missing, when Brobygger runs, or when a single
    row is missing in the new one.
    """
    old, new = _majors(folder)
    with _nobody_else(folder) as lock:
        room = folder.root / ROOM
        _remove(room)
        _check_space(folder)
        before = Server(folder, lock, READ_ONLY, binaries=old)
        fresh = DataFolder(room)
        after = Server(fresh, lock, binaries=new)
        try:
            before.start()
            fresh.create()
            tell(f"Kopierer databasen fra PostgreSQL {old.major} til {new.major} …")
            after.start()
            rows = _copy(before.address, after.address, new)
        except BaseException:
            after.stop()
            before.stop()
            _remove(room)
            raise
        after.stop()
        before.stop()
        tell(f"Alle {rows} rækker er med.")
        return _swap(folder, fresh, old.major)


def _majors(folder: DataFolder) -> tuple[Binaries, Binaries]:
    if os.environ.get("DATABASE_URL"):
        raise EmbeddedError(
            "Databasen er jeres egen (DATABASE_URL). Den opgraderes med PostgreSQL's egne "
            "værktøjer, fx pg_upgrade. Intet er ændret."
        )
    major = existing_major(folder.cluster)
    if major is None:
        raise EmbeddedError("Her er ingen database endnu. Den første start laver den nyeste.")
    new = find_binaries()
    if new.major <= major:
        raise EmbeddedError(
            f"Databasen er PostgreSQL {major}, og her er ikke nogen nyere. Intet er ændret."
        )
    try:
        old = find_binaries(major=major)
    except EmbeddedError:
        old = find_binaries(major=major, environ={})
    return old, new


@contextmanager
def _nobody_else(folder: DataFolder) -> Iterator[FileLock]:
    """Holds what running, starting and joining the database each need."""
    running = FileLock(folder.root / "supervisor.lock")
    server, guests = server_lock(folder), guest_lock(folder)
    try:
        if not (running.acquire() and server.acquire() and guests.acquire()):
            raise AlreadyRunning("Brobygger kører. Stop den først; intet er ændret.")
        yield server
    finally:
        for lock in (guests, server, running):
            lock.release()


def _check_space(folder: DataFolder) -> None:
    files = (path for path in folder.cluster.rglob("*") if path.is_file())
    needed = sum(path.stat().st_size for path in files) + SPARE
    free = shutil.disk_usage(folder.root).free
    if free < needed:
        raise EmbeddedError(
            f"Opgraderingen skal bruge {needed // 1_000_000} MB i {folder.root}, og der er "
            f"{free // 1_000_000} MB. Gør plads, og prøv igen. Intet er ændret."
        )


def _copy(source: str, target: str, programs: Binaries) -> int:
    """Copy everything; answers how many rows. Raises EmbeddedError when they differ."""
    dump = [programs.program("pg_dump"), "--no-owner", "--no-privileges", f"--dbname={source}"]
    load = [programs.program("psql"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"]
    load += ["--single-transaction", f"--dbname={target}", "--file=-"]
    with subprocess.Popen(dump, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as reading:
        done = subprocess.run(
            load,
            stdin=reading.stdout,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
        assert reading.stdout is not None
        assert reading.stderr is not None
        reading.stdout.close()
        said = reading.stderr.read() + done.stderr
    if reading.returncode or done.returncode:
        words = said.decode("utf-8", "replace").strip()
        raise EmbeddedError(f"Databasen kunne ikke kopieres. Den gamle er urørt.\n{words}")
    with psycopg.connect(source) as before, psycopg.connect(target, autocommit=True) as after:
        expected, found = count_rows(before), count_rows(after)
        differ = sorted(table for table in expected if expected[table] != found.get(table))
        if differ:
            raise EmbeddedError(
                f"Der mangler rækker i kopien ({', '.join(differ)}). Den gamle database er urørt "
                "og bliver brugt som før. Skriv til os."
            )
        after.execute("ANALYZE")
    return sum(expected.values())


def _swap(folder: DataFolder, fresh: DataFolder, major: int) -> Path:
    """Put the new one in the old one's place. Killed anywhere here, the next start finishes it."""
    kept = folder.root / f"postgres-{major}"
    number = 2
    while kept.exists():
        kept, number = folder.root / f"postgres-{major}-{number}", number + 1
    ready = folder.root / READY
    _remove(ready)
    fresh.cluster.rename(ready)
    _remove(fresh.root)
    folder.cluster.rename(kept)
    ready.rename(folder.cluster)
    _sync(folder.root)
    return kept


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(room: Path) -> None:
    if room.exists():
        sockets = socket_folder(DataFolder(room)) if (room / "run").exists() else room
        shutil.rmtree(room)
        shutil.rmtree(sockets, ignore_errors=True)
