"""The two majors of PostgreSQL that tests move data between, and what stands in a database."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from brobygger.embedded.binaries import OLDEST, Binaries, find_binaries
from brobygger.embedded.errors import EmbeddedError
from brobygger.embedded.postgres import start_or_join
from brobygger.embedded.rows import count_rows

CHOSEN = "BROBYGGER_POSTGRES_BIN"


def newest() -> Binaries:
    """The PostgreSQL that comes with us."""
    return find_binaries(environ={})


def older() -> Binaries:
    """An installed PostgreSQL of an earlier major version."""
    for major in range(OLDEST, newest().major):
        try:
            return find_binaries(major=major, environ={})
        except EmbeddedError:
            continue
    pytest.fail("En ældre PostgreSQL mangler. Kør »make tools«, eller installér postgresql-15.")


def using(binaries: Binaries) -> dict[str, str]:
    """The environment in which those programs are used."""
    return {CHOSEN: str(binaries.folder)}


@contextmanager
def database(data: Path) -> Iterator[psycopg.Connection[Any]]:
    """The database of a data folder nobody runs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        patch.delenv(CHOSEN, raising=False)
        with start_or_join(data) as address, psycopg.connect(address) as connection:
            yield connection


def every_row(data: Path) -> dict[str, tuple[int, str | None]]:
    """For each table how many rows it has, and one hash over all of them."""
    found = {}
    with database(data) as connection:
        for table in count_rows(connection):
            asking = sql.SQL(
                "SELECT count(*), md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))) FROM {} t"
            ).format(sql.Identifier(*table.split(".", 1)))
            row = connection.execute(asking).fetchone()
            assert row is not None
            found[table] = (row[0], row[1])
    return found
