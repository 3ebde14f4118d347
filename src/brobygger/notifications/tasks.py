"""Mails are sent by the worker, again and again until the server takes them."""

from uuid import UUID

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from brobygger.notifications.domain.sending import send_waiting

FIRST_WAIT = 5
LONGEST_WAIT = 15 * 60


class UntilSent(BaseRetryStrategy):
    """Soon at first, then every quarter of an hour: a mail server may be down for days."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if not isinstance(exception, OSError):  # SMTPException is one
            return None
        wait = min(FIRST_WAIT * 2 ** min(job.attempts, 10), LONGEST_WAIT)
        return RetryDecision(retry_in={"seconds": wait})


@app.task(name="notifications.send", queue="mail", retry=UntilSent())
def send_notification(notification_id: str) -> None:
    """Send one mail."""
    send_waiting(UUID(notification_id))
