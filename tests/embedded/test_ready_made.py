"""The database the tests begin with is made anew when what made it changes."""

import os
from pathlib import Path

from django.db import connection

from brobygger.embedded.binaries import Binaries
from brobygger.embedded.ready_made import DECIDING, fingerprint
from brobygger.embedded.testing import TEMPLATE

ROOT = Path(__file__).parents[2]
PROGRAMS = Binaries(Path("/usr/lib/postgresql/18/bin"), 18)


def test_a_changed_a_new_and_a_renamed_migration_each_make_another(tmp_path: Path) -> None:
    folder = tmp_path / "src/brobygger/audit/migrations"
    folder.mkdir(parents=True)
    (folder / "0001_initial.py").write_text("first")
    seen = [fingerprint(tmp_path, PROGRAMS)]
    (folder / "0001_initial.py").write_text("mended")
    seen.append(fingerprint(tmp_path, PROGRAMS))
    (folder / "0002_more.py").write_text("more")
    seen.append(fingerprint(tmp_path, PROGRAMS))
    (folder / "0002_more.py").rename(folder / "0002_other.py")
    seen.append(fingerprint(tmp_path, PROGRAMS))

    assert len(set(seen)) == 4
    assert fingerprint(tmp_path, PROGRAMS) == seen[-1]


def test_so_does_another_postgresql(tmp_path: Path) -> None:
    other = Binaries(Path("/usr/lib/postgresql/15/bin"), 15)

    assert fingerprint(tmp_path, PROGRAMS) != fingerprint(tmp_path, other)


def test_what_decides_is_there() -> None:
    assert [pattern for pattern in DECIDING if not list(ROOT.glob(pattern))] == []


def test_the_tests_run_on_a_copy(db: None) -> None:
    assert connection.settings_dict["TEST"].get("TEMPLATE") == os.environ.get(TEMPLATE)
