"""The worker sends each mail once, through a real mail server."""

import socket
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from unittest.mock import Mock

import pytest
from django.core.mail import send_mail
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from brobygger.notifications.domain.queries import mail_state
from brobygger.notifications.domain.sending import deliver
from brobygger.notifications.models import Notification, NotificationStatus, OutboxMail
from brobygger.notifications.tasks import UntilSent
from tests.mailserver import PostOffice
from tests.notifications.test_notify import write


def test_a_mail_reaches_the_server_with_text_and_html(
    db: None, office: PostOffice, run_jobs: Callable[[], int]
) -> None:
    mail = write()

    run_jobs()

    [received] = office.mails
    assert received["Subject"] == "Skriv under: Kor & klub"
    assert received["To"] == "Amina <amina@koret.example>"
    mail.refresh_from_db()
    assert received["Message-ID"] == f"<{mail.letter_id}@localhost>"
    assert [part.get_content_type() for part in received.iter_parts()] == [
        "text/plain",
        "text/html",
    ]
    assert (mail.status, mail.sent_at is not None) == (NotificationStatus.SENT, True)


def test_what_is_sent_is_not_kept(db: None, office: PostOffice, run_jobs: Any) -> None:
    mail = write()

    run_jobs()

    mail.refresh_from_db()
    assert (mail.text, mail.html) == ("", "")


def test_a_sent_mail_is_never_sent_again(db: None, office: PostOffice) -> None:
    mail = write()

    deliver(mail.to_email)
    deliver(mail.to_email)

    assert len(office.mails) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_it_once(office: PostOffice) -> None:
    mail = write()

    def work() -> None:
        try:
            deliver(mail.to_email)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert len(office.mails) == 1
    ProcrastinateJob.objects.all()._raw_delete("default")


def test_a_mail_waits_while_the_server_is_down(db: None, settings: Settings) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = nobody.getsockname()
        mail = write()

        with pytest.raises(OSError, match="refused"):
            deliver(mail.to_email)

    mail.refresh_from_db()
    assert (mail.status, mail.text != "") == (NotificationStatus.WAITING, True)


def test_a_refusal_for_now_waits_and_one_for_good_does_not(db: None, office: PostOffice) -> None:
    mail = write()
    office.refuse_recipients = "451 try later"
    with pytest.raises(OSError, match="451"):
        deliver(mail.to_email)
    office.refuse_recipients = "550 no such person"

    deliver(mail.to_email)

    mail.refresh_from_db()
    assert mail.status == NotificationStatus.RETURNED
    assert mail_state().returned == 1


@pytest.mark.parametrize(("attempts", "seconds"), [(0, 5), (1, 10), (50, 900), (5000, 900)])
def test_it_is_tried_soon_and_then_every_quarter(attempts: int, seconds: int) -> None:
    decision = UntilSent().get_retry_decision(
        exception=ConnectionRefusedError(), job=Mock(attempts=attempts)
    )

    assert decision is not None
    assert decision.retry_at is not None
    assert round((decision.retry_at - datetime.now(UTC)).total_seconds()) == seconds


def test_a_mistake_of_ours_is_not_tried_again() -> None:
    assert UntilSent().get_retry_decision(exception=ValueError(), job=Mock(attempts=0)) is None


def test_without_a_mail_server_mails_wait_and_we_say_so(db: None, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "brobygger.notifications.backends.NoServerBackend"
    mail = write()

    with pytest.raises(OSError, match="BROBYGGER_SMTP_URL"):
        deliver(mail.to_email)

    assert Notification.objects.get().status == NotificationStatus.WAITING
    assert "BROBYGGER_SMTP_URL" in mail_state().problem


def test_the_demo_keeps_its_mails(db: None, settings: Settings, run_jobs: Any) -> None:
    settings.EMAIL_BACKEND = "brobygger.notifications.backends.OutboxBackend"
    write()

    run_jobs()

    kept = OutboxMail.objects.get()
    assert kept.subject == "Skriv under: Kor & klub"
    assert "Kære Amina" in kept.text
    assert "<html" in kept.html


def test_other_mails_are_kept_too_in_the_demo(db: None, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "brobygger.notifications.backends.OutboxBackend"

    send_mail("Din kode", "1234", None, ["amina@koret.example"])

    assert OutboxMail.objects.get().text == "1234"


def test_all_is_well_when_nothing_waits(db: None) -> None:
    assert mail_state().problem == ""
