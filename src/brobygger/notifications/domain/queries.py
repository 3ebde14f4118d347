"""How the mails are doing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _

from brobygger.core import clock
from brobygger.notifications.models import Notification, NotificationStatus

LATE = timedelta(minutes=10)


@dataclass(frozen=True)
class MailState:
    """Mails that have not left, and whether anybody can send them."""

    server: bool
    waiting: int
    oldest: datetime | None
    failed: int

    @property
    def problem(self) -> str:
        """In plain Danish what is wrong and what to do; empty when all is well."""
        if not self.server:
            return _(
                "Der er ingen mailserver. Mails venter og går ikke tabt (%(number)s venter nu). "
                "Sæt BROBYGGER_SMTP_URL, og start igen."
            ) % {"number": self.waiting}
        if self.oldest and clock.now() - self.oldest > LATE:
            return _(
                "%(number)s mails har ventet i mere end ti minutter. Svarer mailserveren, og "
                "kører arbejdsprocessen?"
            ) % {"number": self.waiting}
        return ""


def mail_state() -> MailState:
    """Whether mails get out, for the doctor and the health page."""
    waiting = Q(status=NotificationStatus.WAITING)
    numbers = Notification.objects.aggregate(
        waiting=Count("id", filter=waiting),
        oldest=Min("created_at", filter=waiting),
        failed=Count("id", filter=Q(status=NotificationStatus.FAILED)),
    )
    return MailState(server=not settings.EMAIL_BACKEND.endswith("NoServerBackend"), **numbers)
