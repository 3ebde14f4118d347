"""`brobygger manage diagrams [--write]`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from brobygger.core.lives import documents

FOLDER = Path("docs/diagrams")


class Command(BaseCommand):
    """Prints every life in the house as a diagram, or writes them all."""

    help = "Draw the lives of agreements, efforts and visits into docs/diagrams"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help=f"write into {FOLDER}")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the diagrams, or write a file for each room that has any."""
        for file, text in documents().items():
            if options["write"]:
                (FOLDER / file).write_text(text, encoding="utf-8")
            else:
                self.stdout.write(text, ending="")
