"""A backup that is killed, or that there is no room for, spoils nothing."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tests.running.installation import PATIENCE, Installation, eventually

pytestmark = pytest.mark.running
# A disk of one megabyte, which nobody else sees.
SMALL_DISK = """
mount -t tmpfs -o size=1m small "$0" && echo earlier > "$0/earlier.backup" || exit 99
"$@"
code=$?
ls -A "$0"
cat "$0/earlier.backup"
exit $code
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_killed_backup_leaves_the_earlier_ones_alone(site: Installation, tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    done = site.command("backup", str(copies))
    assert done.returncode == 0, done.stderr
    (first,) = copies.iterdir()
    content = first.read_bytes()

    with (site.data / "files" / "film.mp4").open("wb") as film:
        film.truncate(20_000_000_000)  # takes no room, but minutes to copy
    command = [sys.executable, "-m", "brobygger", "backup", str(copies)]
    process = subprocess.Popen(command, env=site.environ, start_new_session=True)
    eventually(
        lambda: any(path.stat().st_size > 100_000 for path in copies.glob("*.part")),
        "half a backup",
    )
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    eventually(site.all_gone, "what the backup had started")
    assert [path.suffix for path in copies.iterdir() if path != first] == [".part"]
    assert first.read_bytes() == content

    (site.data / "files" / "film.mp4").unlink()
    done = site.command("backup", str(copies), "--keep=1")
    assert done.returncode == 0, done.stderr
    (only,) = copies.iterdir()
    assert only.name > first.name
    assert "Ældre kopier slettet: 1." in done.stdout


def test_a_database_killed_under_a_backup_leaves_no_half_copy(
    site: Installation, tmp_path: Path
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    (copies / "earlier.backup").write_text("earlier")
    site.start()
    database = site.pid("database")
    assert database is not None
    command = [sys.executable, "-m", "brobygger", "backup", str(copies)]
    # Closed, not committed: their server is gone by then.
    with (
        closing(psycopg.connect(site.database)) as holder,
        closing(psycopg.connect(site.database, autocommit=True)) as looking,
    ):
        holder.execute("LOCK TABLE accounts_user IN ACCESS EXCLUSIVE MODE")
        process = subprocess.Popen(
            command, env=site.environ, stderr=subprocess.PIPE, start_new_session=True, text=True
        )
        eventually(
            lambda: looking.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone(),
            "the backup to wait for the table",
        )
        os.kill(database, signal.SIGKILL)
        told = process.communicate(timeout=PATIENCE)[1]
    assert process.returncode == 1
    assert told.strip()
    assert "Traceback" not in told
    assert names(copies) == ["earlier.backup"]
    eventually(lambda: site.pid("database") not in {database, None}, "a new database")
    assert site.command("backup", str(copies)).returncode == 0


def test_a_full_disk_is_told_and_the_half_is_removed(site: Installation, tmp_path: Path) -> None:
    (site.data / "files" / "film.mp4").write_bytes(os.urandom(3_000_000))
    disk = tmp_path / "disk"
    disk.mkdir()
    within = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", SMALL_DISK, str(disk)]
    for name in ("new.backup", "earlier.backup"):
        done = site.command_as(within, "backup", str(disk / name))
        assert done.returncode == 1, done.stderr
        assert done.stdout.split() == ["earlier.backup", "earlier"]
        told = "ikke plads til sikkerhedskopien" if name == "new.backup" else "findes allerede"
        assert told in done.stderr
        assert "Traceback" not in done.stderr


def test_without_a_passphrase_nothing_is_copied(site: Installation, tmp_path: Path) -> None:
    refused = site.command("backup", str(tmp_path / "a"), BROBYGGER_BACKUP_PASSPHRASE="")
    assert refused.returncode == 1
    assert "--passphrase-file" in refused.stderr
    assert not (tmp_path / "a").exists()
