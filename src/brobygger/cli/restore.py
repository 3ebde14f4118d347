"""`brobygger restore FILE`: a backup back in place."""

import argparse
import os
import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from brobygger.embedded.errors import EmbeddedError
from brobygger.embedded.locks import FileLock
from brobygger.embedded.paths import DataFolder, data_folder

from .archive import DATABASE, FILES, SECRET, SECRETS, Archive, Manifest, newer_version, no_backup
from .django import check_database, django_ready
from .old_archive import OldArchive, open_archive
from .passphrase import add_argument, known_passphrase
from .postgres_tools import check_server, replace_database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FIL", help="sikkerhedskopien")
    parser.add_argument("--replace", action="store_true", help="erstat de data, der er her nu")
    add_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Put a backup's database and files in place, and bring them up to this version.

    Raises EmbeddedError, and changes nothing, when the file is no backup, damaged or from a
    newer version, when the passphrase is another, when Brobygger runs, or when there are data
    here and --replace is not given.
    """
    folder = DataFolder(data_folder())
    folder.create()
    lock = FileLock(folder.root / "supervisor.lock")
    if not lock.acquire():
        raise EmbeddedError("Brobygger kører. Stop den først; intet er ændret.")
    try:
        with open_archive(options.file) as archive:
            passphrase = known_passphrase(options.passphrase_file) if archive.is_locked else None
            has_key = _restore(folder, archive, passphrase, replace=options.replace)
        print(f"Sikkerhedskopien fra {_moment(archive.manifest.made_at)} er på plads.")
        if not has_key:
            print("Nøglen til sessioner var ikke med, så alle logger ind igen.")
    finally:
        lock.release()
    return 0


def _moment(made_at: str) -> str:
    made = datetime.fromisoformat(made_at).astimezone(ZoneInfo("Europe/Copenhagen"))
    return f"{made:%d.%m.%Y kl. %H.%M}"


def _restore(
    folder: DataFolder, archive: Archive | OldArchive, passphrase: str | None, *, replace: bool
) -> bool:
    """Answers whether the key was among it."""
    # In the data folder, so that the files need only be moved, and are closed to others.
    with tempfile.TemporaryDirectory(prefix="restore-", dir=folder.root) as room:
        unpacked = Path(room)
        archive.unpack(unpacked, passphrase)
        with django_ready():
            from django.core.management import call_command
            from django.db import connection

            check_database()
            _check_version(archive.manifest)
            if not (unpacked / DATABASE).is_file():
                raise no_backup(archive.path)
            check_server(os.environ["DATABASE_URL"], archive.manifest.postgres)
            if not replace:
                _check_empty()
            connection.close()
            replace_database(os.environ["DATABASE_URL"], unpacked / DATABASE, archive.manifest.rows)
            has_key = _replace_files(folder, unpacked)
            call_command("migrate", interactive=False, verbosity=0)
            _erase_again(archive.manifest)
            return has_key


def _erase_again(manifest: Manifest) -> None:
    """Who was erased after the backup was made does not come back with it."""
    from brobygger.privacy.domain.replay import erase_again

    erased, refused = erase_again(since=datetime.fromisoformat(manifest.made_at))
    if erased:
        print(f"{erased} personer, der var slettet siden, er slettet igen.")
    if refused:
        print(
            f"{refused} slettede personer er tilbage som eneste administrator. Gør en anden til "
            "administrator, og kør brobygger erase-person."
        )


def _check_version(manifest: Manifest) -> None:
    from django.db.migrations.loader import MigrationLoader

    known = set(MigrationLoader(None).disk_migrations or ())
    if {(app, name) for app, name in manifest.migrations} - known:
        raise newer_version(manifest.version)


def _check_empty() -> None:
    from django.db import connection

    from brobygger.accounts.models import User
    from brobygger.workspaces.models import Workspace

    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    for stored in (Workspace.objects.all(), User.objects.all()):
        if stored.model._meta.db_table in tables and stored.exists():
            raise EmbeddedError(
                "Her er allerede data. Intet er ændret. Tag en sikkerhedskopi af dem, og kør igen "
                "med --replace for at erstatte dem."
            )


def _replace_files(folder: DataFolder, unpacked: Path) -> bool:
    shutil.rmtree(folder.files, ignore_errors=True)
    if (unpacked / FILES).exists():
        (unpacked / FILES).replace(folder.files)
        folder.files.chmod(0o700)
    folder.create()
    if not (unpacked / SECRET).exists():
        return False
    for name in SECRETS:
        if (unpacked / name).exists():
            (unpacked / name).chmod(0o600)
            (unpacked / name).replace(folder.root / name)
    return True
