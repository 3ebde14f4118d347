"""Reads the command line and runs the command."""

import argparse
import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from typing import Protocol, cast

from brobygger.embedded.errors import EmbeddedError

from .danish import speak_danish
from .secret_files import read_secret_files


class Command(Protocol):
    """What the module of a command has."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Tell the parser what the command takes."""

    def run(self, options: argparse.Namespace) -> int:
        """Do it; answers the exit code."""


# Name → its module here, and what it does.
COMMANDS = {
    "run": ("run", "start database, webserver og arbejder"),
    "prepare": ("prepare", "bring databasen til denne version uden at starte"),
    "web": ("web", "start kun webserveren (med jeres egen database)"),
    "worker": ("worker", "start kun arbejderen (med jeres egen database)"),
    "demo": ("demo", "læg demoens opdigtede kommune ind"),
    "synthetic-register": ("synthetic", "fyld et tomt arbejdsrum med et opdigtet register"),
    "create-workspace": ("workspace", "opret et arbejdsrum, fx en kommunes"),
    "remove-second-step": ("second_step", "luk en ind, hvis telefon og nødkoder er væk"),
    "import-actors": ("import_actors", "hent et register ind i et arbejdsrum"),
    "export-actors": ("export_actors", "gem et arbejdsrums register i en fil"),
    "backup": ("backup", "gem database og filer i én fil"),
    "restore": ("restore", "læg en sikkerhedskopi på plads"),
    "upgrade-database": ("upgrade_database", "flyt databasen til en nyere PostgreSQL"),
    "retention": ("retention", "slet det, der er gemt længe nok"),
    "export-person": ("export_person", "gem alt, vi har om en person, i en fil"),
    "erase-person": ("erase_person", "slet en person"),
    "log-out": ("log_out", "log en person eller alle ud"),
    "doctor": ("doctor", "se efter, om alt er, som det skal være"),
    "bounce": ("bounce", "læs en mail, der kom tilbage, fra mailserverens rør"),
    "manage": ("manage", "kør en af Djangos kommandoer (for udviklere)"),
}
INNER = {"serve-web": "serve_web"}  # for our own use


def _command(name: str) -> Command:
    module = COMMANDS[name][0] if name in COMMANDS else INNER[name]
    return cast("Command", import_module(f"brobygger.cli.{module}"))


def build_parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of the command line; only the command it names is loaded."""
    speak_danish()
    parser = argparse.ArgumentParser(
        prog="brobygger",
        description="Fra hvem findes derude til et underskrevet samarbejde, der holder.",
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"Brobygger {version('brobygger')}",
        help="vis versionen",
    )
    commands = parser.add_subparsers(
        title="kommandoer", dest="command", required=True, metavar="kommando"
    )
    for name, (_, does) in COMMANDS.items():
        commands.add_parser(name, help=does, description=does)
    for name in INNER:
        commands.add_parser(name)
    for name, one in commands.choices.items():
        if name in words:
            _command(name).add_arguments(one)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; answers its exit code, 0 only when it did what was asked."""
    words = sys.argv[1:] if arguments is None else arguments
    options = build_parser(words).parse_args(words)
    try:
        read_secret_files(os.environ)
        return _command(options.command).run(options)
    except EmbeddedError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        if error.filename is None:
            raise
        print(refusal_of(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def refusal_of(error: OSError) -> str:
    """Why a file or a folder could not be used, in plain words."""
    name = str(error.filename).removesuffix(".part")  # what is written first lies beside it
    if isinstance(error, PermissionError):
        return f"Denne bruger må ikke læse eller skrive {name}."
    if error.errno == errno.ENOSPC:
        return f"Disken med {name} er fuld. Gør plads, og prøv igen."
    return f"{name} kan ikke bruges: {error.strerror}."
