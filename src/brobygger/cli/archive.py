"""The file of a backup: what is in it, and how it is written and read.

A zip file: `manifest.json` for everyone to read, then the database, the uploaded files and the
key to sessions, compressed one by one. With a passphrase they are encrypted too (`.age`), and
`key.age` is what opens them. The first version's backups were something else: see old_archive.
"""

import io
import json
import os
import shutil
import tarfile
import time
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from brobygger.embedded.errors import EmbeddedError
from brobygger.embedded.locks import FileLock

from .sealing import PIECE, Key, Unpacker, compressed
from .tar_parts import unpack

FORMAT = 2
MANIFEST, KEY, README = "manifest.json", "key.age", "LÆS-MIG.txt"
DATABASE, FILES, SECRET = "database.dump", "files", "secret_key"
SECRETS = (SECRET, f"{SECRET}.old")
TARRED = f"{FILES}.tar"
BY_HAND = """\
En sikkerhedskopi fra Brobygger. Læg den på plads med: brobygger restore FIL

Uden Brobygger: pak zip-filen ud. Findes key.age, så hent programmet age, og kør

    age -d key.age > key.txt
    age -d -i key.txt database.dump.gz.age | gunzip > database.dump

Det første spørger om adgangskoden. database.dump læses af PostgreSQL's pg_restore.
"""


@dataclass(frozen=True)
class Manifest:
    """What a backup says about itself, to everyone: no names, only numbers."""

    version: str
    made_at: str
    migrations: list[list[str]]
    postgres: int = 0  # the server's major version; 0 was not noted
    rows: dict[str, int] = field(default_factory=dict)  # how many in each table
    format: int = FORMAT


class NewArchive:
    """A backup being written. With a key everything in it is encrypted."""

    def __init__(self, file: zipfile.ZipFile, key: Key | None) -> None:
        self._file = file
        self._key = key

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """Put in something of any size, in constant memory."""
        ending = ".gz.age" if self._key else ".gz"
        entry = zipfile.ZipInfo(name + ending, time.localtime()[:6])
        with self._file.open(entry, "w", force_zip64=True) as to:
            if self._key:
                self._key.encrypt(compressed(pieces), to)
            else:
                for piece in compressed(pieces):
                    to.write(piece)


class _Whole(io.FileIO):
    """The file a backup is written to. Keeps the first error: the zip file hides it."""

    error: OSError | None = None

    def write(self, data: Any) -> int:
        left = memoryview(data).cast("B")
        try:
            while left:
                left = left[super().write(left) or 0 :]
        except OSError as error:
            self.error = self.error or error
            raise
        return memoryview(data).nbytes


@contextmanager
def new_archive(path: Path, manifest: Manifest, passphrase: str | None) -> Iterator[NewArchive]:
    """Write a backup whole or not at all, readable by us alone.

    Raises EmbeddedError when another backup is being written there, OSError when it cannot be.
    """
    unfinished = path.with_name(path.name + ".part")
    lock = FileLock(unfinished)
    if not lock.acquire():
        raise EmbeddedError(f"En anden kommando er ved at skrive {path}. Vent, til den er færdig.")
    try:
        unfinished.chmod(0o600)
        with _Whole(unfinished, "w") as file:
            try:
                with zipfile.ZipFile(file, "w") as made:
                    made.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
                    made.writestr(README, BY_HAND)
                    key = Key.fresh() if passphrase else None
                    if key and passphrase:
                        made.writestr(KEY, key.locked(passphrase))
                    yield NewArchive(made, key)
            except Exception:
                if file.error:
                    raise file.error from None
                raise
            os.fsync(file.fileno())
        unfinished.replace(path)
        _sync(path.parent)
    finally:
        unfinished.unlink(missing_ok=True)
        lock.release()


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Archive:
    """A backup being read."""

    def __init__(self, path: Path, file: zipfile.ZipFile, manifest: Manifest) -> None:
        self.path = path
        self.manifest = manifest
        self._file = file
        self._names = set(file.namelist())

    @property
    def is_locked(self) -> bool:
        """Whether a passphrase is needed."""
        return KEY in self._names

    def unpack(self, to: Path, passphrase: str | None) -> None:
        """Unpack everything into a folder: the database, the files, and the key if it is there.

        Raises EmbeddedError when the passphrase is another, or when anything has been changed.
        """
        key = Key.opened(self._file.read(KEY), passphrase or "") if self.is_locked else None
        try:
            for name in (DATABASE, TARRED, *SECRETS):
                self._take(name, to / name, key)
            if (to / TARRED).exists():
                with tarfile.open(to / TARRED, "r:") as files:
                    unpack(files, to)
                (to / TARRED).unlink()
        except (zipfile.BadZipFile, zlib.error, tarfile.TarError, ValueError, EOFError) as error:
            raise damaged(self.path) from error
        except OSError as error:
            if error.filename is None:
                error.filename = str(to)
            raise

    def _take(self, name: str, to: Path, key: Key | None) -> None:
        inside = name + (".gz.age" if key else ".gz")
        if inside not in self._names:
            return
        with self._file.open(inside) as source, to.open("wb") as file:
            unpacker = Unpacker(file)
            if key:
                key.decrypt(source, unpacker)  # type: ignore[arg-type]
            else:
                shutil.copyfileobj(source, unpacker, PIECE)
            unpacker.finish()


@contextmanager
def open_zip(path: Path) -> Iterator[Archive]:
    """An open backup. Raises EmbeddedError when it is none, or one from a later version."""
    try:
        file = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise damaged(path) from error
    with file:
        try:
            with file.open(MANIFEST) as text:
                manifest = read_manifest(text)
        except (KeyError, TypeError, ValueError, zipfile.BadZipFile, EOFError) as error:
            raise no_backup(path) from error
        yield Archive(path, file, manifest)


def read_manifest(text: IO[bytes]) -> Manifest:
    """What a backup says about itself. Raises EmbeddedError when it is from a later version."""
    said = json.load(text)
    if said.get("format", 1) > FORMAT:
        raise newer_version(str(said.get("version")))
    return Manifest(**said)


def no_backup(path: Path) -> EmbeddedError:
    """The refusal of a file that is something else."""
    return EmbeddedError(f"{path} er ikke en af Brobyggers sikkerhedskopier. Intet er ændret.")


def damaged(path: Path) -> EmbeddedError:
    """The refusal of a backup that is not as we wrote it."""
    return EmbeddedError(
        f"Sikkerhedskopien {path} er beskadiget eller kun halv. Intet er ændret. Prøv en ældre."
    )


def newer_version(version: str) -> EmbeddedError:
    """The refusal of a backup this version is too old for."""
    return EmbeddedError(
        f"Sikkerhedskopien er fra en nyere Brobygger ({version}). Intet er ændret. "
        "Opgradér først, og prøv igen."
    )
