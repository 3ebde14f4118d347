"""When the latest backup was taken, noted in the data folder for `doctor` to tell."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

NOTE = "last_backup"  # the numbers for the monitoring take its time


@dataclass(frozen=True)
class LastBackup:
    """The latest backup, as it was noted."""

    made_at: str
    path: str

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.made_at)


def note_backup(data: Path, done: LastBackup) -> None:
    """Note that a backup was taken. A full disk here does not spoil the backup."""
    try:
        fresh = data / f"{NOTE}.new"
        fresh.write_text(json.dumps(asdict(done)), encoding="utf-8")
        fresh.replace(data / NOTE)
    except OSError:
        return


def last_backup(data: Path) -> LastBackup | None:
    """The latest backup that was noted, None when none was."""
    try:
        found = LastBackup(**json.loads((data / NOTE).read_text(encoding="utf-8")))
        found.moment  # noqa: B018
    except (OSError, ValueError, TypeError):
        return None
    return found
