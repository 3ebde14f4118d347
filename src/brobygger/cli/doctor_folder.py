"""What `doctor` sees without a database: the data folder, its disk, and the backups."""

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta

from brobygger.embedded.paths import DataFolder

from .archive import SECRETS
from .findings import Finding, bad, good, note
from .last_backup import last_backup
from .passphrase import SHORTEST, VARIABLE

LITTLE_SPACE = 1_000_000_000
OLD_BACKUP = timedelta(days=3)
OTHERS = 0o077


def look_at_folder(folder: DataFolder) -> Iterator[Finding]:
    """Where the data lie, who can read them, and whether there is room for more."""
    yield good(f"Datamappen er {folder.root}")
    keys = [folder.root / name for name in SECRETS]
    for path in (folder.cluster, folder.files, folder.log, *keys):
        if path.exists() and path.stat().st_mode & OTHERS:
            yield bad(f"{path} kan læses af andre på maskinen. Kør: chmod -R go= {path}")
    free = shutil.disk_usage(folder.root).free
    if free < LITTLE_SPACE:
        yield bad(
            f"Der er kun {free // 1_000_000} MB ledig plads på disken. Gør plads: uden plads kan "
            "ingen gemme noget"
        )
    else:
        yield good(f"Der er {free // 1_000_000_000} GB ledig plads på disken")


def look_at_backups(folder: DataFolder) -> Iterator[Finding]:
    """How old the newest backup is, and whether the next one can be locked."""
    from brobygger.core import clock

    given = os.environ.get(VARIABLE, "")
    if given and len(given) < SHORTEST:
        yield bad(f"{VARIABLE} er for kort. Den skal være på mindst {SHORTEST} tegn")
    elif given:
        yield good("Adgangskoden til sikkerhedskopier er sat")
    found = last_backup(folder.root)
    if found is None:
        yield note(
            "Der er ikke taget nogen sikkerhedskopi herfra. Kør brobygger backup, og lad det ske "
            "hver nat (docs/operations.md)"
        )
        return
    age = clock.now() - found.moment
    words = f"Den nyeste sikkerhedskopi er {_age(age)} ({found.path})"
    if age > OLD_BACKUP:
        yield bad(f"{words}. Kør brobygger backup, og se efter, hvorfor den natlige ikke kører")
    else:
        yield good(words)


def _age(age: timedelta) -> str:
    hours = max(0, int(age / timedelta(hours=1)))
    if hours < 48:
        return "under en time gammel" if hours == 0 else f"{hours} timer gammel"
    return f"{hours // 24} dage gammel"
