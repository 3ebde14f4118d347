"""PostgreSQL's own programs for copying a database out and in."""

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from brobygger.embedded.binaries import client_program
from brobygger.embedded.errors import EmbeddedError
from brobygger.embedded.rows import count_rows

PIECE = 1 << 18
EMPTY_FIRST = (
    b"SET lock_timeout = '30s';\nDROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n"
    b"DROP SCHEMA IF EXISTS procrastinate CASCADE;\n"
)
# What newer programs set and an older server does not know.
UNKNOWN_BEFORE = {17: b"SET transaction_timeout = 0;\n"}


@dataclass(frozen=True)
class Moment:
    """The database as it is at one moment, however long the copying takes."""

    address: str
    name: str
    postgres: int
    rows: dict[str, int]

    def pieces(self) -> Iterator[bytes]:
        """The whole database as pg_dump writes it. Raises EmbeddedError when it cannot."""
        command = [client_program("pg_dump"), "--format=custom", "--compress=0", "--no-owner"]
        command += ["--no-privileges", "--no-comments", f"--snapshot={self.name}"]
        yield from _output(command, self.address, "Databasen kunne ikke kopieres.")


@contextmanager
def moment(address: str) -> Iterator[Moment]:
    """Hold on to the database as it is now: what is counted is what is copied."""
    with psycopg.connect(address) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None
        version = connection.info.server_version // 10_000
        yield Moment(address, str(row[0]), version, count_rows(connection))


def check_server(address: str, made_with: int) -> None:
    """Raise EmbeddedError when the backup is from a newer PostgreSQL than the one here."""
    with psycopg.connect(address) as connection:
        here = connection.info.server_version // 10_000
    if made_with > here:
        raise EmbeddedError(
            f"Sikkerhedskopien er taget fra PostgreSQL {made_with}, og her er {here}. En database "
            "kan kun flyttes til den samme eller en nyere. Intet er ændret. Brug Brobyggers egen "
            f"database (uden DATABASE_URL), eller opgradér serveren til {made_with}."
        )


def replace_database(address: str, dump: Path, rows: Mapping[str, int]) -> None:
    """Put the copied database in the place of what is there: all of it, or nothing is changed.

    With `rows`, every table must have so many, or nothing is changed either.
    Raises EmbeddedError with what the programs said.
    """
    with psycopg.connect(address) as connection:
        server = connection.info.server_version // 10_000
    script = _script(dump, server)
    first = next(script, b"")  # an unreadable file is refused before we begin
    command = [client_program("psql"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"]
    with tempfile.TemporaryFile() as said:
        psql = _start([*command, "--file=-"], address, stdin=subprocess.PIPE, errors=said)
        assert psql.stdin is not None
        try:
            with psql.stdin as to:
                to.write(b"BEGIN;\n" + EMPTY_FIRST + first)
                for piece in script:
                    to.write(piece)
                # Nothing stands before this line, whatever ended the script.
                to.write(_check(rows).encode() + b"COMMIT;\n")
        except BrokenPipeError:
            pass  # it says why itself
        finally:
            code = psql.wait()
        if code:
            raise _failure("Databasen kunne ikke lægges ind. Den gamle er urørt.", said)


def _script(dump: Path, server: int) -> Iterator[bytes]:
    command = [client_program("pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(dump)]
    pieces = _output(command, None, "Sikkerhedskopien kan ikke læses. Intet er ændret.")
    head = next(pieces, b"")
    for since, line in UNKNOWN_BEFORE.items():
        if server < since:
            head = head.replace(line, b"", 1)
    yield head
    yield from pieces


def _check(rows: Mapping[str, int]) -> str:
    """SQL that fails when a table has another number of rows than it had."""
    checks = "".join(
        sql.SQL("IF (SELECT count(*) FROM {}) <> {} THEN RAISE '% rows are missing', {}; END IF;\n")
        .format(sql.Identifier(*table.split(".", 1)), sql.Literal(count), sql.Literal(table))
        .as_string()
        for table, count in rows.items()
    )
    return f"DO $check$ BEGIN\n{checks}END $check$;\n" if checks else ""


def _output(command: list[str], address: str | None, failure: str) -> Iterator[bytes]:
    """What a program writes. Raises EmbeddedError with its own words when it fails."""
    with tempfile.TemporaryFile() as said:
        program = _start(command, address, stdout=subprocess.PIPE, errors=said)
        assert program.stdout is not None
        try:
            while piece := program.stdout.read(PIECE):
                yield piece
        except BaseException:
            program.kill()
            raise
        finally:
            program.stdout.close()
            code = program.wait()
        if code:
            raise _failure(failure, said)


def _start(
    command: list[str],
    address: str | None,
    *,
    errors: IO[bytes],
    stdin: int = subprocess.DEVNULL,
    stdout: int = subprocess.DEVNULL,
) -> subprocess.Popen[bytes]:
    environ = dict(os.environ)
    if address:
        parts = conninfo_to_dict(address)
        # Not on the command line, where everyone on the machine can read it.
        if password := parts.pop("password", None):
            environ["PGPASSWORD"] = str(password)
        where = make_conninfo("", **{name: str(value) for name, value in parts.items()})
        command = [*command, f"--dbname={where}"]
    return subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=errors, env=environ)


def _failure(text: str, said: IO[bytes]) -> EmbeddedError:
    said.seek(0)
    words = said.read().decode("utf-8", "replace").strip()
    if "unsupported version" in words:
        words += (
            "\nDen er skrevet med nyere PostgreSQL-programmer end dem her. Fjern "
            "BROBYGGER_POSTGRES_BIN, eller installér nyere."
        )
    return EmbeddedError(f"{text}\n{words}")
