import io
import tarfile
from pathlib import Path

import pytest

from brobygger.cli.archive import unpack
from brobygger.embedded.errors import EmbeddedError


def archive_of(entry: tarfile.TarInfo) -> tarfile.TarFile:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as made:
        made.addfile(entry, io.BytesIO(b"x" * entry.size))
    file.seek(0)
    return tarfile.open(fileobj=file)


def test_a_backup_is_unpacked_on_every_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python's own guard is not in the Python of Debian 12."""
    monkeypatch.delattr(tarfile, "data_filter", raising=False)
    entry = tarfile.TarInfo("files/brev.txt")
    entry.size = 3
    with archive_of(entry) as archive:
        unpack(archive, tmp_path)
    assert (tmp_path / "files" / "brev.txt").read_bytes() == b"xxx"


@pytest.mark.parametrize("name", ["../brev.txt", "/brev.txt", "files/../../brev.txt"])
def test_nothing_is_written_elsewhere(tmp_path: Path, name: str) -> None:
    with archive_of(tarfile.TarInfo(name)) as archive, pytest.raises(EmbeddedError):
        unpack(archive, tmp_path / "here")
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_no_part_of_a_backup(tmp_path: Path) -> None:
    entry = tarfile.TarInfo("files/brev.txt")
    entry.type, entry.linkname = tarfile.SYMTYPE, "elsewhere"
    with archive_of(entry) as archive, pytest.raises(EmbeddedError):
        unpack(archive, tmp_path)
