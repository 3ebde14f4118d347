"""Sending the mails that wait."""

import smtplib
from email.utils import formataddr
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from brobygger.core import clock
from brobygger.notifications.models import Notification, NotificationStatus


@transaction.atomic
def send_waiting(notification_id: UUID) -> None:
    """Send one mail unless it has been sent; of two workers the second finds it done.

    The row stays locked until the server has taken the mail. A crash in between sends it again
    with the same Message-ID, which is how mail programs know a copy. Raises OSError or
    SMTPException when the server cannot be reached: the mail keeps waiting.

    What is sent is not kept: the words held links and codes that are stored only as hashes.
    """
    mail = Notification.objects.select_for_update().get(id=notification_id)
    if mail.status != NotificationStatus.WAITING:
        return
    try:
        _message(mail).send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as refused:
        if not _for_good(refused):
            raise
        mail.status = NotificationStatus.FAILED
    else:
        mail.status, mail.sent_at = NotificationStatus.SENT, clock.now()
    mail.text = mail.html = ""
    mail.save(update_fields=["status", "sent_at", "text", "html"])


def _for_good(refused: smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError) -> bool:
    """Whether the server said never (5xx) rather than not now (4xx)."""
    if isinstance(refused, smtplib.SMTPDataError):
        return refused.smtp_code >= 500
    return all(code >= 500 for code, _ in refused.recipients.values())


def _message(mail: Notification) -> EmailMultiAlternatives:
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[formataddr((mail.to_name, mail.to_email), charset="utf-8")],
        headers={
            "Message-ID": f"<{mail.id}@{host}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": mail.language,
        },
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message
