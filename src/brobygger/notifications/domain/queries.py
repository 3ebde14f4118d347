"""How the mails are doing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Min, Q
from django.db.models.functions import Greatest
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
    returned: int

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
        if settings.BOUNCE_MAILBOX and not Path(settings.BOUNCE_MAILBOX).is_dir():
            return _("BROBYGGER_BOUNCE_MAILBOX er ikke en mappe, vi kan læse: %(path)s.") % {
                "path": settings.BOUNCE_MAILBOX
            }
        return ""


def mail_state() -> MailState:
    """Whether mails get out, for the doctor and the health page."""
    now = clock.now()
    waiting = Q(status=NotificationStatus.WAITING)
    # A mail for tomorrow morning is not late today, and one that says nothing any more never is.
    due = waiting & (Q(until__isnull=True) | Q(until__gt=now)) & Q(since__lte=now)
    numbers = Notification.objects.annotate(since=Greatest("created_at", "send_after")).aggregate(
        waiting=Count("id", filter=waiting),
        oldest=Min("since", filter=due),
        failed=Count("id", filter=Q(status=NotificationStatus.FAILED)),
        returned=Count("id", filter=Q(status=NotificationStatus.RETURNED)),
    )
    return MailState(server=not settings.EMAIL_BACKEND.endswith("NoServerBackend"), **numbers)
