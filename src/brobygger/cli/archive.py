"""The file of a backup: what is in it, and how it is written and read."""

import io
import json
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from brobygger.embedded.errors import EmbeddedError

FORMAT = 1
MANIFEST, DATABASE, FILES, SECRET = "manifest.json", "database.dump", "files", "secret_key"


@dataclass(frozen=True)
class Manifest:
    """What a backup says about itself."""

    version: str
    made_at: str
    migrations: list[list[str]]
    format: int = FORMAT


def write_archive(path: Path, manifest: Manifest, dump: Path, data: Path) -> None:
    """Write the backup whole or not at all, readable by us alone."""
    unfinished = path.with_name(path.name + ".part")
    unfinished.touch(mode=0o600)
    try:
        with tarfile.open(unfinished, "w:gz", compresslevel=6) as archive:
            text = json.dumps(asdict(manifest), indent=1).encode()
            entry = tarfile.TarInfo(MANIFEST)
            entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text))
            archive.add(dump, DATABASE)
            for name in (FILES, SECRET):
                if (data / name).exists():
                    archive.add(data / name, name)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def open_archive(path: Path) -> Iterator[tuple[tarfile.TarFile, Manifest]]:
    """An open backup and what it says about itself.

    Raises EmbeddedError when the file is no backup, or one from a later version.
    """
    try:
        archive = tarfile.open(path, "r:gz")  # noqa: SIM115
    except FileNotFoundError as error:
        raise EmbeddedError(f"Filen {path} findes ikke.") from error
    except PermissionError:
        raise
    except (tarfile.TarError, OSError, EOFError) as error:
        raise EmbeddedError(f"{path} er ikke en af Brobyggers sikkerhedskopier.") from error
    with archive:
        yield archive, _read_manifest(archive, path)


def unpack(archive: tarfile.TarFile, to: Path) -> None:
    """Unpack a backup into a folder. Raises EmbeddedError when it would write anywhere else."""
    for entry in archive.getmembers():
        path = PurePosixPath(entry.name)
        if path.is_absolute() or ".." in path.parts or not (entry.isfile() or entry.isdir()):
            raise EmbeddedError(
                f"»{entry.name}« hører ikke til i en sikkerhedskopi. Intet er ændret."
            )
    # Python's own guard came with 3.11.4; before that the loop above is what there is.
    archive.extraction_filter = getattr(tarfile, "data_filter", None)
    archive.extractall(to)  # noqa: S202


def _read_manifest(archive: tarfile.TarFile, path: Path) -> Manifest:
    try:
        file = archive.extractfile(MANIFEST)
        assert file is not None
        manifest = Manifest(**json.load(file))
    except (KeyError, AssertionError, TypeError, ValueError, tarfile.TarError, EOFError) as error:
        raise EmbeddedError(f"{path} er ikke en af Brobyggers sikkerhedskopier.") from error
    if manifest.format > FORMAT:
        raise newer_version(manifest)
    return manifest


def newer_version(manifest: Manifest) -> EmbeddedError:
    """The refusal of a backup this version is too old for."""
    return EmbeddedError(
        f"Sikkerhedskopien er fra en nyere Brobygger ({manifest.version}). Intet er ændret. "
        "Opgradér først, og prøv igen."
    )
