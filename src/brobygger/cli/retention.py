"""`brobygger retention`: what is old enough to go, goes."""

import argparse
import json
from datetime import date
from typing import TYPE_CHECKING

from brobygger.embedded.errors import EmbeddedError

from .django import brobygger_ready, find_workspace

if TYPE_CHECKING:
    from brobygger.privacy.domain.retention import Line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="vis kun, hvad der ville ske")
    parser.add_argument("--json", action="store_true", help="svar til maskiner")
    parser.add_argument(
        "--archived-before",
        type=date.fromisoformat,
        metavar="DATO",
        help="notér, at det, der sluttede før datoen, er afleveret til arkivet",
    )
    parser.add_argument("--workspace", metavar="NAVN", help="det korte navn, til arkivet")


def run(options: argparse.Namespace) -> int:
    """Carry out data_retention.yaml, or tell what it would come to.

    Answers 1 when a table could not be done. Raises EmbeddedError when another run is at it, and
    when the archive's day lacks its workspace.
    """
    if bool(options.archived_before) != bool(options.workspace):
        raise EmbeddedError("--archived-before og --workspace hører sammen. Intet er ændret.")
    with brobygger_ready():
        from brobygger.privacy.domain.retention import dry_run, enforce, note_archived

        if options.archived_before:
            workspace = find_workspace(options.workspace)
            note_archived(workspace=workspace, ended_before=options.archived_before, by=None)
            print(f"Noteret for {workspace}: det, der sluttede før {options.archived_before}.")
            return 0
        lines = dry_run() if options.dry_run else enforce()
    if options.json:
        print(json.dumps([_as_json(line) for line in lines], ensure_ascii=False, indent=1))
    else:
        _tell(lines, dry=options.dry_run)
    return 1 if any(line.failed for line in lines) else 0


def _as_json(line: "Line") -> dict[str, object]:
    return {
        "table": line.label,
        "rule": line.rule,
        "why": line.why,
        "rows": line.rows,
        "waiting_for_archive": line.held,
        "oldest": line.oldest.isoformat() if line.oldest else None,
        "failed": line.failed,
    }


def _tell(lines: "list[Line]", *, dry: bool) -> None:
    for line in lines:
        does = "tømmes" if line.rule.startswith("blank") else "slettes"
        if not dry:
            does = {"tømmes": "er tømt", "slettes": "er slettet"}[does]
        if line.rows:
            oldest = f", den ældste fra {line.oldest:%d.%m.%Y}" if line.oldest else ""
            print(f"{line.label}: {_rows(line.rows)} {does}{oldest}. {line.why}")
        if line.held:
            print(f"{line.label}: {_rows(line.held)} venter på arkivet. {line.why}")
        if line.failed:
            print(f"{line.label}: kunne ikke gøres færdig; se loggen. Resten er gjort.")
    if not lines:
        print("Intet er gemt for længe.")
    elif dry:
        print("Intet er ændret.")


def _rows(count: int) -> str:
    return "1 række" if count == 1 else f"{count} rækker"
