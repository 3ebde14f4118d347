"""A pytest plugin: one embedded database for a whole test run, all its workers included.

It must be there before Django reads its settings, so it is named in pyproject.toml with `-p`.
With DATABASE_URL set, the tests run on that server instead, and do the migrations there.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from .cluster import ensure_database
from .paths import DataFolder
from .postgres import start_or_join
from .ready_made import HASTE, ready_made
from .sockets import database_url, socket_folder

TEMPLATE = "TEST_DATABASE_TEMPLATE"  # what the test databases are copies of
STACK = pytest.StashKey[ExitStack]()


def _is_worker() -> bool:
    return "PYTEST_XDIST_WORKER" in os.environ


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Start the database before anything else looks for it; xdist workers inherit its address."""
    if not _is_worker():
        stack = early_config.stash[STACK] = ExitStack()
        data = Path(tempfile.mkdtemp(prefix="brobygger-test-"))
        stack.callback(shutil.rmtree, data, ignore_errors=True)
        os.environ["BROBYGGER_TESTING"] = "1"
        os.environ["BROBYGGER_DATA"] = str(data)
        given = "DATABASE_URL" in os.environ
        if not given:
            shutil.copytree(ready_made(early_config.rootpath), DataFolder(data).cluster)
        os.environ["DATABASE_URL"] = stack.enter_context(start_or_join(data, HASTE))
        if not given:
            os.environ[TEMPLATE] = _set_aside(data)
    return (yield)


def _set_aside(data: Path) -> str:
    """Give the migrated database another name: nobody may be connected to what is copied."""
    name = "brobygger_ready_made"
    sockets = socket_folder(DataFolder(data))
    address = database_url(sockets, user="postgres", name="postgres")
    with psycopg.connect(address, autocommit=True) as connection:
        rename = sql.SQL("ALTER DATABASE brobygger RENAME TO {}")
        connection.execute(rename.format(sql.Identifier(name)))
    ensure_database(sockets)
    return name


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the database when the last test is done."""
    if stack := config.stash.get(STACK, None):
        stack.close()
