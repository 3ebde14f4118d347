"""Reads the command line and runs the command."""

import argparse
import sys
from collections.abc import Sequence
from typing import Protocol

from brobygger.embedded.errors import EmbeddedError

from . import (
    backup,
    demo,
    doctor,
    export_actors,
    import_actors,
    manage,
    prepare,
    restore,
    run,
    web,
    workspace,
)
from .danish import speak_danish


class Command(Protocol):
    """What the module of a command has."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Tell the parser what the command takes."""

    def run(self, options: argparse.Namespace) -> int:
        """Do it; answers the exit code."""


COMMANDS: dict[str, tuple[Command, str]] = {
    "run": (run, "start database, webserver og arbejder"),
    "demo": (demo, "læg demoens opdigtede kommune ind"),
    "create-workspace": (workspace, "opret et arbejdsrum, fx en kommunes"),
    "import-actors": (import_actors, "hent et register ind i et arbejdsrum"),
    "export-actors": (export_actors, "gem et arbejdsrums register i en fil"),
    "backup": (backup, "gem database og filer i én fil"),
    "restore": (restore, "læg en sikkerhedskopi på plads"),
    "doctor": (doctor, "se efter, om alt er, som det skal være"),
    "manage": (manage, "kør en af Djangos kommandoer (for udviklere)"),
}
INNER: dict[str, Command] = {"prepare": prepare, "serve-web": web}  # what `run` itself starts


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command; every command has its own help."""
    speak_danish()
    parser = argparse.ArgumentParser(
        prog="brobygger",
        description="Fra hvem findes derude til et underskrevet samarbejde, der holder.",
    )
    commands = parser.add_subparsers(
        title="kommandoer", dest="command", required=True, metavar="kommando"
    )
    for name, (module, summary) in COMMANDS.items():
        module.add_arguments(commands.add_parser(name, help=summary, description=summary))
    for name, module in INNER.items():
        module.add_arguments(commands.add_parser(name))
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; answers its exit code, 0 only when it did what was asked."""
    options = build_parser().parse_args(arguments)
    module = COMMANDS[options.command][0] if options.command in COMMANDS else INNER[options.command]
    try:
        return module.run(options)
    except EmbeddedError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
