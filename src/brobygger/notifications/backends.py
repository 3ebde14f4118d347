"""Where mails go when there is no mail server to send them with."""

from collections.abc import Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from brobygger.notifications.exceptions import MailServerMissing
from brobygger.notifications.models import OutboxMail


class OutboxBackend(BaseEmailBackend):
    """Demo mode's post office: mails are kept for the outbox page and reach nobody."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            for address in message.recipients():
                OutboxMail.objects.create(
                    to_email=address,
                    subject=str(message.subject)[:300],
                    text=str(message.body),
                    html=_html(message),
                )
        return len(email_messages)


class NoServerBackend(BaseEmailBackend):
    """Says that nobody has told us about a mail server; what should be sent stays waiting."""

    def send_messages(self, _email_messages: Sequence[EmailMessage]) -> int:
        raise MailServerMissing("BROBYGGER_SMTP_URL is not set")


def _html(message: EmailMessage) -> str:
    alternatives = message.alternatives if isinstance(message, EmailMultiAlternatives) else []
    return next((str(body) for body, kind in alternatives if kind == "text/html"), "")
