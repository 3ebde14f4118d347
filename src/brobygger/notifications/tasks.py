"""Mails are sent by the worker, again and again until the server takes them."""

from contextlib import suppress
from pathlib import Path
from uuid import UUID

from django.conf import settings
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from brobygger.core.retrying import WhenDatabaseIsBack
from brobygger.notifications.domain.sending import deliver, drop_outdated, sweep
from brobygger.notifications.models import Notification
from brobygger.notifications.returned.receiving import read_maildir

FIRST_WAIT = 5
LONGEST_WAIT = 15 * 60


class UntilSent(BaseRetryStrategy):
    """Soon at first, then every quarter of an hour: a mail server may be down for days."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if not isinstance(exception, OSError):  # SMTPException is one
            return WhenDatabaseIsBack().get_retry_decision(exception=exception, job=job)
        wait = min(FIRST_WAIT * 2 ** min(job.attempts, 10), LONGEST_WAIT)
        return RetryDecision(retry_in={"seconds": wait})


@app.task(name="notifications.send", queue="mail", retry=UntilSent())
def send_notification(notification_id: str) -> None:
    """Send a mail, and whatever else is ready for the same person."""
    deliver(Notification.objects.get(id=UUID(notification_id)).to_email)


# Also finds what has no job: mails whose time came, and those of a worker that was away for days.
@app.periodic(cron="*/5 * * * *")
@app.task(name="notifications.sweep", queue="mail", pass_context=False, retry=WhenDatabaseIsBack())
def sweep_mails(timestamp: int) -> None:  # noqa: ARG001 - the moment it was due
    """Send what is ready. While the mail server is away the next sweep tries again."""
    drop_outdated()
    with suppress(OSError):
        sweep()


@app.periodic(cron="*/5 * * * *")
@app.task(
    name="notifications.read_returned", queue="mail", pass_context=False, retry=WhenDatabaseIsBack()
)
def read_returned(timestamp: int) -> None:  # noqa: ARG001 - the moment it was due
    """Read the mails that came back, where there is a mailbox for them."""
    if settings.BOUNCE_MAILBOX:
        with suppress(FileNotFoundError):  # the doctor tells
            read_maildir(Path(settings.BOUNCE_MAILBOX))
