"""`brobygger backup FILE`: everything in one file."""

import argparse
import errno
import os
import shutil
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import psycopg
from django.db import OperationalError as DjangoOperationalError

from brobygger.embedded.errors import EmbeddedError
from brobygger.embedded.locks import FileLock
from brobygger.embedded.paths import DataFolder, data_folder

from .archive import DATABASE, SECRETS, TARRED, Manifest, new_archive
from .django import django_ready
from .last_backup import LastBackup, note_backup
from .passphrase import VARIABLE, add_argument, new_passphrase
from .postgres_tools import Moment, moment
from .tar_parts import tar_pieces

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
OURS = "brobygger-*.backup"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        type=Path,
        metavar="FIL",
        help="ny fil til sikkerhedskopien, eller en mappe, hvor den får navn efter tiden",
    )
    how = parser.add_mutually_exclusive_group()
    add_argument(how)
    how.add_argument(
        "--plain", action="store_true", help="uden kryptering; så er nøglen til sessioner ikke med"
    )
    parser.add_argument(
        "--keep", type=int, metavar="N", help="behold de N nyeste i mappen, og slet ældre"
    )


def run(options: argparse.Namespace) -> int:
    """Copy database and files into one archive, also while Brobygger runs. Changes no data.

    Raises EmbeddedError when there is no passphrase, when the file is there already, its folder
    is not, its disk is full, or the database goes away; what was there before stays.
    """
    from brobygger.core import clock

    now = clock.now()
    path = _place(options.file, options.keep, now)
    passphrase = None if options.plain else new_passphrase(options.passphrase_file)
    if not (passphrase or options.plain):
        raise EmbeddedError(
            "En sikkerhedskopi rummer personoplysninger og bliver derfor krypteret. Giv en "
            f"adgangskode med --passphrase-file eller {VARIABLE}. Bliver kopien krypteret på "
            "anden vis, så skriv --plain. Ingen kopi er taget."
        )
    _remove_halves(path.parent)
    try:
        manifest = _write(path, now, passphrase)
    except (psycopg.OperationalError, DjangoOperationalError) as error:
        raise EmbeddedError(
            "Databasen svarede ikke, da kopien blev taget. Den halve er fjernet, og intet andet er "
            "rørt. Kør brobygger doctor, og prøv igen."
        ) from error
    except OSError as error:
        if error.errno in FULL:
            raise _disk_is_full(path) from error
        raise
    note_backup(data_folder(), LastBackup(now.isoformat(timespec="seconds"), str(path)))
    removed = _remove_older(path.parent, options.keep) if options.keep else 0
    _tell(path, manifest, removed, locked=passphrase is not None)
    return 0


def _place(given: Path, keep: int | None, now: datetime) -> Path:
    path = given.absolute()
    if keep is not None and (keep < 1 or not path.is_dir()):
        raise EmbeddedError("--keep er et tal fra 1 og går sammen med en mappe. Intet er slettet.")
    if path.is_dir():
        path = path / f"brobygger-{now:%Y-%m-%dT%H%M%SZ}.backup"
    if path.exists():
        raise EmbeddedError(f"{path} findes allerede. Vælg et andet navn.")
    if not path.parent.is_dir():
        raise EmbeddedError(f"Mappen {path.parent} findes ikke.")
    return path


def _write(path: Path, now: datetime, passphrase: str | None) -> Manifest:
    with django_ready(), moment(os.environ["DATABASE_URL"]) as database:
        manifest = _manifest(database, now)
        folder = DataFolder(data_folder())
        with new_archive(path, manifest, passphrase) as archive:
            archive.add(DATABASE, database.pieces())
            archive.add(TARRED, tar_pieces(folder.files, folder.files.name))
            for secret in (folder.root / name for name in SECRETS):
                if passphrase and secret.exists():
                    archive.add(secret.name, [secret.read_bytes()])
    return manifest


def _manifest(database: Moment, now: datetime) -> Manifest:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    applied = sorted(MigrationRecorder(connection).applied_migrations())
    return Manifest(
        version=version("brobygger"),
        made_at=now.isoformat(timespec="seconds"),
        migrations=[list(key) for key in applied],
        postgres=database.postgres,
        rows=database.rows,
    )


def _remove_halves(folder: Path) -> None:
    """Remove what backups that were killed left behind; those being written are locked."""
    for half in folder.glob(f"{OURS}.part"):
        lock = FileLock(half)
        if lock.acquire():
            half.unlink(missing_ok=True)
            lock.release()


def _remove_older(folder: Path, keep: int) -> int:
    older = sorted(folder.glob(OURS), reverse=True)[keep:]
    for path in older:
        path.unlink(missing_ok=True)
    return len(older)


def _disk_is_full(path: Path) -> EmbeddedError:
    free = shutil.disk_usage(path.parent).free // 1_000_000
    return EmbeddedError(
        f"Der er ikke plads til sikkerhedskopien i {path.parent} ({free} MB ledig). Den halve er "
        "fjernet, og intet andet er rørt. Gør plads, eller vælg et andet sted."
    )


def _tell(path: Path, manifest: Manifest, removed: int, *, locked: bool) -> None:
    size = path.stat().st_size
    amount = f"{size / 1_000_000:.1f} MB".replace(".", ",") if size > 500_000 else f"{size} byte"
    rows = f"{sum(manifest.rows.values()):,}".replace(",", ".")
    print(
        f"Sikkerhedskopien ligger i {path}: {rows} rækker i {len(manifest.rows)} tabeller, ", end=""
    )
    print(f"{amount}.")
    if locked:
        print("Den er krypteret. Gem adgangskoden et andet sted: uden den kan ingen åbne kopien.")
    else:
        print("Den er ikke krypteret og rummer personoplysninger; pas på den.")
        print("Nøglen til sessioner er ikke med. Efter en gendannelse logger alle ind igen.")
    if removed:
        print(f"Ældre kopier slettet: {removed}.")
