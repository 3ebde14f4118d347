"""`brobygger import-actors FILE`: a register from a file into a workspace."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .django import brobygger_ready, find_workspace

if TYPE_CHECKING:
    from brobygger.actors.transfer.reports import ImportReport

SHOWN = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FIL", help="CSV, Excel eller HSDS (mappe, zip)")
    parser.add_argument("--workspace", required=True, metavar="NAVN", help="det korte navn")
    formats = ("auto", "csv", "xlsx", "hsds")
    parser.add_argument("--format", choices=formats, default="auto", help="ellers ses det på filen")
    parser.add_argument("--encoding", default="", help="tegnkodning, hvis den ikke kan ses")
    parser.add_argument("--source", default="", help="registrets navn (ellers filens)")
    parser.add_argument(
        "--duplicates",
        choices=("certain", "merge", "keep", "skip"),
        default="certain",
        help="rækker, der ligner nogen: certain lægger kun det sikre sammen, lader dem, der "
        "ligner, komme ind ved siden af, og nævner dem, ingen kan afgøre; merge lægger "
        "alle sammen med den nærmeste; keep lader alle komme ind; "
        "skip springer dem over og nævner dem",
    )
    parser.add_argument(
        "--municipality", default="", metavar="KODE", help="kun rækker fra kommunen (fx 0461)"
    )
    parser.add_argument("--dry-run", action="store_true", help="vis kun, hvad der ville ske")
    parser.add_argument("--json", action="store_true", help="svar til et program")


def run(options: argparse.Namespace) -> int:
    """Bring the file in; rows that cannot come in are named and the others come in.

    Answers 0 when something came in or nothing had to change, 1 when errors kept all of it out.
    Raises EmbeddedError when there is no such workspace.
    """
    with brobygger_ready():
        from brobygger.actors.transfer.importing import import_file

        report = import_file(
            options.file,
            workspace=find_workspace(options.workspace),
            format=options.format,
            dry_run=options.dry_run,
            encoding=options.encoding,
            source=options.source,
            municipality=options.municipality,
            duplicates=options.duplicates,
        )
    if options.json:
        print(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        tell(report, dry_run=options.dry_run)
    usable = report.committed or report.created or report.updated or report.unchanged
    return 0 if usable or not report.errors else 1


def tell(report: "ImportReport", *, dry_run: bool) -> None:
    """Say what the import came to: the counts, and the refused rows on stderr."""
    for problem in report.errors[:SHOWN]:
        where = f", række {problem.row}" if problem.row else ""
        print(f"{problem.file}{where}: {problem.message}", file=sys.stderr)
    if len(report.errors) > SHOWN:
        print(f"… og {len(report.errors) - SHOWN} fejl mere (se dem med --json)", file=sys.stderr)
    if report.errors and not (report.created or report.updated or report.unchanged):
        print("Intet er ændret.")
        return
    lead = "Det ville blive" if dry_run else "Det blev"
    print(
        f"{lead}: {report.created} nye, {report.updated} rettede, {report.unchanged} uændrede, "
        f"{report.skipped} sprunget over."
    )
    if report.alike:
        print(f"{report.alike} af de nye ligner nogen. Se dem under »Mulige dubletter«.")
