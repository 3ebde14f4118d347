import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from brobygger.embedded.errors import EmbeddedError
from brobygger.embedded.stale import remove_stale_pid


@pytest.fixture
def sockets(tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / ".s.PGSQL.5432.lock").write_text("1\n")
    return folder


@pytest.fixture
def sleeper(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A live process that stands in the database's folder."""
    command = [sys.executable, "-c", "import time; print(1, flush=True); time.sleep(600)"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process
        process.kill()


def leave_note(cluster: Path, pid: int) -> Path:
    note = cluster / "postmaster.pid"
    note.write_text(f"{pid}\n{cluster}\n")
    return note


def test_nothing_left_is_fine(tmp_path: Path, sockets: Path) -> None:
    remove_stale_pid(tmp_path, sockets)
    assert list(sockets.iterdir()) == []


def test_a_gone_process_is_forgotten(tmp_path: Path, sockets: Path) -> None:
    with subprocess.Popen(["true"]) as process:
        process.wait()
    note = leave_note(tmp_path, process.pid)
    remove_stale_pid(tmp_path, sockets)
    assert not note.exists()


def test_a_zombie_is_forgotten(tmp_path: Path, sockets: Path) -> None:
    process = subprocess.Popen(["true"], cwd=tmp_path)
    while b"Z" not in Path(f"/proc/{process.pid}/stat").read_bytes().rpartition(b")")[2]:
        time.sleep(0.01)
    note = leave_note(tmp_path, process.pid)
    remove_stale_pid(tmp_path, sockets)
    assert not note.exists()
    process.wait()


def test_a_stranger_with_the_same_number_is_left_alone(
    tmp_path: Path, sockets: Path, sleeper: subprocess.Popen[bytes]
) -> None:
    cluster = tmp_path / "postgres"
    cluster.mkdir()
    note = leave_note(cluster, sleeper.pid)
    remove_stale_pid(cluster, sockets)
    assert not note.exists()
    assert sleeper.poll() is None


def test_somebody_elses_live_server_is_respected(
    tmp_path: Path, sockets: Path, sleeper: subprocess.Popen[bytes]
) -> None:
    note = leave_note(tmp_path, sleeper.pid)
    with pytest.raises(EmbeddedError, match=f"proces {sleeper.pid}"):
        remove_stale_pid(tmp_path, sockets)
    assert note.exists()


def test_a_note_cut_short_is_forgotten(tmp_path: Path, sockets: Path) -> None:
    note = tmp_path / "postmaster.pid"
    note.write_text("")
    remove_stale_pid(tmp_path, sockets)
    assert not note.exists()
