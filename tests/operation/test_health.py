"""Is it well? What the machines that look after us are told."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateWorker
from pytest_django import DjangoAssertNumQueries


@pytest.fixture
def worker(db: None) -> Callable[..., None]:
    """A sign of life from the worker, some seconds ago."""

    def sign(seconds: int = 5) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO procrastinate_workers (last_heartbeat)"
                " VALUES (NOW() - make_interval(secs => %s))",
                [seconds],
            )

    return sign


def queue_job(minutes_ago: int, *, scheduled: bool = False) -> None:
    """A job whose turn came some minutes ago."""
    app.configure_task("core.retry_stalled").defer(timestamp=0)
    change = "UPDATE procrastinate_events SET at = NOW() - make_interval(secs => %s)"
    if scheduled:
        change = "UPDATE procrastinate_jobs SET scheduled_at = NOW() - make_interval(secs => %s)"
    with connection.cursor() as cursor:
        cursor.execute(change, [minutes_ago * 60])


def parts(client: Client) -> tuple[int, dict[str, str]]:
    response = client.get("/ready/")
    return response.status_code, response.json()["parts"]


def test_a_process_that_lives_says_so_and_asks_nobody(
    db: None, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = client.get("/health/")

    assert response.json() == {"alive": True}
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("address", ["/health/", "/metrics"])
def test_a_probe_may_ask_by_the_address_of_the_machine(
    db: None, client: Client, address: str
) -> None:
    assert client.get(address, headers={"Host": "10.1.2.3:8000"}).status_code == 200


def test_people_may_not(client: Client) -> None:
    assert client.get("/account/login/", headers={"Host": "10.1.2.3:8000"}).status_code == 400


def test_ready_when_all_parts_work(
    client: Client,
    worker: Callable[..., None],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    worker()
    parts(client)  # the first time, this version's changes are read from the disk
    with django_assert_num_queries(4):
        status, said = parts(client)

    assert status == 200
    assert said == dict.fromkeys(("database", "migrations", "worker", "queue"), "ok")


def test_not_ready_without_a_worker(db: None, client: Client) -> None:
    status, said = parts(client)

    assert status == 503
    assert "Arbejderen" in said["worker"]


def test_not_ready_when_the_worker_is_quiet(client: Client, worker: Callable[..., None]) -> None:
    worker(seconds=120)

    assert parts(client)[0] == 503
    assert ProcrastinateWorker.objects.count() == 1


@pytest.mark.parametrize("scheduled", [False, True])
def test_not_ready_when_nobody_takes_what_is_queued(
    client: Client, worker: Callable[..., None], scheduled: bool
) -> None:
    worker()
    queue_job(11, scheduled=scheduled)
    status, said = parts(client)

    assert status == 503
    assert "ti minutter" in said["queue"]


def test_ready_when_a_mail_waits_for_its_next_try(
    client: Client, worker: Callable[..., None]
) -> None:
    worker()
    queue_job(-11, scheduled=True)
    ProcrastinateEvent.objects.all()._raw_delete(using="default")

    assert parts(client)[0] == 200


def test_not_ready_before_the_database_has_this_version(
    client: Client, worker: Callable[..., None]
) -> None:
    worker()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'links'")

    assert parts(client)[1]["migrations"] != "ok"


def test_not_ready_without_a_database(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*args: object) -> None:
        raise OperationalError("connection to 10.1.1.1 as hemmelig failed")

    monkeypatch.setattr("django.db.migrations.recorder.MigrationRecorder.applied_migrations", away)
    response = client.get("/ready/")

    assert response.status_code == 503
    assert response.json()["parts"] == {"database": "Databasen svarer ikke."}
