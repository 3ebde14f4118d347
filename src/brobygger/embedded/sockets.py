"""Where the database's socket lies: in the data folder, unless that path is too long."""

import os
import stat
import tempfile
from pathlib import Path
from urllib.parse import quote

from .paths import DataFolder

LONGEST = 107 - len("/.s.PGSQL.5432.lock")
UNSAFE = set(",\"'\\")  # unix_socket_directories is a list of names


def socket_folder(folder: DataFolder) -> Path:
    """The folder of the socket: private to us, and the same for everyone who asks.

    A long data path gets a short folder elsewhere; where is noted in the data folder.
    """
    path = str(folder.run)
    if len(os.fsencode(path)) <= LONGEST and not UNSAFE & set(path):
        return folder.run
    note = folder.run / "socket-folder"
    if note.is_file():
        noted = Path(note.read_text(encoding="utf-8"))
        if not noted.exists():  # the machine tidied its temporary folder
            noted.mkdir(mode=0o700)
        if _is_private(noted, owner=folder.run.stat().st_uid):
            return noted
    chosen = Path(tempfile.mkdtemp(prefix="brobygger-"))
    note.write_text(str(chosen), encoding="utf-8")
    return chosen


def _is_private(folder: Path, *, owner: int) -> bool:
    status = folder.lstat()
    private = stat.S_ISDIR(status.st_mode) and stat.S_IMODE(status.st_mode) == 0o700
    return private and status.st_uid in {owner, os.geteuid()}


def database_url(sockets: Path, *, user: str = "brobygger", name: str = "brobygger") -> str:
    """The address of a database behind the socket in that folder."""
    return f"postgresql://{user}@{quote(str(sockets), safe='')}/{name}"
