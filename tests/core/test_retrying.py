import pytest
from django.db import InterfaceError, OperationalError
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job

from brobygger.core import clock
from brobygger.core.retrying import LONGEST_WAIT, TRIES, WhenDatabaseIsBack


def wait_after(error: BaseException, attempts: int) -> float | None:
    """Seconds until the job is done again; None when it is given up."""
    job = Job(id=1, queue="q", lock=None, queueing_lock=None, task_name="t", attempts=attempts)
    decision = WhenDatabaseIsBack().get_retry_decision(exception=error, job=job)
    if decision is None or decision.retry_at is None:
        return None
    return (decision.retry_at - clock.now()).total_seconds()


@pytest.mark.parametrize("error", [OperationalError(), InterfaceError(), ConnectorException()])
def test_a_job_is_done_again_when_the_database_went_away(error: BaseException) -> None:
    assert wait_after(error, 0) == pytest.approx(1, abs=1)
    assert wait_after(error, TRIES - 1) == pytest.approx(LONGEST_WAIT, abs=1)


def test_not_for_ever() -> None:
    assert wait_after(OperationalError(), TRIES) is None


def test_our_own_mistakes_are_not_repeated() -> None:
    assert wait_after(ValueError(), 0) is None


def test_every_task_of_ours_is_done_again() -> None:
    """A task without a retry would be given up when the database is restarted."""
    ours = [task for task in app.tasks.values() if not task.name.startswith("builtin")]
    assert len(ours) > 5
    assert [task.name for task in ours if task.retry_strategy is None] == []
