"""Data folders made once a test run and copied by whoever starts an installation on one.

To make one, Brobygger does every migration, compresses every static file and, for the demo,
writes a whole municipality: work for two processors for longer than most tests take. What a start
does with an empty folder is tried by itself (tests/running/test_wheel.py).
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from brobygger.embedded.paths import DataFolder, checkout
from brobygger.embedded.ready_made import ready_made

PATIENCE = 240.0


def prepared_folder(factory: pytest.TempPathFactory, name: str, environ: Mapping[str, str]) -> Path:
    """A data folder of this version, as `brobygger prepare` leaves it; never start it, copy it.

    The first worker to ask makes it, the others wait for that.
    """
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    place, fresh = shared / name, shared / f"{name}-new"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            _prepare(fresh, environ)
            fresh.rename(place)
    return place


def _prepare(data: Path, environ: Mapping[str, str]) -> None:
    root = checkout()
    assert root is not None
    shutil.copytree(ready_made(root), DataFolder(data).cluster)
    done = subprocess.run(
        [sys.executable, "-m", "brobygger", "prepare"],
        env={**environ, "BROBYGGER_DATA": str(data)},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
