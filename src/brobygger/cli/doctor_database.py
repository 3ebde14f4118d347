"""What `doctor` asks the database: its version and tables, the clock, the worker and the queue."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from brobygger.embedded.locks import FileLock
from brobygger.embedded.paths import DataFolder, data_folder

from .findings import Finding, bad, good, note

OLDEST = 15
APART = timedelta(seconds=60)
LATE_CLEANING = timedelta(days=3)


def look_inside() -> Iterator[Finding]:
    """Everything the database can tell; what needs tables of this version only when they are."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = str(cursor.fetchone()[0])
    old = int(version.split(".", maxsplit=1)[0]) < OLDEST
    yield (bad if old else good)(f"Databasen svarer (PostgreSQL {version})")
    yield from _clock()
    executor = MigrationExecutor(connection)
    applied = set(executor.loader.applied_migrations)
    if applied - set(executor.loader.disk_migrations or ()):
        yield bad(
            "Databasen er fra en nyere Brobygger end denne. Installér den nyere, eller læg en "
            "sikkerhedskopi fra denne version på plads"
        )
        return
    if waiting := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield note(f"{len(waiting)} ændringer af databasen venter; de kommer ved næste start")
        return
    yield good("Databasen passer til denne version")
    yield from _from_the_future()
    yield from _worker()
    yield from _queue()
    yield from _waiting_mails()
    yield from _cleaning()


def _clock() -> Iterator[Finding]:
    from django.db import connection

    before = datetime.now(UTC)
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        there = cursor.fetchone()[0]
    apart = abs(there - before)
    if apart > APART:
        yield bad(
            f"Uret her og databasens ur er {int(apart.total_seconds())} sekunder fra hinanden. "
            "Stil begge efter nettet (timedatectl set-ntp true)"
        )
    else:
        yield good("Uret her og databasens ur følges ad")


def _from_the_future() -> Iterator[Finding]:
    from brobygger.audit.models import AuditEvent
    from brobygger.core import clock

    latest = AuditEvent.objects.order_by("-at").values_list("at", flat=True).first()
    if latest and latest > clock.now() + APART:
        yield bad(
            f"Noget er gemt {latest:%d.%m.%Y kl. %H.%M} (UTC), og det er ikke blevet så sent. Uret "
            "er gået tilbage. Stil det; frister og påmindelser følger det"
        )


def _worker() -> Iterator[Finding]:
    from brobygger.operation.domain.queries import QUIET, worker_quiet_for

    quiet = worker_quiet_for()
    if quiet is not None and quiet < QUIET:
        yield good("Arbejderen er i gang")
    elif _is_running():
        yield bad(
            "Arbejderen giver ikke lyd fra sig, så mails og påmindelser bliver liggende. Genstart "
            "Brobygger"
        )
    else:
        yield note("Brobygger er ikke startet (brobygger run), så mails og påmindelser venter")


def _queue() -> Iterator[Finding]:
    from procrastinate.contrib.django.models import ProcrastinateJob

    from brobygger.operation.domain.queries import STUCK, oldest_due

    waiting = ProcrastinateJob.objects.filter(status="todo", scheduled_at=None).count()
    failed = ProcrastinateJob.objects.filter(status="failed")
    waited = oldest_due()
    if waited and waited > STUCK and _is_running():
        minutes = int(waited / timedelta(minutes=1))
        yield bad(f"En opgave har ventet {minutes} minutter på arbejderen. Genstart Brobygger")
    elif waiting:
        yield note(f"{waiting} opgaver venter på arbejderen")
    if count := failed.count():
        names = ", ".join(sorted(set(failed.values_list("task_name", flat=True)))[:5])
        yield bad(
            f"Opgivne opgaver: {count} ({names}). Se hvorfor i log-linjerne fra arbejderen; de "
            "står i tabellen procrastinate_jobs, til du sletter dem"
        )


def _waiting_mails() -> Iterator[Finding]:
    from brobygger.notifications.domain.queries import mail_state

    if problem := mail_state().problem:
        yield note(problem)


def _cleaning() -> Iterator[Finding]:
    from brobygger.core import clock
    from brobygger.privacy.domain.retention import last_run

    if (run := last_run()) is None:
        yield note("Oprydningen i gamle data har ikke kørt endnu; den kører hver nat")
    elif clock.now() - run.started_at > LATE_CLEANING:
        yield bad(
            f"Oprydningen i gamle data har ikke kørt siden {run.started_at:%d.%m.%Y}. Se efter, om "
            "arbejderen kører, eller kør brobygger retention"
        )
    else:
        rows = sum(count for _, _, count in run.done)
        held = sum(count for _, _, count in run.held)
        waits = f", til arkivet: {held}" if held else ""
        yield good(f"Oprydningen i gamle data kører (rækker sidst: {rows}{waits})")


def _is_running() -> bool:
    folder = DataFolder(data_folder())
    folder.create()
    lock = FileLock(folder.root / "supervisor.lock")
    if lock.acquire():
        lock.release()
        return False
    return True
