"""As root, as an ordinary user, and as root where user namespaces are forbidden."""

import os
from pathlib import Path

import pytest

from tests.running.installation import Installation

pytestmark = pytest.mark.running

# Root can play an ordinary user; an ordinary user cannot play root.
ORDINARY = ["unshare", "--user", "--map-user=1000"]
WAYS = {"as oneself": [], "as an ordinary user": ORDINARY} if os.geteuid() == 0 else {"": []}


@pytest.mark.parametrize("before", WAYS.values(), ids=WAYS.keys())
def test_it_runs(site: Installation, before: list[str]) -> None:
    site.start(*before)
    assert site.answers()


def test_root_without_user_namespaces(site: Installation, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        # No `unshare` on the path, and a folder others may walk through.
        tools = tmp_path / "bin"
        tools.mkdir()
        for parent in [tmp_path, *tmp_path.parents[:-2]]:
            parent.chmod(0o755)
        process = site.start("env", f"PATH={tools}")
        database = site.pid("database")
        assert database is not None
        assert Path(f"/proc/{database}").stat().st_uid != 0
        process.terminate()
        process.wait(60)
    site.start()
    assert site.answers()


def test_a_folder_that_is_somebody_elses_is_refused(site: Installation) -> None:
    if os.geteuid() == 0:
        for path in [site.data, *site.data.rglob("*")]:
            os.chown(path, 65534, 65534, follow_symlinks=False)
        refused = site.command_as(ORDINARY, "doctor")
    else:
        site.data.chmod(0o500)
        refused = site.command("doctor")
        site.data.chmod(0o700)
    assert refused.returncode == 1
    assert "kan ikke bruges af denne bruger" in refused.stdout
