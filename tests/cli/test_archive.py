import io
import json
import shutil
import tarfile
import tracemalloc
import zipfile
from collections.abc import Iterator
from gzip import decompress
from pathlib import Path

import pyrage
import pytest

from brobygger.cli.archive import DATABASE, KEY, SECRETS, TARRED, Manifest, new_archive
from brobygger.cli.old_archive import open_archive
from brobygger.cli.tar_parts import tar_pieces, unpack
from brobygger.embedded.errors import EmbeddedError
from brobygger.embedded.locks import FileLock

PASSPHRASE = "fire tilfældige ord på række"
MANIFEST = Manifest(version="1.0", made_at="2026-11-21T21:00:00+00:00", migrations=[])
LETTER = "Kære forening"


def write(path: Path, passphrase: str | None = PASSPHRASE) -> Path:
    """A backup of a small database, a file and a key."""
    files = path.parent / "uploaded"
    (files / "breve").mkdir(parents=True, exist_ok=True)
    (files / "breve" / "brev.txt").write_text(LETTER, encoding="utf-8")
    with new_archive(path, MANIFEST, passphrase) as archive:
        archive.add(DATABASE, [b"row " * 100_000])
        archive.add(TARRED, tar_pieces(files, "files"))
        for name in SECRETS:
            archive.add(name, [b"the key"])
    return path


def read(path: Path, to: Path, passphrase: str | None = PASSPHRASE) -> Path:
    to.mkdir()
    with open_archive(path) as archive:
        archive.unpack(to, passphrase)
    return to


@pytest.fixture(scope="session")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("locked") / "a.backup")


def one_of(locked: Path, tmp_path: Path, passphrase: str | None) -> Path:
    """A backup of the test's own; to lock one takes a second."""
    path = tmp_path / "a.backup"
    return Path(shutil.copyfile(locked, path)) if passphrase else write(path, None)


@pytest.mark.parametrize("passphrase", [PASSPHRASE, None], ids=["encrypted", "plain"])
def test_what_was_put_in_comes_out(locked: Path, tmp_path: Path, passphrase: str | None) -> None:
    out = read(one_of(locked, tmp_path, passphrase), tmp_path / "out", passphrase)
    assert (out / DATABASE).read_bytes() == b"row " * 100_000
    assert (out / "files" / "breve" / "brev.txt").read_text(encoding="utf-8") == LETTER
    assert {(out / name).read_bytes() for name in SECRETS} == {b"the key"}
    assert not (out / TARRED).exists()


def test_only_numbers_can_be_read_without_the_passphrase(locked: Path) -> None:
    with zipfile.ZipFile(locked) as inside:
        readable = {name for name in inside.namelist() if not name.endswith(".age")}
        assert readable == {"manifest.json", "LÆS-MIG.txt"}
        assert json.loads(inside.read("manifest.json"))["version"] == "1.0"


def test_it_is_opened_without_us(locked: Path) -> None:
    """As LÆS-MIG.txt says, with any program that reads the format of age."""
    with zipfile.ZipFile(locked) as inside:
        identity = pyrage.passphrase.decrypt(inside.read(KEY), PASSPHRASE).decode().strip()
        key = pyrage.x25519.Identity.from_str(identity)
        assert decompress(pyrage.decrypt(inside.read("secret_key.gz.age"), [key])) == b"the key"


def test_another_passphrase_opens_nothing(locked: Path, tmp_path: Path) -> None:
    with pytest.raises(EmbeddedError, match="Adgangskoden passer ikke"):
        read(locked, tmp_path / "out", "en helt anden")
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("passphrase", [PASSPHRASE, None], ids=["encrypted", "plain"])
def test_a_changed_byte_is_found(locked: Path, tmp_path: Path, passphrase: str | None) -> None:
    path = one_of(locked, tmp_path, passphrase)
    with zipfile.ZipFile(path) as inside:
        name = next(one for one in inside.namelist() if one.startswith(DATABASE))
        start = inside.getinfo(name).header_offset
    content = bytearray(path.read_bytes())
    content[start + 400] ^= 1
    path.write_bytes(content)
    with pytest.raises(EmbeddedError, match="beskadiget"):
        read(path, tmp_path / "out", passphrase)


def test_half_a_backup_is_refused(locked: Path, tmp_path: Path) -> None:
    half = tmp_path / "half.backup"
    half.write_bytes(locked.read_bytes()[:-200])
    with pytest.raises(EmbeddedError, match="beskadiget"):
        read(half, tmp_path / "out")


def test_a_later_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "later.backup"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("manifest.json", json.dumps({"format": 3, "version": "9.0", "new": 1}))
    with pytest.raises(EmbeddedError, match=r"nyere Brobygger \(9\.0\)"), open_archive(path):
        pass


def test_any_size_takes_little_memory(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        for number in range(200):
            yield bytes([number]) * 500_000

    tracemalloc.start()
    try:
        with new_archive(tmp_path / "a.backup", MANIFEST, PASSPHRASE) as archive:
            archive.add(DATABASE, pieces())
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def boom() -> Iterator[bytes]:
    yield b"first"
    raise EmbeddedError("pg_dump sagde nej")


@pytest.mark.parametrize("passphrase", [PASSPHRASE, None], ids=["encrypted", "plain"])
def test_what_goes_wrong_is_told_and_leaves_nothing(tmp_path: Path, passphrase: str | None) -> None:
    with (
        pytest.raises(EmbeddedError, match="pg_dump sagde nej"),
        new_archive(tmp_path / "a.backup", MANIFEST, passphrase) as archive,
    ):
        archive.add(DATABASE, boom())
    assert list(tmp_path.iterdir()) == []


def test_two_do_not_write_the_same_backup(tmp_path: Path) -> None:
    other = FileLock(tmp_path / "a.backup.part")
    assert other.acquire()
    with pytest.raises(EmbeddedError, match="ved at skrive"):
        write(tmp_path / "a.backup", None)
    assert (tmp_path / "a.backup.part").exists()
    other.release()


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


def test_a_file_that_shrinks_while_it_is_copied_is_told(tmp_path: Path) -> None:
    (tmp_path / "brev.txt").write_bytes(b"x" * 600_000)
    pieces = tar_pieces(tmp_path, "files")
    next(pieces), next(pieces)
    (tmp_path / "brev.txt").write_bytes(b"")
    with pytest.raises(EmbeddedError, match="kortere"):
        list(pieces)
