"""`kill -9` of anything: it comes back, and nothing that was acknowledged is gone."""

import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress

import psycopg
import pytest
import requests

from tests.running.installation import PATIENCE, Installation, eventually
from tests.running.visiting import Visitor
from tests.running.writer import Writer

pytestmark = pytest.mark.running
Writing = Callable[[Installation], Writer]


@pytest.mark.parametrize(
    "name", ["web", "worker", pytest.param("database", marks=pytest.mark.telling)]
)
def test_a_killed_child_comes_back(site: Installation, writer: Writing, name: str) -> None:
    site.start()
    writing = writer(site)
    before = site.pid(name)
    assert before is not None
    os.kill(before, signal.SIGKILL)
    eventually(lambda: site.pid(name) not in {before, None}, f"a new {name}")
    seen = len(writing.acknowledged)
    eventually(lambda: len(writing.acknowledged) > seen + 20, "rows after the kill")
    eventually(site.answers, "the web")
    writing.finish()
    assert writing.lost() == set()


PERSON = """
from brobygger.accounts.models import User
person = User(email="alma@mail.example", name="Alma")
person.set_password("cykel havre vinter")
person.save()
"""
NAME = "SELECT name FROM accounts_user WHERE email = 'alma@mail.example'"


def test_a_web_killed_in_the_middle_of_a_form_saves_all_of_it_or_nothing(
    site: Installation,
) -> None:
    site.start()
    site.python(PERSON)
    visitor = Visitor(f"http://localhost:{site.port}")
    visitor.send("/account/login/", login="alma@mail.example", password="cykel havre vinter")
    form = {"name": "Alma Ny", "language": "da"}
    web = site.pid("web")
    assert web is not None
    with psycopg.connect(site.database) as holder, psycopg.connect(site.database) as looking:
        looking.autocommit = True
        holder.execute(f"{NAME} FOR UPDATE")
        sending = threading.Thread(target=_send_in_vain, args=(visitor, form))
        sending.start()
        eventually(
            lambda: looking.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone(),
            "the form to wait for the row",
        )
        os.kill(web, signal.SIGKILL)
        sending.join(PATIENCE)
        holder.rollback()
        eventually(lambda: site.pid("web") not in {web, None} and site.answers(), "a new web")
        assert looking.execute(NAME).fetchone() == ("Alma",)
        # Still logged in, and the same form once more is all it takes.
        assert visitor.send("/account/", **form).ok
        assert looking.execute(NAME).fetchone() == ("Alma Ny",)


def _send_in_vain(visitor: Visitor, form: dict[str, str]) -> None:
    with suppress(requests.ConnectionError):
        visitor.send("/account/", **form)


JOB = """
from brobygger.core.tasks import retry_stalled
retry_stalled.defer(timestamp=1)
"""
UNDONE = """
from procrastinate.contrib.django.models import ProcrastinateJob
print(ProcrastinateJob.objects.filter(args__timestamp=1).count())
"""


def test_the_worker_works_again_after_the_database_was_killed(site: Installation) -> None:
    site.start()
    eventually(
        lambda: "Arbejderen er i gang" in site.command("doctor").stdout, "the worker's sign of life"
    )
    database = site.pid("database")
    assert database is not None
    os.kill(database, signal.SIGKILL)
    eventually(lambda: site.pid("database") not in {database, None}, "a new database")
    assert site.python(JOB) == ""
    eventually(lambda: site.python(UNDONE) == "0", "the job to be done")


LEFT = """
from django.db import connection
from brobygger.core.tasks import retry_stalled
with connection.cursor() as cursor:
    cursor.execute(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status)"
        " VALUES ('left', 'core.retry_stalled', '{\\"timestamp\\": 0}', 'doing')"
    )
retry_stalled.defer(timestamp=1)
"""
HOW_MANY = """
from procrastinate.contrib.django.models import ProcrastinateJob
print(ProcrastinateJob.objects.filter(queue_name='left').count())
"""


def test_what_a_killed_worker_had_in_hand_is_done_after_all(site: Installation) -> None:
    site.start()
    assert site.python(LEFT) == ""
    eventually(lambda: site.python(HOW_MANY) == "0", "the job left in hand")


def test_after_everything_was_killed_the_next_start_has_every_row(
    site: Installation, writer: Writing
) -> None:
    process = site.start()
    writing = writer(site)
    for pid in [process.pid, *site.processes()]:
        os.kill(pid, signal.SIGKILL)
    process.wait()
    writing.finish()
    eventually(site.all_gone, "everything to be gone")
    site.start()
    assert site.answers()
    assert writing.lost() == set()


def test_after_the_supervisor_was_killed_the_next_start_has_every_row(
    site: Installation, writer: Writing
) -> None:
    process = site.start()
    writing = writer(site)
    process.kill()
    process.wait()
    writing.finish()
    site.start()
    assert writing.lost() == set()


def test_requests_wait_while_the_web_restarts(site: Installation) -> None:
    site.start()
    web = site.pid("web")
    assert web is not None
    os.kill(web, signal.SIGKILL)
    assert site.answers()


SENT = """
from brobygger.accounts.models import User
from brobygger.actors.domain.imports import receive_file
from brobygger.authorization.roles import Role
from brobygger.workspaces.models import Membership, Workspace
workspace = Workspace.objects.create(slug="fjordby", name="Fjordby")
user = User.objects.create(email="koordinator@fjordby.example", name="Koordinator")
Membership.objects.create(workspace=workspace, user=user, role=Role.COORDINATOR)
rows = [f"Forening {n:05};{20_000_000 + n};Vi mødes hver uge;rum, kaffe" for n in range(20_000)]
content = "\\n".join(["Navn;CVR;Beskrivelse;Kan tilbyde", *rows]).encode()
receive_file(workspace=workspace, file_name="alle.csv", content=content, by=user)
"""
ASKED = """
from brobygger.accounts.models import User
from brobygger.actors.domain.imports import choose_columns, start_commit
from brobygger.actors.models import ImportBatch
batch, user = ImportBatch.objects.get(), User.objects.get(email="koordinator@fjordby.example")
if "seen" not in batch.result:
    choose_columns(batch, columns=batch.mapping["columns"], source="alle", by=user)
else:
    start_commit(batch, seen=batch.result["seen"], by=user)
"""

# What the new worker finds out by itself within a minute and a half.
MISSED = """
from django.db import connection
from brobygger.core.tasks import retry_stalled
with connection.cursor() as cursor:
    cursor.execute(
        "UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 minute'"
    )
retry_stalled.defer(timestamp=2)
"""


def test_a_large_file_is_laid_in_once_though_the_worker_was_killed_in_it(
    site: Installation,
) -> None:
    site.start()
    assert site.python(SENT) == ""

    def one(question: str) -> object:
        with psycopg.connect(site.database) as database:
            found = database.execute(question).fetchone()
            return found and found[0]

    def killed_at_work() -> None:
        eventually(
            lambda: one("SELECT status FROM actors_importbatch") == "uploaded", "the worker to wait"
        )
        worker = site.pid("worker")
        assert worker is not None
        asking = threading.Thread(target=site.python, args=(ASKED,))
        asking.start()
        # The worker, and the one that helps it.
        eventually(lambda: len(_workers(site)) > 1, "two processes at work")
        before = _workers(site)
        os.kill(worker, signal.SIGKILL)
        asking.join()
        eventually(lambda: not before & _workers(site), "both of them to be gone")
        eventually(lambda: site.pid("worker"), "a new worker")
        assert site.python(MISSED) == ""

    killed_at_work()  # while it finds out what every row would do
    killed_at_work()  # while it lays them in
    eventually(lambda: one("SELECT status FROM actors_importbatch") == "committed", "the register")
    assert one("SELECT count(*) FROM actors_actor") == 20_000


def _workers(site: Installation) -> set[int]:
    return {pid for pid, line in site.processes().items() if b"brobygger\0worker" in line}
