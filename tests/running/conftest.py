"""Installations to start and kill, copied from one that was made once."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.prepared import prepared_folder
from tests.running.installation import Installation, clean_environ, eventually
from tests.running.writer import Writer


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of this version, without data."""
    return prepared_folder(tmp_path_factory, "prepared", clean_environ())


@pytest.fixture
def site(prepared: Path, tmp_path: Path) -> Iterator[Installation]:
    """An installation that does not run yet."""
    shutil.copytree(prepared, tmp_path / "data")
    site = Installation(tmp_path / "data")
    yield site
    site.kill_all()


@pytest.fixture
def writer() -> Iterator[Callable[[Installation], Writer]]:
    """Starts somebody who writes all the time, and has some rows acknowledged."""
    started: list[Writer] = []

    def start(site: Installation) -> Writer:
        writer = Writer(site.database)
        started.append(writer)
        writer.start()
        eventually(lambda: len(writer.acknowledged) > 20, "the first rows")
        return writer

    yield start
    for writer in started:
        writer.finish()
