"""A mail is written once, in the receiver's language, and sent by the worker."""

from typing import Any

from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from brobygger.accounts.models import User
from brobygger.core import clock
from brobygger.notifications.domain.notify import Recipient, absolute_url, notify
from brobygger.notifications.models import Notification, NotificationStatus

CONTEXT: dict[str, Any] = {
    "title": "Kor & klub",
    "party": "Fritidsklubben",
    "parties": "Fritidsklubben, Koret",
    "sender": "Karen",
    "url": "http://localhost/sign/abc/",
    "expires_at": clock.now(),
}


def write(key: str = "k1", language: str = "da") -> Notification:
    to = Recipient(email="amina@koret.example", name="Amina", language=language)
    return notify("agreement_sign", to=to, context=CONTEXT, key=key)


def test_a_mail_is_written_and_queued(db: None) -> None:
    mail = write()

    assert mail.status == NotificationStatus.WAITING
    assert mail.subject == "Skriv under: Kor & klub"
    assert "Kære Amina" in mail.text
    assert CONTEXT["url"] in mail.text
    assert CONTEXT["url"] in mail.html
    assert ProcrastinateJob.objects.get().args == {"notification_id": str(mail.id)}


def test_plain_text_has_no_entities_and_html_has(db: None) -> None:
    mail = write()

    assert "Kor & klub" in mail.text
    assert "Kor &amp; klub" in mail.html


def test_the_same_key_writes_nothing_more(db: None) -> None:
    first = write()

    assert write() == first
    assert Notification.objects.count() == ProcrastinateJob.objects.count() == 1


def test_a_mail_belongs_to_the_transaction_that_wants_it(db: None) -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)

    assert not Notification.objects.exists()
    assert not ProcrastinateJob.objects.exists()


def test_somebody_with_an_account_reads_their_own_language(stranger: User) -> None:
    stranger.language = "en"
    stranger.save()

    assert Recipient.at(stranger.email.upper()).language == "en"
    assert Recipient.of_user(stranger).user_id == stranger.id
    assert Recipient.at("ny@mail.example").user_id is None


def test_addresses_in_mails_are_whole() -> None:
    assert absolute_url("/sign/x/").startswith("http")
