"""Reads the command line and runs the command."""

import argparse
import sys
from collections.abc import Sequence
from typing import Protocol

from brobygger.embedded.errors import EmbeddedError

from . import manage


class Command(Protocol):
    """What a module of a command has."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, options: argparse.Namespace) -> int: ...


COMMANDS: dict[str, tuple[Command, str]] = {
    "manage": (manage, "kør en af Djangos kommandoer (for udviklere)"),
}


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command, every command with its own help."""
    parser = argparse.ArgumentParser(prog="brobygger")
    commands = parser.add_subparsers(dest="command", required=True, metavar="kommando")
    for name, (module, summary) in COMMANDS.items():
        module.add_arguments(commands.add_parser(name, help=summary, description=summary))
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; answers its exit code, 0 only when it did what was asked."""
    options = build_parser().parse_args(arguments)
    module, _ = COMMANDS[options.command]
    try:
        return module.run(options)
    except EmbeddedError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
