"""What the worker does for people's data."""

import logging
from uuid import UUID

from procrastinate import JobContext
from procrastinate.contrib.django import app

from brobygger.core.retrying import WhenDatabaseIsBack
from brobygger.privacy.domain.requests import make_extract
from brobygger.privacy.domain.retention import enforce
from brobygger.privacy.exceptions import AlreadyRunning

log = logging.getLogger(__name__)

DONE_JOBS_HOURS = 14 * 24


@app.periodic(cron="41 2 * * *")
@app.task(
    name="privacy.enforce_retention",
    queue="upkeep",
    lock="privacy.retention",
    pass_context=False,
    retry=WhenDatabaseIsBack(),
)
def enforce_retention(timestamp: int) -> None:  # noqa: ARG001 - the moment it was due
    """Every night: what data_retention.yaml says is over, goes.

    Raises RuntimeError when a table could not be done, so that doctor tells of it.
    """
    try:
        lines = enforce()
    except AlreadyRunning:
        log.info("retention runs already")
        return
    if failed := [line.label for line in lines if line.failed]:
        raise RuntimeError(f"retention stopped at {', '.join(failed)}")


@app.periodic(cron="11 2 * * *")
@app.task(name="privacy.forget_jobs", queue="upkeep", pass_context=True, retry=WhenDatabaseIsBack())
async def forget_jobs(context: JobContext, timestamp: int) -> None:  # noqa: ARG001
    """Every night: jobs done two weeks ago are forgotten. They hold keys only."""
    await context.app.job_manager.delete_old_jobs(nb_hours=DONE_JOBS_HOURS)


@app.task(name="privacy.extract_person", queue="upkeep", retry=WhenDatabaseIsBack())
def extract_person(export_id: str) -> None:
    """Make an extract somebody waits for."""
    make_extract(UUID(export_id))
