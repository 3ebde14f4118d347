"""`brobygger manage agreement_diagram [--write FILE]`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from brobygger.agreements.policies import diagram

HEAD = """# The life of an agreement

Made from `src/brobygger/agreements/policies.py` by `brobygger manage agreement_diagram --write`;
a test fails when the two differ.
"""


def document() -> str:
    """docs/diagrams/agreement.md as it should be."""
    return f"{HEAD}\n```mermaid\n{diagram()}\n```\n"


class Command(BaseCommand):
    """Prints docs/diagrams/agreement.md, or writes it."""

    help = "Draw the life of an agreement into docs/diagrams/agreement.md"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--write", metavar="FILE", nargs="?", const="docs/diagrams/agreement.md"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the diagram, or write it to the file named."""
        if options["write"]:
            path = Path(options["write"])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(document(), encoding="utf-8")
        else:
            self.stdout.write(document(), ending="")
