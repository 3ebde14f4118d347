"""`brobygger manage effort_diagram [--write FILE]`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from brobygger.efforts.policies import diagrams

HEAD = """# Efforts

Made from `src/brobygger/efforts/policies.py` by `brobygger manage effort_diagram --write`;
a test fails when the two differ.
"""


def document() -> str:
    """docs/diagrams/effort.md as it should be."""
    parts = [f"## {title}\n\n```mermaid\n{one}\n```\n" for title, one in diagrams().items()]
    return "\n".join([HEAD, *parts])


class Command(BaseCommand):
    """Prints docs/diagrams/effort.md, or writes it."""

    help = "Draw the life of an effort into docs/diagrams/effort.md"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", metavar="FILE", nargs="?", const="docs/diagrams/effort.md")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the diagrams, or write them to the file named."""
        if options["write"]:
            path = Path(options["write"])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(document(), encoding="utf-8")
        else:
            self.stdout.write(document(), ending="")
