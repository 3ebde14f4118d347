"""The embedded server itself. Each test has a data folder of its own, copied from one made once."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from brobygger.embedded.errors import EmbeddedError
from brobygger.embedded.locks import FileLock
from brobygger.embedded.paths import DataFolder
from brobygger.embedded.postgres import Server, server_lock, start_or_join

ASK = """
import sys, time
from pathlib import Path
from brobygger.embedded.postgres import start_or_join
with start_or_join(Path(sys.argv[1])) as address:
    print(address, flush=True)
    sys.stdin.readline()
"""


@pytest.fixture(autouse=True)
def no_given_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty database."""
    data = tmp_path_factory.mktemp("made") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL")
        with start_or_join(data):
            pass
    return data


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "data"
    shutil.copytree(made, copy)
    return copy


@pytest.fixture
def command(data: Path) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    """Another process that uses the database until it is told to stop."""
    started: list[subprocess.Popen[str]] = []

    def start() -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", ASK, str(data)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout is not None
        assert process.stdout.readline().startswith("postgresql://")
        return process

    yield start
    for process in started:
        process.kill()
        with process:
            pass


def ask(address: str, question: str) -> object:
    with psycopg.connect(address, autocommit=True) as connection:
        row = connection.execute(question.encode()).fetchone()
        return row[0] if row else None


def server_pid(data: Path) -> int:
    return int((data / "postgres" / "postmaster.pid").read_text().split()[0])


def test_danish_letters_are_letters(data: Path) -> None:
    with start_or_join(data) as address:
        assert ask(address, "SELECT lower('ÆØÅ')") == "æøå"
        assert ask(address, "SELECT 'blåbærgrød' ~ '^\\w+$'") is True


def test_the_role_makes_databases_but_rules_nothing(data: Path) -> None:
    question = "SELECT rolcreatedb AND NOT rolsuper FROM pg_roles WHERE rolname = current_user"
    with start_or_join(data) as address:
        assert ask(address, question) is True


def test_a_power_cut_loses_nothing(data: Path) -> None:
    with start_or_join(data) as address:
        assert ask(address, "SHOW fsync") == "on"
        assert ask(address, "SHOW synchronous_commit") == "on"


def test_it_listens_to_nobody_on_the_network(data: Path) -> None:
    with start_or_join(data) as address:
        assert ask(address, "SHOW listen_addresses") == ""


def test_the_one_who_started_it_stops_it(data: Path) -> None:
    with start_or_join(data):
        assert (data / "postgres" / "postmaster.pid").exists()
    assert not (data / "postgres" / "postmaster.pid").exists()


def test_a_second_command_joins_the_first(
    data: Path, command: Callable[[], subprocess.Popen[str]]
) -> None:
    command()
    before = server_pid(data)
    with start_or_join(data) as address:
        assert ask(address, "SELECT 1") == 1
        assert server_pid(data) == before


def test_the_first_waits_for_the_second(
    data: Path, command: Callable[[], subprocess.Popen[str]]
) -> None:
    first, second = command(), command()
    assert first.stdin is not None
    first.stdin.close()
    with pytest.raises(subprocess.TimeoutExpired):
        first.wait(1.5)
    assert second.stdin is not None
    second.stdin.close()
    assert second.wait(20) == 0
    assert first.wait(20) == 0


def test_the_server_dies_with_a_killed_command(
    data: Path, command: Callable[[], subprocess.Popen[str]]
) -> None:
    process = command()
    process.kill()
    lock = server_lock(DataFolder(data))
    while not lock.acquire():
        time.sleep(0.02)
    lock.release()
    with start_or_join(data) as address:
        assert ask(address, "SELECT 1") == 1


def test_a_killed_server_loses_no_acknowledged_row(data: Path) -> None:
    with start_or_join(data) as address, psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (number int)")
        for number in range(100):
            connection.execute("INSERT INTO kept VALUES (%s)", [number])
        os.kill(server_pid(data), signal.SIGKILL)
    with start_or_join(data) as address:
        assert ask(address, "SELECT count(*) FROM kept") == 100


def test_a_long_path_works(made: Path, tmp_path: Path) -> None:
    data = tmp_path / ("en mappe med et langt navn " * 5) / "data"
    shutil.copytree(made, data)
    with start_or_join(data) as address:
        assert ask(address, "SELECT 1") == 1
    shutil.rmtree((data / "run" / "socket-folder").read_text())


def test_the_database_folder_is_closed_to_others(data: Path) -> None:
    assert (data / "postgres").stat().st_mode & 0o777 == 0o700


def test_an_interrupted_first_start_leaves_nothing_half(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    folder.create()
    half = folder.root / "postgres.new-half"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    with start_or_join(folder.root) as address:
        assert ask(address, "SELECT 1") == 1
    assert not half.exists()


def test_a_folder_of_a_missing_version_is_refused_untouched(tmp_path: Path) -> None:
    cluster = tmp_path / "postgres"
    cluster.mkdir(mode=0o700)
    (cluster / "PG_VERSION").write_text("12\n")
    with pytest.raises(EmbeddedError, match="PostgreSQL 12"), start_or_join(tmp_path):
        pass
    assert [path.name for path in cluster.iterdir()] == ["PG_VERSION"]


def test_a_server_that_will_not_start_says_why(data: Path) -> None:
    settings = {"shared_buffers": "nonsense"}
    with pytest.raises(EmbeddedError, match="shared_buffers"), start_or_join(data, settings):
        pass


def test_a_given_database_is_used_and_nothing_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: Path
) -> None:
    with start_or_join(data) as address:
        monkeypatch.setenv("DATABASE_URL", address)
        with start_or_join(tmp_path / "other") as given:
            assert given == address
    assert not (tmp_path / "other").exists()


def test_a_given_database_that_is_away_is_named_without_its_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brobygger.embedded.postgres.PATIENCE_GIVEN", 0)
    monkeypatch.setenv("DATABASE_URL", "postgresql://her:hemmelig@127.0.0.1:1/x")
    with pytest.raises(EmbeddedError) as refusal, start_or_join(tmp_path):
        pass
    assert "127.0.0.1:1/x" in str(refusal.value)
    assert "hemmelig" not in str(refusal.value)


def test_the_lock_is_held_by_the_server_itself(data: Path) -> None:
    folder = DataFolder(data)
    lock = server_lock(folder)
    assert lock.acquire()
    server = Server(folder, lock)
    server.start()
    lock.release()
    assert not FileLock(lock.path).acquire()
    server.stop()
