"""PostgreSQL will not run as root; finds the gentlest way round that."""

import os
import pwd
import shutil
import subprocess
from functools import cache
from pathlib import Path

from .children import Identity
from .errors import EmbeddedError

NAMESPACE = ("--user", "--map-user=1000")


@cache
def _namespace() -> tuple[str, ...]:
    """The command that shows root as an ordinary user to a program, or nothing."""
    unshare = shutil.which("unshare")
    if not unshare:
        return ()
    trial = subprocess.run([unshare, *NAMESPACE, "true"], capture_output=True, check=False)
    return (unshare, *NAMESPACE) if trial.returncode == 0 else ()


def _unprivileged() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise EmbeddedError(
        "PostgreSQL må ikke køre som root, og her er ingen anden bruger at køre som. "
        "Start Brobygger som en almindelig bruger, eller sæt DATABASE_URL."
    )


def identity_for(folder: Path) -> Identity:
    """As whom the database in `folder` runs.

    An ordinary user is itself. Root keeps its files through a user namespace, which also works
    below folders closed to everyone else; where that is forbidden, or the folder already
    belongs to somebody, the database runs as that user or as an unprivileged one.
    Raises EmbeddedError when the folder belongs to someone else.
    """
    owner = folder.stat().st_uid
    if os.geteuid() != 0:
        if owner != os.geteuid():
            raise EmbeddedError(
                f"Datamappen {folder} tilhører en anden bruger. Start Brobygger som den bruger, "
                "eller vælg en anden datamappe med BROBYGGER_DATA."
            )
        return Identity()
    if owner == 0 and (prefix := _namespace()):
        return Identity(prefix=prefix)
    person = pwd.getpwuid(owner) if owner else _unprivileged()
    return Identity(uid=person.pw_uid, gid=person.pw_gid)


def give_to(identity: Identity, *folders: Path) -> None:
    """Hand root's folders to the user the database runs as, when there is one."""
    if identity.uid is None or identity.gid is None:
        return
    for folder in folders:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, identity.uid, identity.gid, follow_symlinks=False)


def check_reach(identity: Identity, *paths: Path) -> None:
    """Raise EmbeddedError when the unprivileged user cannot come to a path it needs."""
    if identity.uid is None:
        return
    for path in paths:
        for parent in path.resolve().parents:
            status = parent.stat()
            owns = status.st_uid == identity.uid and status.st_mode & 0o100
            if not (owns or status.st_mode & 0o001):
                raise EmbeddedError(
                    f"Brobygger er startet som root, og databasen kører derfor som brugeren "
                    f"{pwd.getpwuid(identity.uid).pw_name}, som ikke kan komme ind i {parent}. "
                    "Start Brobygger som en almindelig bruger, vælg en anden datamappe med "
                    "BROBYGGER_DATA, eller sæt DATABASE_URL."
                )
