"""Sending the letters whose time has come."""

import logging
import smtplib
from datetime import timedelta
from email.utils import formataddr
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Min
from django.db.models.functions import Upper

from brobygger.core import clock
from brobygger.notifications.domain.addresses import came_back
from brobygger.notifications.domain.letters import drop, forget_words, next_letter, ready
from brobygger.notifications.domain.words import stop_url, words_of
from brobygger.notifications.kinds import kind_of
from brobygger.notifications.models import Letter, Notification, NotificationStatus

log = logging.getLogger(__name__)

# How many addresses one sweep sends to; the next comes in five minutes.
A_SWEEP = 500

# What a server says about one address or one letter; anything else is about the server itself.
_ABOUT_ONE = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)


def deliver(email: str) -> int:
    """Send an address everything that is ready for it, oldest first; answers how many letters.

    Raises OSError or SMTPException when the server cannot be reached or says not now: what has
    not been sent keeps waiting.
    """
    sent = 0
    while (letter := next_letter(email)) is not None:
        send_letter(letter.id)
        sent += 1
    return sent


def sweep() -> int:
    """Send everything that is ready, also what no job was left for; answers how many letters.

    Raises OSError when the mail server is away. What is wrong with one mail does not stop the rest.
    """
    sent = 0
    for email in _addresses_with_mail():
        try:
            sent += deliver(email)
        except _ABOUT_ONE:
            continue
        except OSError:
            raise
        except Exception:
            log.exception("a mail could not be sent; the others go on")
    return sent


def drop_outdated() -> int:
    """Drop what was never sent and says nothing any more; answers how many mails.

    A day late, so that a clock that was wrong for some hours loses nothing.
    """
    yesterday = clock.now() - timedelta(days=1)
    outdated = Notification.objects.filter(
        status__in=[NotificationStatus.WAITING, NotificationStatus.HELD], until__lt=yesterday
    )
    for mail in outdated:
        drop(mail)
    Letter.objects.filter(
        sent_at__isnull=True, returned_at__isnull=True, notifications__isnull=True
    ).filter(created_at__lt=yesterday).delete()
    return len(outdated)


@transaction.atomic
def send_letter(letter_id: UUID) -> None:
    """Send one letter unless it has been sent; of two workers the second finds it done.

    The row stays locked until the server has taken the letter. A crash between the server's yes
    and our commit sends it again with the same Message-ID, which is how mail programs know a copy
    (docs/adr/0017). What is sent is not kept.
    """
    letter = Letter.objects.select_for_update().get(id=letter_id)
    mails = list(
        letter.notifications.select_for_update()
        .filter(status=NotificationStatus.WAITING)
        .order_by("created_at", "id")
    )
    if letter.sent_at or not mails:
        return
    try:
        _message(letter, mails).send()
    except _ABOUT_ONE as refused:
        if not _for_good(refused):
            raise
        if isinstance(refused, smtplib.SMTPDataError):
            _close(letter, mails, NotificationStatus.FAILED)
        else:
            _close(letter, mails, NotificationStatus.SENT)
            came_back(letter, _code(refused), for_good=True)
    else:
        _close(letter, mails, NotificationStatus.SENT)


def _close(letter: Letter, mails: list[Notification], status: NotificationStatus) -> None:
    letter.sent_at = clock.now()
    letter.save(update_fields=["sent_at"])
    for mail in mails:
        mail.status, mail.sent_at = status, letter.sent_at
        forget_words(mail)
    fields = ["status", "sent_at", "text", "html", "part_text", "part_html"]
    Notification.objects.bulk_update(mails, fields)


def _for_good(refused: smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError) -> bool:
    """Whether the server said never (5xx) rather than not now (4xx)."""
    if isinstance(refused, smtplib.SMTPDataError):
        return refused.smtp_code >= 500
    return all(code >= 500 for code, _ in refused.recipients.values())


def _code(refused: smtplib.SMTPRecipientsRefused) -> str:
    return next(str(code) for code, _ in refused.recipients.values())


def _addresses_with_mail() -> list[str]:
    rows = (
        ready(clock.now())
        .order_by()
        .values(address=Upper("to_email"))
        .annotate(first=Min("created_at"))
        .order_by("first")
    )
    return [row["address"] for row in rows[:A_SWEEP]]


def _message(letter: Letter, mails: list[Notification]) -> EmailMultiAlternatives:
    kinds = [kind_of(mail.kind) for mail in mails]
    words = words_of(mails, kinds)
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    headers = {
        "From": settings.DEFAULT_FROM_EMAIL,
        "Message-ID": f"<{letter.id}@{host}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": mails[0].language,
    }
    if url := stop_url(kinds, letter.to_email):
        headers["List-Unsubscribe"] = f"<{url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMultiAlternatives(
        subject=words.subject,
        body=words.text,
        from_email=envelope_sender(letter),
        to=[formataddr((mails[0].to_name, letter.to_email), charset="utf-8")],
        headers=headers,
    )
    if words.html:
        message.attach_alternative(words.html, "text/html")
    return message


def envelope_sender(letter: Letter) -> str:
    """Where the mail servers of this world send the letter back to."""
    address: str = settings.MAIL_BOUNCES_TO or settings.DEFAULT_FROM_EMAIL
    return address.replace("{id}", letter.id.hex)
