"""When a job is done again because the database went away in the middle of it."""

from django.db import InterfaceError, OperationalError
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job

GONE = (OperationalError, InterfaceError, ConnectorException)
TRIES = 12
LONGEST_WAIT = 60


class WhenDatabaseIsBack(BaseRetryStrategy):
    """A restarted database loses no job: it is done again, at first at once, then each minute.

    What goes wrong in any other way is given up, and doctor tells.
    """

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if not isinstance(exception, GONE) or job.attempts >= TRIES:
            return None
        return RetryDecision(retry_in={"seconds": min(2**job.attempts, LONGEST_WAIT)})
