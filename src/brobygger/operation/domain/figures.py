"""The numbers of the house as a whole: how many, never who."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import Count
from procrastinate.contrib.django.models import ProcrastinateJob

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.agreements.models import Agreement
from brobygger.collaborations.models import Collaboration
from brobygger.notifications.models import Notification, NotificationStatus
from brobygger.operation.domain.queries import oldest_due, worker_quiet_for
from brobygger.workspaces.models import Workspace

# `brobygger backup` leaves the time of the last one here.
LAST_BACKUP = "last_backup"
# A job that went well is removed, so there are none of those to count.
_JOBS = ("todo", "doing", "failed", "aborted", "cancelled")
_COUNTED = {
    "users": User.objects.all(),
    "workspaces": Workspace.objects.all(),
    "actors": Actor.objects.all(),
    "collaborations": Collaboration.objects.all(),
    "agreements": Agreement.objects.all(),
}


@dataclass(frozen=True)
class Figures:
    """The numbers at one moment."""

    mails: dict[str, int]
    jobs: dict[str, int]
    oldest_job: float
    worker_quiet: float | None
    counts: dict[str, int]
    last_backup: float | None


def figures() -> Figures:
    """Count. Raises DatabaseError when the database does not answer."""
    waited, quiet = oldest_due(), worker_quiet_for()
    mails = dict(Notification.objects.values_list("status").annotate(Count("id")))
    jobs = dict(ProcrastinateJob.objects.values_list("status").annotate(Count("id")))
    return Figures(
        # A status nobody has is told as 0, so that an alarm can be set on it beforehand.
        mails={status.value: mails.get(status.value, 0) for status in NotificationStatus},
        jobs={status: jobs.get(status, 0) for status in _JOBS},
        oldest_job=waited.total_seconds() if waited else 0.0,
        worker_quiet=quiet.total_seconds() if quiet is not None else None,
        counts={name: everything.all().count() for name, everything in _COUNTED.items()},
        last_backup=_last_backup(),
    )


def _last_backup() -> float | None:
    """When the last backup was made, if it was made on this machine."""
    try:
        return (Path(settings.DATA_DIR) / LAST_BACKUP).stat().st_mtime
    except FileNotFoundError:
        return None
