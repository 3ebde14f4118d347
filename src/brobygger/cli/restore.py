"""`brobygger restore FILE`: a backup back in place."""

import argparse
import os
import shutil
import tarfile
import tempfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from brobygger.embedded.errors import EmbeddedError
from brobygger.embedded.locks import FileLock
from brobygger.embedded.paths import DataFolder, data_folder

from .archive import DATABASE, FILES, SECRET, Manifest, newer_version, open_archive, unpack
from .django import brobygger_ready
from .postgres_tools import replace_database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FIL", help="sikkerhedskopien")
    parser.add_argument("--replace", action="store_true", help="erstat de data, der er her nu")


def run(options: argparse.Namespace) -> int:
    """Put a backup's database and files in place, and bring them up to this version.

    Raises EmbeddedError, and changes nothing, when the file is no backup or from a newer
    version, when Brobygger runs, or when there are data here and --replace is not given.
    """
    folder = DataFolder(data_folder())
    folder.create()
    lock = FileLock(folder.root / "supervisor.lock")
    if not lock.acquire():
        raise EmbeddedError("Brobygger kører. Stop den først; intet er ændret.")
    try:
        with open_archive(options.file) as (archive, manifest):
            _restore(folder, archive, manifest, replace=options.replace)
        print(f"Sikkerhedskopien fra {_moment(manifest.made_at)} er på plads.")
    finally:
        lock.release()
    return 0


def _moment(made_at: str) -> str:
    made = datetime.fromisoformat(made_at).astimezone(ZoneInfo("Europe/Copenhagen"))
    return f"{made:%d.%m.%Y kl. %H.%M}"


def _restore(
    folder: DataFolder, archive: tarfile.TarFile, manifest: Manifest, *, replace: bool
) -> None:
    with brobygger_ready(), tempfile.TemporaryDirectory(dir=folder.root) as unpacked:
        from django.core.management import call_command
        from django.db import connection

        _check_version(manifest)
        if not replace:
            _check_empty()
        unpack(archive, Path(unpacked))
        connection.close()
        replace_database(os.environ["DATABASE_URL"], Path(unpacked) / DATABASE)
        _replace_files(folder, Path(unpacked))
        call_command("migrate", interactive=False, verbosity=0)


def _check_version(manifest: Manifest) -> None:
    from django.db.migrations.loader import MigrationLoader

    known = set(MigrationLoader(None).disk_migrations or ())
    if {(app, name) for app, name in manifest.migrations} - known:
        raise newer_version(manifest)


def _check_empty() -> None:
    from brobygger.accounts.models import User
    from brobygger.workspaces.models import Workspace

    if Workspace.objects.exists() or User.objects.exists():
        raise EmbeddedError(
            "Her er allerede data. Intet er ændret. Tag en sikkerhedskopi af dem, og kør igen med "
            "--replace for at erstatte dem."
        )


def _replace_files(folder: DataFolder, unpacked: Path) -> None:
    shutil.rmtree(folder.files, ignore_errors=True)
    if (unpacked / FILES).exists():
        (unpacked / FILES).replace(folder.files)
        folder.files.chmod(0o700)
    folder.create()
    if (unpacked / SECRET).exists():
        (unpacked / SECRET).replace(folder.root / SECRET)
