"""PostgreSQL's own programs for copying a database out and in."""

import os
import subprocess
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from brobygger.embedded.binaries import client_program
from brobygger.embedded.errors import EmbeddedError

EMPTY_FIRST = (
    "SET lock_timeout = '30s'; DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
    " DROP SCHEMA IF EXISTS procrastinate CASCADE;"
)


def _run(arguments: list[str], address: str, failure: str) -> None:
    parts = conninfo_to_dict(address)
    # Not on the command line, where everyone on the machine can read it.
    password = parts.pop("password", None)
    environ = {**os.environ, **({"PGPASSWORD": str(password)} if password else {})}
    done = subprocess.run(
        [
            *arguments,
            f"--dbname={make_conninfo('', **{name: str(value) for name, value in parts.items()})}",
        ],
        env=environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise EmbeddedError(f"{failure}\n{done.stderr.strip()}")


def dump_database(address: str, to: Path) -> None:
    """Copy the whole database to a file, as it is at one moment."""
    command = [client_program("pg_dump"), "--format=custom", "--compress=0", "--no-owner"]
    command += ["--no-privileges", "--no-comments", f"--file={to}"]
    _run(command, address, "Databasen kunne ikke kopieres.")


def replace_database(address: str, dump: Path) -> None:
    """Put the copied database in the place of what is there: all of it, or nothing is changed."""
    script = dump.with_suffix(".sql")
    command = [client_program("pg_restore"), "--no-owner", "--no-privileges"]
    made = subprocess.run(
        [*command, f"--file={script}", str(dump)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise EmbeddedError(f"Sikkerhedskopien kan ikke læses.\n{made.stderr.strip()}")
    command = [client_program("psql"), "--no-psqlrc", "--quiet", "--single-transaction"]
    command += ["--set=ON_ERROR_STOP=1", f"--command={EMPTY_FIRST}", f"--file={script}"]
    _run(command, address, "Databasen kunne ikke lægges ind. Den gamle er urørt.")
