"""Clears away what a database that was killed left behind, and only that."""

import os
from pathlib import Path

from .errors import EmbeddedError

PROC = Path("/proc")


def _has_proc() -> bool:
    return (PROC / "self" / "stat").exists()


def _state(pid: int) -> str | None:
    """The kernel's letter for the process (Z: dead, not yet buried), None when it is gone."""
    if _has_proc():
        try:
            status = (PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
            return status.rpartition(")")[2].split()[0]
        except OSError:
            return None
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        pass
    return "?"


def _works_in(pid: int, cluster: Path) -> bool:
    """Whether the process may be a database server of this folder."""
    if not _has_proc():
        return True
    try:
        return (PROC / str(pid) / "cwd").samefile(cluster)
    except PermissionError:
        return True
    except OSError:
        return False


def remove_stale_pid(cluster: Path, sockets: Path) -> None:
    """Remove the pid file and the socket of a server that is gone.

    Called by the holder of the lock, which every server of ours holds while it lives.
    PostgreSQL itself takes a zombie, or a stranger with the same number, for a live server.
    Raises EmbeddedError when somebody started a server in the folder by other means.
    """
    note = cluster / "postmaster.pid"
    if note.is_file():
        first = note.read_text(encoding="utf-8", errors="replace").partition("\n")[0].strip()
        pid = int(first) if first.isdigit() else 0
        if pid and _state(pid) not in {None, "Z", "X"} and _works_in(pid, cluster):
            raise EmbeddedError(
                f"Databasen i {cluster} er allerede startet på anden vis (proces {pid}). "
                "Stop den, eller sæt DATABASE_URL til dens adresse."
            )
        note.unlink()
    for left in (".s.PGSQL.5432", ".s.PGSQL.5432.lock"):
        (sockets / left).unlink(missing_ok=True)
