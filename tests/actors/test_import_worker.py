"""Large files: read, compared and laid in by the worker, whole or not at all."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import OperationalError, transaction
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.domain import import_work
from brobygger.actors.domain.imports import (
    cancel_import,
    choose_columns,
    receive_file,
    start_commit,
)
from brobygger.actors.enums import ImportStatus
from brobygger.actors.models import Actor, ImportBatch, ImportedRecord, ImportProgress
from brobygger.actors.tasks import commit_import
from brobygger.actors.transfer.progress import Stopped, Telling, ask_to_stop, begin
from brobygger.audit.models import AuditEvent
from brobygger.audit.record import record
from brobygger.core import clock
from brobygger.core.clock import travel_to
from brobygger.notifications.models import Notification
from brobygger.workspaces.models import Workspace
from tests.actors.files import csv_file

ROWS = (("Navn", "Postnr"), ("Kor", "8000"), ("Klub", "8200"))


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is a large one."""
    monkeypatch.setattr("brobygger.actors.domain.imports.DIRECT_BYTES", 1)
    monkeypatch.setattr("brobygger.actors.domain.imports.DIRECT_ROWS", 1)


@pytest.fixture
def running(
    large: None, workspace: Workspace, coordinator: User, run_jobs: Callable[[], int]
) -> ImportBatch:
    """An import the worker has been asked to lay in."""
    batch = receive_file(
        workspace=workspace, file_name="a.csv", content=csv_file(*ROWS), by=coordinator
    )
    run_jobs()
    batch.refresh_from_db()
    choose_columns(batch, columns=batch.mapping["columns"], source="a", by=coordinator)
    run_jobs()
    batch.refresh_from_db()
    return start_commit(batch, seen=batch.result["seen"], by=coordinator)


def status_page(client: Client, batch: ImportBatch) -> Any:
    url = reverse("actors:import-status", args=[batch.workspace.slug, batch.id])
    return client.get(url, headers={"HX-Request": "true"})


def test_a_large_file_is_read_by_the_worker_and_the_page_moves_on(
    large: None,
    workspace: Workspace,
    coordinator: User,
    as_user: Callable[[User], Client],
    run_jobs: Callable[[], int],
) -> None:
    batch = receive_file(
        workspace=workspace, file_name="a.csv", content=csv_file(*ROWS), by=coordinator
    )
    client = as_user(coordinator)
    assert batch.status == ImportStatus.READING
    assert "Filen bliver læst" in status_page(client, batch).content.decode()
    run_jobs()
    assert status_page(client, batch)["HX-Redirect"].endswith("/columns/")


def test_how_far_it_is_is_said(
    running: ImportBatch, as_user: Callable[[User], Client], coordinator: User
) -> None:
    ImportProgress.objects.filter(batch=running).update(stage="write", done=500, total=2000)
    page = status_page(as_user(coordinator), running).content.decode()
    assert "Rækkerne bliver lagt ind: 25 %" in page
    # The way to the page says where the import is as well, and goes on with it.
    assert 'hx-select-oob="#crumbs"' in page
    assert 'id="crumbs"' in page
    assert 'role="status"' in page


def test_what_is_no_register_is_said_when_it_has_been_read(
    large: None,
    workspace: Workspace,
    coordinator: User,
    as_user: Callable[[User], Client],
    run_jobs: Callable[[], int],
) -> None:
    batch = receive_file(workspace=workspace, file_name="a.csv", content=b"Navn\n", by=coordinator)
    run_jobs()
    page = status_page(as_user(coordinator), batch).content.decode()
    assert "ingen rækker" in page
    assert "Send en anden fil" in page


def test_stopped_half_way_nothing_is_there_and_the_worker_does_it_again(
    running: ImportBatch, monkeypatch: pytest.MonkeyPatch, run_jobs: Callable[[], int]
) -> None:
    def pulled_out(*_args: Any, **_options: Any) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    with monkeypatch.context() as broken:
        broken.setattr(import_work, "remember_choices", pulled_out)
        with pytest.raises(OperationalError):
            run_jobs()
    assert (Actor.objects.count(), ImportedRecord.objects.count()) == (0, 0)
    running.refresh_from_db()
    assert running.status == ImportStatus.RUNNING
    run_jobs()
    assert Actor.objects.count() == 2


def test_an_error_of_ours_is_told_and_can_be_tried_again(
    running: ImportBatch,
    monkeypatch: pytest.MonkeyPatch,
    run_jobs: Callable[[], int],
    coordinator: User,
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(import_work, "remember_choices", None)
        with pytest.raises(TypeError):
            run_jobs()
    running.refresh_from_db()
    assert (running.status, Actor.objects.count()) == (ImportStatus.FAILED, 0)
    start_commit(running, seen=running.result["seen"], by=coordinator)
    run_jobs()
    assert Actor.objects.count() == 2


def test_done_twice_it_is_done_once(
    running: ImportBatch, run_jobs: Callable[[], int], coordinator: User
) -> None:
    seen = running.result["seen"]
    run_jobs()
    commit_import(batch_id=str(running.id), user_id=str(coordinator.id), seen=seen)
    assert Actor.objects.count() == 2


def cancel(client: Client, batch: ImportBatch) -> str:
    url = reverse("actors:import-cancel", args=[batch.workspace.slug, batch.id])
    return str(client.post(url, follow=True).content.decode())


def test_what_waits_for_the_worker_can_be_given_up(
    running: ImportBatch,
    as_user: Callable[[User], Client],
    coordinator: User,
    run_jobs: Callable[[], int],
) -> None:
    client = as_user(coordinator)
    assert "Fortryd importen" in status_page(client, running).content.decode()
    assert "Importen er fortrudt" in cancel(client, running)
    run_jobs()
    running.refresh_from_db()
    assert (running.status, Actor.objects.count()) == (ImportStatus.CANCELLED, 0)


def test_what_waits_to_be_read_can_be_given_up(
    large: None, workspace: Workspace, coordinator: User, run_jobs: Callable[[], int]
) -> None:
    content = csv_file(*ROWS)
    batch = receive_file(workspace=workspace, file_name="a.csv", content=content, by=coordinator)
    cancel_import(batch, by=coordinator)
    run_jobs()
    batch.refresh_from_db()
    assert (batch.status, bytes(batch.content)) == (ImportStatus.CANCELLED, b"")


def test_a_worker_that_is_asked_to_stop_takes_everything_back(
    running: ImportBatch,
    as_user: Callable[[User], Client],
    coordinator: User,
    run_jobs: Callable[[], int],
) -> None:
    client = as_user(coordinator)
    begin(running.id, "read")
    assert ask_to_stop(running.id)
    record(import_work.STOP_ASKED, by=coordinator, on=("import", running.id), workspace_id=None)
    assert "Den bliver stoppet" in status_page(client, running).content.decode()
    run_jobs()
    running.refresh_from_db()
    assert (running.status, Actor.objects.count()) == (ImportStatus.CANCELLED, 0)
    assert AuditEvent.objects.get(event="import.cancelled").by_id == coordinator.pk
    assert status_page(client, running)["HX-Redirect"].endswith("/import/")


def test_what_is_done_cannot_be_stopped(
    running: ImportBatch,
    as_user: Callable[[User], Client],
    coordinator: User,
    run_jobs: Callable[[], int],
) -> None:
    run_jobs()
    assert not ask_to_stop(running.id)
    assert "Det var for sent at fortryde" in cancel(as_user(coordinator), running)
    assert Actor.objects.count() == 2


def test_who_waited_long_gets_a_mail_with_a_link_at_once(
    running: ImportBatch,
    run_jobs: Callable[[], int],
    coordinator: User,
    mailoutbox: list[EmailMessage],
) -> None:
    with travel_to(clock.now() + timedelta(minutes=5)):
        run_jobs()
    [mail] = mailoutbox
    assert mail.to == [f"{coordinator.name} <{coordinator.email}>"]
    assert "a.csv er lagt ind i registret" in mail.subject
    assert f"/import/{running.id}/" in mail.body


def test_a_long_import_that_fails_is_told_and_a_short_one_is_not(
    running: ImportBatch, monkeypatch: pytest.MonkeyPatch, run_jobs: Callable[[], int]
) -> None:
    monkeypatch.setattr(import_work, "remember_choices", None)
    with travel_to(clock.now() + timedelta(minutes=5)), pytest.raises(TypeError):
        run_jobs()
    assert "kunne ikke lægges ind" in Notification.objects.get(kind="import_over").subject


@pytest.mark.django_db(transaction=True)
def test_how_far_it_is_is_seen_from_outside_while_it_is_at_it(
    running: ImportBatch,
) -> None:
    begin(running.pk, "read")
    with transaction.atomic(), Telling(running.pk) as tell:
        with travel_to(clock.now() + timedelta(seconds=2)):
            tell("write", 500, 2000)
        # Nothing of the transaction itself is seen by others yet.
        transaction.set_rollback(True)
    assert ImportProgress.objects.values_list("stage", "done", "total").get() == (
        "write", 500, 2000,
    )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_whoever_is_at_it_hears_that_it_is_to_stop(running: ImportBatch) -> None:
    begin(running.pk, "read")
    assert ask_to_stop(running.pk)
    later = travel_to(clock.now() + timedelta(seconds=2))
    with Telling(running.pk) as tell, later, pytest.raises(Stopped):
        tell("write", 500, 2000)
