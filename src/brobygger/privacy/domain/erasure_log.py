"""The erasures there have been, so that a backup put back does not bring anybody back.

A file in the data folder, outside the database: one line an erasure. The address stands there as
a fingerprint made with a key of its own beside it, so the file names nobody.
"""

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from brobygger.core import clock
from brobygger.privacy.domain.persons import Person

LOG, KEY = "erasures.jsonl", "erasures.key"


@dataclass(frozen=True)
class Erased:
    """One erasure: fingerprints of the addresses, keys of entries in a register, and where."""

    at: datetime
    addresses: tuple[str, ...]
    contacts: tuple[str, ...]
    workspace: str | None
    take_out: bool = False

    @classmethod
    def of(cls, person: Person, *, take_out: bool = False) -> "Erased":
        """The erasure of a person, now."""
        return cls(
            at=clock.now(),
            addresses=tuple(sorted(fingerprint(email) for email in person.emails)),
            contacts=tuple(sorted(str(key) for key in person.contact_ids)),
            workspace=str(person.workspace.pk) if person.workspace else None,
            take_out=take_out,
        )


def write_down(erased: Erased) -> None:
    """Add a line, on the disk before the deed is committed."""
    line = json.dumps(asdict(erased) | {"at": erased.at.isoformat()})
    path = _folder() / LOG
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())


def erased_since(moment: datetime) -> Iterator[Erased]:
    """The erasures after a moment, the earliest first. A line broken off by a crash is skipped."""
    path = _folder() / LOG
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            told = json.loads(line)
        except ValueError:
            continue
        at = datetime.fromisoformat(told["at"])
        if at >= moment:
            places = {name: tuple(told[name]) for name in ("addresses", "contacts")}
            yield Erased(**{**told, "at": at, **places})


def fingerprint(email: str) -> str:
    """The address as a mark that only this installation can make."""
    return hmac.new(_key(), email.strip().casefold().encode(), hashlib.sha256).hexdigest()


def _folder() -> Path:
    return Path(settings.DATA_DIR)


def _key() -> bytes:
    path = _folder() / KEY
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_bytes()
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_hex(32).encode())
    return path.read_bytes()
