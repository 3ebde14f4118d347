"""Where a backup's passphrase comes from: a file, the environment or the person at the keyboard."""

import argparse
import getpass
import os
import sys
import unicodedata
from pathlib import Path

from brobygger.embedded.errors import EmbeddedError

VARIABLE = "BROBYGGER_BACKUP_PASSPHRASE"
SHORTEST = 12


def add_argument(parser: argparse._ActionsContainer) -> None:
    """Let the command take the file with the passphrase."""
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FIL",
        help=f"fil med adgangskoden (ellers {VARIABLE}, ellers spørges der)",
    )


def new_passphrase(file: Path | None) -> str | None:
    """The passphrase to lock a new backup with, asked for twice; None when there is none.

    Raises EmbeddedError when it is too short, or when the two differ.
    """
    passphrase = _given(file)
    if passphrase is None and sys.stdin.isatty():
        passphrase = _normal(getpass.getpass("Adgangskode til sikkerhedskopien: "))
        if _normal(getpass.getpass("Skriv den igen: ")) != passphrase:
            raise EmbeddedError("De to adgangskoder er ikke ens. Ingen kopi er taget. Prøv igen.")
    if passphrase is not None and len(passphrase) < SHORTEST:
        raise EmbeddedError(
            f"Adgangskoden skal være på mindst {SHORTEST} tegn, for kopien rummer alt. Tag fire "
            "tilfældige ord. Ingen kopi er taget."
        )
    return passphrase


def known_passphrase(file: Path | None) -> str:
    """The passphrase of a backup there is. Raises EmbeddedError when nobody gives one."""
    passphrase = _given(file)
    if passphrase is None and sys.stdin.isatty():
        passphrase = _normal(getpass.getpass("Sikkerhedskopiens adgangskode: "))
    if passphrase is None:
        raise EmbeddedError(
            "Sikkerhedskopien er krypteret. Giv dens adgangskode med --passphrase-file eller "
            f"{VARIABLE}. Intet er ændret."
        )
    return passphrase


def _given(file: Path | None) -> str | None:
    if file is None:
        text = os.environ.get(VARIABLE, "")
        return _normal(text) or None
    try:
        text = _normal(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise EmbeddedError(f"Filen {file} med adgangskoden findes ikke.") from error
    except UnicodeDecodeError as error:
        raise EmbeddedError(f"Filen {file} med adgangskoden er ikke tekst i UTF-8.") from error
    if not text:
        raise EmbeddedError(f"Filen {file} med adgangskoden er tom.")
    return text


def _normal(text: str) -> str:
    # An »å« can be typed in two ways, and a file ends with a new line.
    return unicodedata.normalize("NFC", text.strip("\r\n"))
