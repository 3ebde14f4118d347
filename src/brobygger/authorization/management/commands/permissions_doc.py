"""`brobygger manage permissions_doc [--write FILE]`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from brobygger.authorization.document import document


class Command(BaseCommand):
    """Prints docs/permissions.md, or writes it."""

    help = "Write docs/permissions.md from the code"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", metavar="FILE", nargs="?", const="docs/permissions.md")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the document, or write it to the file named."""
        with translation.override("da"):
            text = document()
        if options["write"]:
            Path(options["write"]).write_text(text, encoding="utf-8")
        else:
            self.stdout.write(text, ending="")
