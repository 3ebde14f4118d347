"""The worker's own upkeep."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from brobygger.core.brakes import forget_brakes
from brobygger.core.retrying import WhenDatabaseIsBack


@app.periodic(cron="* * * * *")
@app.task(name="core.retry_stalled", queue="upkeep", pass_context=True, retry=WhenDatabaseIsBack())
async def retry_stalled(context: JobContext, timestamp: int) -> None:  # noqa: ARG001
    """Queue again what a worker had in hand when it was killed.

    A worker gives a sign of life every ten seconds; after thirty without, its jobs are anybody's.
    """
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.retry_job(job)


@app.periodic(cron="11 * * * *")
@app.task(name="core.forget_brakes", queue="upkeep", retry=WhenDatabaseIsBack())
def forget_old_brakes(timestamp: int) -> None:  # noqa: ARG001
    """Limits that no longer hold anybody back are forgotten, every hour."""
    forget_brakes()
