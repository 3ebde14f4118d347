"""A pytest plugin: one embedded database for a whole test run, all its workers included.

It must be there before Django reads its settings, so it is named in pyproject.toml with `-p`.
With DATABASE_URL set, the tests run on that server instead.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from .postgres import start_or_join

# Nothing in a test run needs to survive a power cut.
HASTE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "200",
}
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
        os.environ["DATABASE_URL"] = stack.enter_context(start_or_join(data, HASTE))
    return (yield)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the database when the last test is done."""
    if stack := config.stash.get(STACK, None):
        stack.close()
