"""From an older PostgreSQL to the newest. Each test has a copy of one older database."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from brobygger.embedded import upgrade as upgrading
from brobygger.embedded.cluster import READY, existing_major
from brobygger.embedded.errors import EmbeddedError
from brobygger.embedded.paths import DataFolder
from brobygger.embedded.postgres import guest_lock, start_or_join
from brobygger.embedded.upgrade import newer_here, upgrade
from tests.running.databases import CHOSEN, newest, older

ROWS = 50_000
UPGRADE = """
import sys
from pathlib import Path
from brobygger.embedded.paths import DataFolder
from brobygger.embedded.upgrade import upgrade
upgrade(DataFolder(Path(sys.argv[1])), print)
"""


@pytest.fixture(autouse=True)
def no_given_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.delenv(CHOSEN, raising=False)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("older") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        patch.setenv(CHOSEN, str(older().folder))
        with start_or_join(data) as address, psycopg.connect(address) as connection:
            connection.execute("CREATE EXTENSION pg_trgm")
            connection.execute("CREATE TABLE word (number serial PRIMARY KEY, text text)")
            connection.execute(
                "INSERT INTO word (text) SELECT 'blåbær ' || n FROM generate_series(1, %s) n",
                [ROWS],
            )
    return data


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> DataFolder:
    shutil.copytree(made, tmp_path / "data")
    return DataFolder(tmp_path / "data")


def words(folder: DataFolder) -> tuple[int, str]:
    """How many rows there are, and the hash of them all."""
    question = "SELECT count(*), md5(string_agg(text, ',' ORDER BY number)) FROM word"
    with start_or_join(folder.root) as address, psycopg.connect(address) as connection:
        row = connection.execute(question.encode()).fetchone()
    assert row is not None
    return row[0], row[1]


def quiet(text: str) -> None:
    """What is told is not looked at here."""


def test_every_row_is_moved_and_the_old_database_kept(folder: DataFolder) -> None:
    assert newer_here(folder) == (older().major, newest().major)
    before, told = words(folder), list[str]()
    kept = upgrade(folder, told.append)
    assert existing_major(folder.cluster) == newest().major
    assert words(folder) == before
    assert newer_here(folder) is None
    assert any(f"{ROWS} rækker" in text for text in told)
    assert (kept.name, existing_major(kept)) == (f"postgres-{older().major}", older().major)
    assert not (folder.root / "upgrade").exists()
    with start_or_join(folder.root) as address, psycopg.connect(address) as connection:
        row = connection.execute("INSERT INTO word (text) VALUES ('ny') RETURNING number")
        assert row.fetchone() == (ROWS + 1,)
    with pytest.raises(EmbeddedError, match="ikke nogen nyere"):
        upgrade(folder, quiet)


def test_killed_in_the_middle_the_old_database_is_in_use(folder: DataFolder) -> None:
    before = words(folder)
    process = subprocess.Popen([sys.executable, "-c", UPGRADE, str(folder.root)])
    while not (folder.root / "upgrade" / "postgres" / "postmaster.pid").exists():
        assert process.poll() is None
        time.sleep(0.001)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert existing_major(folder.cluster) == older().major
    assert words(folder) == before
    upgrade(folder, quiet)
    assert words(folder) == before


def test_killed_while_they_swap_the_next_start_finishes_it(folder: DataFolder) -> None:
    before = words(folder)
    folder.cluster.rename(folder.root / READY)
    assert words(folder) == before
    assert not (folder.root / READY).exists()


def test_a_new_one_that_never_took_over_is_forgotten(folder: DataFolder) -> None:
    shutil.copytree(folder.cluster, folder.root / READY)
    words(folder)
    assert not (folder.root / READY).exists()


def test_without_space_nothing_begins(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upgrading, "SPARE", shutil.disk_usage(folder.root).total)
    with pytest.raises(EmbeddedError, match="Gør plads"):
        upgrade(folder, quiet)
    assert existing_major(folder.cluster) == older().major


def test_without_the_old_programs_it_is_told_what_to_install(folder: DataFolder) -> None:
    (folder.cluster / "PG_VERSION").write_text("12\n")
    with pytest.raises(EmbeddedError, match="Installér pakken postgresql-12"):
        upgrade(folder, quiet)


def test_while_somebody_uses_the_database_it_is_refused(folder: DataFolder) -> None:
    guest = guest_lock(folder)
    assert guest.acquire(shared=True)
    with pytest.raises(EmbeddedError, match="Brobygger kører"):
        upgrade(folder, quiet)
    guest.release()


def test_a_row_that_is_missing_keeps_the_old_database(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = iter([{"public.word": ROWS}, {"public.word": ROWS - 1}])
    monkeypatch.setattr(upgrading, "count_rows", lambda connection: next(counts))
    with pytest.raises(EmbeddedError, match=r"mangler rækker.*public\.word"):
        upgrade(folder, quiet)
    assert existing_major(folder.cluster) == older().major
    assert not (folder.root / "upgrade").exists()


def test_a_given_database_is_somebody_elses_to_upgrade(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example/x")
    with pytest.raises(EmbeddedError, match="pg_upgrade"):
        upgrade(folder, quiet)


def test_an_empty_folder_needs_no_upgrade(tmp_path: Path) -> None:
    with pytest.raises(EmbeddedError, match="ingen database endnu"):
        upgrade(DataFolder(tmp_path), quiet)
