"""`brobygger doctor`: is everything as it should be? In plain words."""

import argparse
import os
import platform
import shutil
import socket
from collections.abc import Iterator

from brobygger.accounts.oidc.configuration import read_providers
from brobygger.embedded.binaries import find_binaries
from brobygger.embedded.cluster import existing_major
from brobygger.embedded.errors import EmbeddedError
from brobygger.embedded.locks import FileLock
from brobygger.embedded.paths import DataFolder, data_folder
from brobygger.notifications import smtp_url

from .django import django_ready
from .findings import Finding, bad, good, note, report
from .run import check_demo

LITTLE_SPACE = 1_000_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It has none."""


def run(options: argparse.Namespace) -> int:  # noqa: ARG001
    """Look at everything Brobygger needs; answers 0 when nothing is wrong."""
    folder = DataFolder(data_folder())
    try:
        folder.create()
    except EmbeddedError as error:
        refusal = bad(str(error))
        return report([_python, lambda: [refusal]])
    return report([_python, _programs, _data, _mail, _providers, _database])


def _python() -> Iterator[Finding]:
    yield good(f"Python {platform.python_version()}")


def _programs() -> Iterator[Finding]:
    if os.environ.get("DATABASE_URL"):
        yield good("Databasen er jeres egen (DATABASE_URL)")
        return
    try:
        found = find_binaries(major=existing_major(DataFolder(data_folder()).cluster))
    except EmbeddedError as error:
        yield bad(str(error))
    else:
        yield good(f"PostgreSQL {found.major} i {found.folder}")


def _data() -> Iterator[Finding]:
    root = data_folder()
    yield good(f"Datamappen er {root}")
    free = shutil.disk_usage(root).free
    if free < LITTLE_SPACE:
        yield bad(f"Der er kun {free // 1_000_000} MB ledig plads på disken")


def _mail() -> Iterator[Finding]:
    address = os.environ.get("BROBYGGER_SMTP_URL", "")
    try:
        check_demo(dict(os.environ))
    except EmbeddedError as error:
        yield bad(str(error))
        return
    if not address:
        return  # what that means for the mails is told where they lie, in the database
    try:
        server = smtp_url.parse(address)
    except ValueError as error:
        yield bad(str(error))
        return
    host, port = server["EMAIL_HOST"], server["EMAIL_PORT"]
    try:
        socket.create_connection((host, port), timeout=5).close()
    except OSError as error:
        yield bad(f"Mailserveren {host}:{port} svarer ikke: {error}")
    else:
        yield good(f"Mailserveren {host}:{port} svarer")


def _providers() -> Iterator[Finding]:
    import requests

    from brobygger.accounts.oidc.discovery import discover

    try:
        providers = read_providers(os.environ)
    except ValueError as error:
        yield bad(str(error))
        return
    for provider in providers:
        try:
            discover(provider)
        except requests.RequestException as error:
            yield bad(f"{provider.name} svarer ikke på {provider.discovery_url}: {error}")
        else:
            yield good(f"{provider.name} svarer ({provider.issuer})")


def _database() -> Iterator[Finding]:
    try:
        with django_ready():
            yield from _inside()
    except EmbeddedError as error:
        yield bad(str(error))


def _inside() -> Iterator[Finding]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = str(cursor.fetchone()[0])
    old = int(version.split(".", maxsplit=1)[0]) < 15
    yield (bad if old else good)(f"Databasen svarer (PostgreSQL {version})")
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        yield note(f"{len(waiting)} ændringer af databasen venter; de kommer ved næste start")
        return
    yield good("Databasen passer til denne version")
    yield from _worker()
    yield from _waiting_mails()


def _worker() -> Iterator[Finding]:
    from procrastinate.contrib.django.models import ProcrastinateJob

    from brobygger.operation.domain.queries import QUIET, worker_quiet_for

    quiet = worker_quiet_for()
    if quiet is not None and quiet < QUIET:
        yield good("Arbejderen er i gang")
    elif _is_running():
        yield bad("Arbejderen giver ikke lyd fra sig, så mails og påmindelser bliver liggende")
    else:
        yield note("Brobygger er ikke startet (brobygger run), så mails og påmindelser venter")
    waiting = ProcrastinateJob.objects.filter(status="todo", scheduled_at=None).count()
    failed = ProcrastinateJob.objects.filter(status="failed").count()
    if waiting:
        yield note(f"{waiting} opgaver venter på arbejderen")
    if failed:
        yield bad(f"{failed} opgaver er opgivet; se dem i tabellen procrastinate_jobs")


def _waiting_mails() -> Iterator[Finding]:
    from brobygger.notifications.domain.queries import mail_state

    if problem := mail_state().problem:
        yield note(problem)


def _is_running() -> bool:
    folder = DataFolder(data_folder())
    folder.create()
    lock = FileLock(folder.root / "supervisor.lock")
    if lock.acquire():
        lock.release()
        return False
    return True
