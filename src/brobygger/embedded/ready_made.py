"""A database with every migration done, kept in the checkout's build folder for the tests.

All the migrations take as long as two hundred tests. So they are done once for each state they
can be in, and every test database, and every installation a test starts, begins as a copy.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .binaries import Binaries, find_binaries
from .paths import DataFolder
from .postgres import start_or_join

# Whatever decides what an empty, migrated database looks like, ours and that of the packages.
# What comes with the models themselves (permissions, content types) Django adds to the copy, and
# it would do a migration that was missing too.
DECIDING = (
    "src/brobygger/*/migrations/*.py",
    "src/brobygger/core/db.py",
    "src/brobygger/embedded/cluster.py",
    "requirements/base.txt",
)
# Nothing in a test run needs to survive a power cut.
HASTE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "200",
}
KEPT = 4  # branches, and versions of PostgreSQL, one goes back and forth between


def ready_made(root: Path) -> Path:
    """A stopped, migrated database folder to copy, never to start; made when there is none."""
    binaries = find_binaries()
    place = root / "build" / "test-database" / f"{binaries.major}-{fingerprint(root, binaries)}"
    if not place.exists():
        _make(place)
        _forget(place.parent)
    os.utime(place)  # it is used still
    return place


def fingerprint(root: Path, binaries: Binaries) -> str:
    """Changes when the migrations, the packages or the database programs do."""
    told = hashlib.sha256(str(binaries.folder).encode())
    for pattern in DECIDING:
        for path in sorted(root.glob(pattern)):
            told.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return told.hexdigest()[:16]


def _make(place: Path) -> None:
    """Make it elsewhere and put it there whole: two runs may begin at once, one may be stopped."""
    with tempfile.TemporaryDirectory(prefix="brobygger-ready-") as made:
        with _own_server(Path(made)) as address:
            environ = {"DATABASE_URL": address, "BROBYGGER_DATA": made, "BROBYGGER_TESTING": "1"}
            command = ["-m", "brobygger", "manage", "migrate", "--verbosity=0"]
            subprocess.run([sys.executable, *command], env=os.environ | environ, check=True)
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix="new-", dir=place.parent))
        shutil.copytree(DataFolder(Path(made)).cluster, fresh, dirs_exist_ok=True)
    try:
        fresh.rename(place)
    except OSError:  # the other run was first
        shutil.rmtree(fresh)


@contextmanager
def _own_server(data: Path) -> Iterator[str]:
    """A server of our own, also when the test run has told everybody of another."""
    given = os.environ.pop("DATABASE_URL", None)
    try:
        with start_or_join(data, HASTE) as address:
            yield address
    finally:
        if given:
            os.environ["DATABASE_URL"] = given


def _forget(folder: Path) -> None:
    """Keep those used last."""
    places = sorted(folder.iterdir(), key=lambda place: place.stat().st_mtime)
    for old in places[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)
