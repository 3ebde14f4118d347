"""`brobygger export-person`: everything stored on one person, in a file."""

import argparse
import os
from pathlib import Path

from brobygger.embedded.errors import EmbeddedError

from .django import brobygger_ready


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="E-MAIL", help="personens adresse")
    parser.add_argument("--output", required=True, type=Path, metavar="FIL", help="ny zip-fil")
    parser.add_argument("--language", choices=("da", "en"), default="da", help="oversigtens sprog")


def run(options: argparse.Namespace) -> int:
    """Write the file, readable by us alone.

    Raises EmbeddedError when the file is there already, or nothing is known under the address.
    """
    output: Path = options.output.absolute()
    if output.exists():
        raise EmbeddedError(f"{options.output} findes allerede. Vælg et andet navn.")
    if not output.parent.is_dir():
        raise EmbeddedError(f"Mappen {output.parent} findes ikke.")
    with brobygger_ready():
        from brobygger.privacy.domain.exporting import export_person, overview
        from brobygger.privacy.domain.persons import find_person

        person = find_person(options.email)
        content = export_person(
            person, language=options.language, by=None, with_words=True, progress=None
        )
        descriptor = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        for title, count in overview(person):
            print(f"{title}: {count}")
    print(f"Alt, vi har om {options.email}, ligger i {options.output}. Pas på filen.")
    return 0
