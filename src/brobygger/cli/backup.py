"""`brobygger backup FILE`: everything in one file."""

import argparse
import os
import tempfile
from importlib.metadata import version
from pathlib import Path

from brobygger.embedded.errors import EmbeddedError
from brobygger.embedded.paths import data_folder

from .archive import Manifest, write_archive
from .django import brobygger_ready
from .postgres_tools import dump_database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FIL", help="ny fil til sikkerhedskopien")


def run(options: argparse.Namespace) -> int:
    """Copy database and files into one archive, also while Brobygger runs.

    Raises EmbeddedError when the file is there already or its folder is not.
    """
    if options.file.exists():
        raise EmbeddedError(f"{options.file} findes allerede. Vælg et andet navn.")
    if not options.file.absolute().parent.is_dir():
        raise EmbeddedError(f"Mappen {options.file.absolute().parent} findes ikke.")
    with brobygger_ready(), tempfile.TemporaryDirectory(prefix="brobygger-") as folder:
        from django.db import connection
        from django.db.migrations.recorder import MigrationRecorder

        from brobygger.core import clock

        applied = sorted(MigrationRecorder(connection).applied_migrations())
        manifest = Manifest(
            version=version("brobygger"),
            made_at=clock.now().isoformat(timespec="seconds"),
            migrations=[list(key) for key in applied],
        )
        dump = Path(folder) / "database.dump"
        dump_database(os.environ["DATABASE_URL"], dump)
        write_archive(options.file, manifest, dump, data_folder())
    print(f"Sikkerhedskopien ligger i {options.file}. Den rummer personoplysninger; pas på den.")
    return 0
