"""The backups of version 0.1.0: a compressed tar file, never encrypted. Read, never written."""

import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from brobygger.embedded.errors import EmbeddedError

from .archive import MANIFEST, Archive, Manifest, damaged, no_backup, open_zip, read_manifest
from .tar_parts import unpack

ZIP = b"PK"


class OldArchive:
    """An old backup being read."""

    is_locked = False

    def __init__(self, path: Path, file: tarfile.TarFile, manifest: Manifest) -> None:
        self.path = path
        self.manifest = manifest
        self._file = file

    def unpack(self, to: Path, passphrase: str | None) -> None:
        """Unpack everything into a folder; there is no passphrase to know."""
        try:
            unpack(self._file, to)
        except (tarfile.TarError, zlib.error, EOFError, ValueError) as error:
            raise damaged(self.path) from error


@contextmanager
def open_archive(path: Path) -> Iterator[Archive | OldArchive]:
    """An open backup, of any version until ours.

    Raises EmbeddedError when the file is no backup, or one from a later version.
    """
    try:
        with path.open("rb") as file:
            is_zip = file.read(2) == ZIP
    except FileNotFoundError as error:
        raise EmbeddedError(f"Filen {path} findes ikke.") from error
    except IsADirectoryError as error:
        raise EmbeddedError(f"{path} er en mappe. Angiv selve filen.") from error
    with open_zip(path) if is_zip else _open_tar(path) as archive:
        yield archive


@contextmanager
def _open_tar(path: Path) -> Iterator[OldArchive]:
    try:
        archive = tarfile.open(path, "r:gz")  # noqa: SIM115
    except PermissionError:
        raise
    except (tarfile.TarError, OSError, EOFError) as error:
        raise no_backup(path) from error
    with archive:
        try:
            file = archive.extractfile(MANIFEST)
            assert file is not None
            manifest = read_manifest(file)
        except (KeyError, AssertionError, TypeError, ValueError, tarfile.TarError, EOFError) as e:
            raise no_backup(path) from e
        yield OldArchive(path, archive, manifest)
