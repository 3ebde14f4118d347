import io
import json
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.running.installation import Installation

pytestmark = pytest.mark.running


@pytest.fixture
def backup(site: Installation, tmp_path: Path) -> Path:
    """A backup of an installation with a workspace and a file."""
    made = site.command("create-workspace", "--slug=birkelund", "--name=Birkelund Kommune")
    assert made.returncode == 0, made.stderr
    (site.data / "files" / "brev.txt").write_text("Kære forening", encoding="utf-8")
    path = tmp_path / "kopi.tar.gz"
    done = site.command("backup", str(path))
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture
def fresh(tmp_path: Path) -> Installation:
    return Installation(tmp_path / "fresh" / "data")


def slugs(site: Installation) -> list[str]:
    code = (
        "from brobygger.workspaces.models import Workspace;"
        "print(*Workspace.objects.order_by('slug').values_list('slug', flat=True))"
    )
    return site.python(code).split()


def test_a_backup_comes_back_whole_on_an_empty_machine(backup: Path, fresh: Installation) -> None:
    done = fresh.command("restore", str(backup))
    assert done.returncode == 0, done.stderr
    assert slugs(fresh) == ["birkelund"]
    assert (fresh.data / "files" / "brev.txt").read_text(encoding="utf-8") == "Kære forening"
    assert (fresh.data / "files").stat().st_mode & 0o777 == 0o700


def test_a_backup_is_for_our_eyes_only(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600


def test_it_overwrites_neither_data_nor_file_unasked(backup: Path, site: Installation) -> None:
    site.command("create-workspace", "--slug=nyere", "--name=Nyere")
    refused = site.command("restore", str(backup))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    assert slugs(site) == ["birkelund", "nyere"]
    assert site.command("backup", str(backup)).returncode == 1
    assert site.command("restore", str(backup), "--replace").returncode == 0
    assert slugs(site) == ["birkelund"]


def test_it_is_refused_while_brobygger_runs(backup: Path, site: Installation) -> None:
    site.start()
    refused = site.command("restore", str(backup), "--replace")
    assert refused.returncode == 1
    assert "Brobygger kører" in refused.stderr


def archive(path: Path, manifest: Mapping[str, object]) -> Path:
    with tarfile.open(path, "w:gz") as made:
        text = json.dumps(manifest).encode()
        entry = tarfile.TarInfo("manifest.json")
        entry.size = len(text)
        made.addfile(entry, io.BytesIO(text))
    return path


def test_a_newer_versions_backup_is_refused(site: Installation, tmp_path: Path) -> None:
    later = {"version": "9.0", "made_at": "", "migrations": [["actors", "0099_later"]]}
    refused = site.command("restore", str(archive(tmp_path / "later.tar.gz", later)))
    assert refused.returncode == 1
    assert "nyere Brobygger (9.0)" in refused.stderr


@pytest.mark.parametrize("content", [b"", b"hej", b"\x1f\x8b\x08\x00halv"])
def test_a_file_that_is_no_backup_is_refused(
    site: Installation, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "ikke.tar.gz"
    path.write_bytes(content)
    refused = site.command("restore", str(path))
    assert refused.returncode == 1
    assert "ikke en af Brobyggers sikkerhedskopier" in refused.stderr
