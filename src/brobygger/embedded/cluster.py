"""Makes a database's folder, and the role and database we use in it."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
from psycopg import sql

from .binaries import Binaries, find_binaries
from .children import Identity
from .errors import EmbeddedError
from .identity import check_reach, give_to
from .paths import DataFolder
from .sockets import database_url

ADMINISTRATOR = "postgres"
READY = "postgres.ready"  # an upgraded database, about to take the old one's place
BUILTIN_LOCALE_SINCE = 17
NEUTRAL = {"LC_ALL": "C", "LANG": "C", "TZ": "UTC"}


def existing_major(cluster: Path) -> int | None:
    """The PostgreSQL version the folder was made with, None when there is no database yet."""
    try:
        return int((cluster / "PG_VERSION").read_text(encoding="ascii").split(".")[0])
    except FileNotFoundError:
        return None


def _locale(major: int) -> list[str]:
    # Without lc-ctype, pg_trgm drops æ, ø and å when LANG is unset.
    ctype = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
    if major < BUILTIN_LOCALE_SINCE:
        return [f"--locale={ctype}"]
    return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", f"--lc-ctype={ctype}"]


def finish_swap(folder: DataFolder) -> None:
    """Finish an upgrade that was killed while it swapped, or forget one that did not get there.

    Called by the holder of the lock.
    """
    ready = folder.root / READY
    if not ready.exists():
        return
    if folder.cluster.exists():
        shutil.rmtree(ready)
    else:
        ready.rename(folder.cluster)


def ensure_cluster(
    folder: DataFolder, identity: Identity, binaries: Binaries | None = None
) -> Binaries:
    """The programs for the folder's database, which is made first when there is none.

    It is made beside its place and moved there whole: an interrupted start leaves nothing half.
    Raises EmbeddedError when the folder needs another version's programs, or cannot be made.
    """
    major = existing_major(folder.cluster)
    binaries = binaries or find_binaries(major=major)
    check_reach(identity, binaries.folder / "postgres", folder.cluster)
    if major is None:
        for left in folder.root.glob("postgres.new-*"):
            shutil.rmtree(left)
        fresh = Path(tempfile.mkdtemp(prefix="postgres.new-", dir=folder.root))
        give_to(identity, fresh)
        _initialise(binaries, fresh, identity)
        fresh.rename(folder.cluster)
    return binaries


def _initialise(binaries: Binaries, fresh: Path, identity: Identity) -> None:
    made = subprocess.run(
        [
            *identity.prefix,
            binaries.program("initdb"),
            f"--pgdata={fresh}",
            f"--username={ADMINISTRATOR}",
            "--auth=trust",  # the socket's folder is closed to everyone else
            "--encoding=UTF8",
            *_locale(binaries.major),
        ],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **NEUTRAL},
        stdin=subprocess.DEVNULL,
        user=identity.uid,
        group=identity.gid,
        extra_groups=[] if identity.uid is not None else None,
    )
    if made.returncode:
        reason = (made.stderr or made.stdout).strip()
        raise EmbeddedError(f"Databasen kunne ikke oprettes i {fresh.parent}:\n{reason}")


def ensure_database(sockets: Path) -> None:
    """Make the role and the database we use. The role may make databases, but rules nothing."""
    address = database_url(sockets, user=ADMINISTRATOR, name="postgres")
    with psycopg.connect(address, autocommit=True) as connection:
        roles = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'brobygger'")
        if not roles.fetchone():
            connection.execute(sql.SQL("CREATE ROLE brobygger LOGIN CREATEDB"))
        databases = connection.execute("SELECT 1 FROM pg_database WHERE datname = 'brobygger'")
        if not databases.fetchone():
            connection.execute(sql.SQL("CREATE DATABASE brobygger OWNER brobygger"))
