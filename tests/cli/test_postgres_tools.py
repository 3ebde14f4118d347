import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from brobygger.cli.postgres_tools import check_server, moment, replace_database
from brobygger.embedded.errors import EmbeddedError

Make = Callable[[str], str]


@pytest.fixture
def make() -> Iterator[Make]:
    """Makes a database with two rows in it; answers its address."""
    given = os.environ["DATABASE_URL"]
    made: list[str] = []

    def make(name: str) -> str:
        unique = f"{name}_{os.getpid()}"
        with psycopg.connect(given, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unique)))
        made.append(unique)
        address = re.sub(r"/[^/]*$", f"/{unique}", given)
        with psycopg.connect(address) as connection:
            connection.execute("CREATE TABLE word (text text)")
            connection.execute("INSERT INTO word VALUES (%s), ('æøå')", [name])
        return address

    yield make
    with psycopg.connect(given, autocommit=True) as connection:
        for name in made:
            connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


def words(address: str) -> set[str]:
    with psycopg.connect(address) as connection:
        return {str(row[0]) for row in connection.execute("SELECT text FROM word").fetchall()}


@pytest.fixture
def dump(make: Make, tmp_path: Path) -> Path:
    """A copy of a database, and then the number of its rows."""
    with moment(make("old")) as database:
        assert database.rows == {"public.word": 2}
        path = tmp_path / "database.dump"
        path.write_bytes(b"".join(database.pieces()))
    return path


def test_what_was_copied_takes_the_others_place(make: Make, dump: Path) -> None:
    here = make("here")
    replace_database(here, dump, {"public.word": 2})
    assert words(here) == {"old", "æøå"}


def test_a_copy_that_lacks_rows_changes_nothing(make: Make, dump: Path) -> None:
    here = make("here")
    with pytest.raises(EmbeddedError, match=r"public\.word rows are missing"):
        replace_database(here, dump, {"public.word": 3})
    assert words(here) == {"here", "æøå"}


@pytest.mark.parametrize("length", [0, 40, -30])
def test_half_a_copy_changes_nothing(make: Make, dump: Path, length: int) -> None:
    here = make("here")
    dump.write_bytes(dump.read_bytes()[:length])
    with pytest.raises(EmbeddedError):
        replace_database(here, dump, {"public.word": 2})
    assert words(here) == {"here", "æøå"}


def test_what_is_counted_is_what_is_copied(make: Make, tmp_path: Path) -> None:
    there, path = make("there"), tmp_path / "database.dump"
    with moment(there) as database:
        with psycopg.connect(there) as connection:
            connection.execute("INSERT INTO word VALUES ('later')")
        path.write_bytes(b"".join(database.pieces()))
    replace_database(there, path, database.rows)
    assert words(there) == {"there", "æøå"}


def test_a_database_that_cannot_be_copied_is_told(make: Make) -> None:
    with moment(make("old")) as database:
        held = database
    with pytest.raises(EmbeddedError, match="kunne ikke kopieres"):
        list(held.pieces())


def test_a_backup_of_a_newer_server_is_refused() -> None:
    check_server(os.environ["DATABASE_URL"], 15)
    with pytest.raises(EmbeddedError, match="taget fra PostgreSQL 99"):
        check_server(os.environ["DATABASE_URL"], 99)
