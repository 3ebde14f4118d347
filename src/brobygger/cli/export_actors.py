"""`brobygger export-actors`: a workspace's register to a file."""

import argparse
from pathlib import Path

from brobygger.embedded.errors import EmbeddedError

from .django import brobygger_ready, find_workspace


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--workspace", required=True, metavar="NAVN", help="det korte navn")
    formats = ("csv", "xlsx", "hsds", "geojson", "vcard")
    parser.add_argument("--format", required=True, choices=formats, help="filens slags")
    parser.add_argument(
        "--audience",
        choices=("own", "public"),
        default="own",
        help="own: til jer selv (alt undtagen noter); public: til andre (kun det offentlige)",
    )
    parser.add_argument("--output", required=True, type=Path, metavar="FIL", help="ny fil")


def run(options: argparse.Namespace) -> int:
    """Write the register to the file, whole or not at all.

    Raises EmbeddedError when there is no such workspace, or the file is there already.
    """
    output: Path = options.output.absolute()
    if output.exists():
        raise EmbeddedError(f"{options.output} findes allerede. Vælg et andet navn.")
    if not output.parent.is_dir():
        raise EmbeddedError(f"Mappen {output.parent} findes ikke.")
    with brobygger_ready():
        from brobygger.actors.transfer.exporting import export_file

        workspace = find_workspace(options.workspace)
        unfinished = output.with_name(output.name + ".part")
        try:
            count = export_file(
                workspace,
                format=options.format,
                output=unfinished,
                audience=options.audience,
            )
            unfinished.replace(output)
        finally:
            unfinished.unlink(missing_ok=True)
    print(f"Registret ligger i {options.output}: {count} samarbejdsparter.")
    return 0
