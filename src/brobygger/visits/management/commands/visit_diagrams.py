"""`brobygger manage visit_diagrams [--write FILE]`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from brobygger.visits.policies import INTRODUCTION, PROMISE, THANKS, VISIT, diagram

HEAD = """# The lives of visits and what comes of them

Made from `src/brobygger/visits/policies.py` by `brobygger manage visit_diagrams --write`;
a test fails when the two differ.
"""
_FILE = "docs/diagrams/visit.md"


def document() -> str:
    """docs/diagrams/visit.md as it should be."""
    lives = {
        "A visit": diagram(VISIT),
        "A promise": diagram(PROMISE),
        "An introduction": diagram(INTRODUCTION),
        "A thank-you": diagram(THANKS),
    }
    parts = [f"## {title}\n\n```mermaid\n{life}\n```\n" for title, life in lives.items()]
    return "\n".join([HEAD, *parts])


class Command(BaseCommand):
    """Prints docs/diagrams/visit.md, or writes it."""

    help = "Draw the lives of visits into docs/diagrams/visit.md"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", metavar="FILE", nargs="?", const=_FILE)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the diagrams, or write them to the file named."""
        if options["write"]:
            path = Path(options["write"])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(document(), encoding="utf-8")
        else:
            self.stdout.write(document(), ending="")
