"""How the parts of the house are doing, in few and small questions to the database."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Any

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Aggregate, DurationField, ExpressionWrapper, F, Max, Min, Q, QuerySet
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext as _
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

# The worker gives a sign of life every ten seconds.
QUIET = timedelta(seconds=60)
# A job whose turn it is waits milliseconds; for ten minutes only when nobody takes it.
STUCK = timedelta(minutes=10)
OK = "ok"


@dataclass
class Readiness:
    """Each part of the house and how it is: »ok«, or what is wrong."""

    parts: dict[str, str] = field(default_factory=dict)

    @property
    def ready(self) -> bool:
        """Whether all parts work."""
        return all(state == OK for state in self.parts.values())


def readiness() -> Readiness:
    """Ask the database, its tables, the worker and the queue, in that order.

    What needs a part that does not work is not asked.
    """
    found = Readiness()
    try:
        missing = missing_migrations()
    except (DatabaseError, InterfaceError):
        found.parts["database"] = _("Databasen svarer ikke.")
        return found
    found.parts["database"] = OK
    if missing:
        found.parts["migrations"] = _("Databasen er ikke bragt til denne version.")
        return found
    found.parts["migrations"] = OK
    found.parts["worker"] = _worker()
    found.parts["queue"] = _queue()
    return found


def missing_migrations() -> int:
    """How many of this version's changes the database has not had."""
    return len(_our_migrations() - MigrationRecorder(connection).applied_migrations().keys())


def worker_quiet_for() -> timedelta | None:
    """How long since the worker last gave a sign of life; None when none is signed in."""
    return _age(ProcrastinateWorker.objects.all(), Max("last_heartbeat"))


def oldest_due() -> timedelta | None:
    """How long the oldest job has waited past its turn; None when none waits."""
    queued = Max(
        "procrastinateevent__at",
        filter=Q(procrastinateevent__type__in=["deferred", "deferred_for_retry", "scheduled"]),
    )
    due = (
        ProcrastinateJob.objects.filter(status="todo")
        .annotate(due=Coalesce(F("scheduled_at"), queued))
        .filter(due__lte=Now())
    )
    return _age(due, Min("due"))


def _age(rows: QuerySet[Any], since: Aggregate) -> timedelta | None:
    """How long ago by the database's clock, which is also what set the times."""
    age = ExpressionWrapper(Now() - since, output_field=DurationField())
    found: timedelta | None = rows.aggregate(age=age)["age"]
    return found


@cache
def _our_migrations() -> frozenset[tuple[str, str]]:
    """What this version brings; read from the disk once."""
    return frozenset(MigrationLoader(None).disk_migrations or ())


def _worker() -> str:
    quiet = worker_quiet_for()
    if quiet is None or quiet > QUIET:
        return _("Arbejderen giver ikke lyd fra sig. Mails og påmindelser venter.")
    return OK


def _queue() -> str:
    waited = oldest_due()
    if waited is not None and waited > STUCK:
        return _("En opgave har ventet i mere end ti minutter på sin tur.")
    return OK
