import subprocess
import sys
from pathlib import Path

import pytest

from brobygger.embedded.locks import FileLock


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lock"


def test_one_holder_at_a_time(path: Path) -> None:
    first, second = FileLock(path), FileLock(path)
    assert first.acquire()
    assert not second.acquire()
    first.release()
    assert second.acquire()
    second.release()


def test_guests_share(path: Path) -> None:
    first, second, owner = FileLock(path), FileLock(path), FileLock(path)
    assert first.acquire(shared=True)
    assert second.acquire(shared=True)
    assert not owner.acquire()
    first.release()
    second.release()


def test_a_child_that_inherited_it_holds_it_too(path: Path) -> None:
    lock = FileLock(path)
    assert lock.acquire()
    assert lock.descriptor is not None
    child = subprocess.Popen(
        [sys.executable, "-c", "input()"], pass_fds=[lock.descriptor], stdin=subprocess.PIPE
    )
    lock.release()
    assert not lock.acquire()
    child.communicate()
    assert lock.acquire()
    lock.release()


def test_the_holder_leaves_word(path: Path) -> None:
    lock = FileLock(path)
    assert lock.acquire()
    lock.write_note("proces 1")
    assert FileLock(path).read_note() == "proces 1"
    lock.release()
