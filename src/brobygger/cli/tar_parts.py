"""A folder as pieces of a tar file, and safely back again."""

import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from brobygger.embedded.errors import EmbeddedError

from .sealing import PIECE

BLOCK = tarfile.BLOCKSIZE


def tar_pieces(folder: Path, name: str) -> Iterator[bytes]:
    """The folder's files as a tar file, where the folder is called `name`.

    Raises EmbeddedError when a file changes while it is read: uploads are never changed.
    """
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            continue
        entry = tarfile.TarInfo(f"{name}/{path.relative_to(folder).as_posix()}")
        status = path.stat()
        entry.mtime, entry.mode = int(status.st_mtime), status.st_mode & 0o777
        if path.is_dir():
            entry.type = tarfile.DIRTYPE
            yield entry.tobuf()
            continue
        entry.size = status.st_size
        yield entry.tobuf()
        left = entry.size
        with path.open("rb") as file:
            while left and (piece := file.read(min(PIECE, left))):
                left -= len(piece)
                yield piece
        if left:
            raise EmbeddedError(f"{path} blev kortere, mens den blev kopieret. Prøv igen.")
        yield bytes(-entry.size % BLOCK)
    yield bytes(2 * BLOCK)


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
