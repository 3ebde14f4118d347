import io
import json
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.running.databases import every_row, newest, older, using
from tests.running.installation import Installation

pytestmark = pytest.mark.running


@pytest.fixture
def backup(site: Installation, tmp_path: Path) -> Path:
    """A backup of an installation with a workspace and a file."""
    made = site.command("create-workspace", "--slug=birkelund", "--name=Birkelund Kommune")
    assert made.returncode == 0, made.stderr
    (site.data / "files" / "brev.txt").write_text("Kære forening", encoding="utf-8")
    path = tmp_path / "kopi.backup"
    done = site.command("backup", str(path))
    assert done.returncode == 0, done.stderr
    return path


def slugs(site: Installation) -> list[str]:
    code = (
        "from brobygger.workspaces.models import Workspace;"
        "print(*Workspace.objects.order_by('slug').values_list('slug', flat=True))"
    )
    return site.python(code).split()


def test_a_backup_is_for_our_eyes_only(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600


@pytest.mark.telling
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


def test_what_comes_back_is_the_same_row_by_row(tmp_path: Path) -> None:
    """The invented municipality, from an older PostgreSQL to a newer. Not the other way."""
    first = Installation(tmp_path / "first" / "data", more=using(older()))
    second = Installation(tmp_path / "second" / "data", more=using(newest()))
    assert first.command("demo").returncode == 0
    (first.data / "files" / "brev.txt").write_text("Kære forening", encoding="utf-8")
    path = tmp_path / "kopi.backup"
    done = first.command("backup", str(path))
    assert done.returncode == 0, done.stderr
    assert "Den er krypteret" in done.stdout
    wrong = second.command("restore", str(path), BROBYGGER_BACKUP_PASSPHRASE="en helt anden")
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "Adgangskoden passer ikke" in wrong.stderr
    assert not (second.data / "postgres").exists()

    done = second.command("restore", str(path))
    assert done.returncode == 0, done.stderr
    rows = every_row(first.data)
    assert every_row(second.data) == rows
    assert sum(row[0] for row in rows.values()) > 1000
    assert (second.data / "files" / "brev.txt").read_text(encoding="utf-8") == "Kære forening"
    key = second.data / "secret_key"
    assert key.read_bytes() == (first.data / "secret_key").read_bytes()
    assert key.stat().st_mode & 0o777 == 0o600

    assert second.command("backup", str(tmp_path / "newer.backup")).returncode == 0
    refused = first.command("restore", str(tmp_path / "newer.backup"), "--replace")
    assert refused.returncode == 1
    assert f"taget fra PostgreSQL {newest().major}" in refused.stderr
    assert every_row(first.data) == rows

    done = first.command("upgrade-database", **using(newest()))
    assert done.returncode == 0, done.stderr
    assert f"postgres-{older().major}" in done.stdout
    first.more = using(newest())
    assert every_row(first.data) == rows
    assert first.command("doctor").returncode == 0
