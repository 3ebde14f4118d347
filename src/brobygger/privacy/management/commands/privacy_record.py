"""`brobygger manage privacy_record [--write FILE]`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from brobygger.privacy.record import filled, tables

FILE = "docs/privacy/fortegnelse.md"


class Command(BaseCommand):
    """Prints the tables of the record of processing, or writes them into it."""

    help = f"Write what data_retention.yaml says into {FILE}"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", metavar="FILE", nargs="?", const=FILE)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the tables, or put them between the marks of the file named."""
        if options["write"]:
            path = Path(options["write"])
            path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
        else:
            self.stdout.write(tables())
