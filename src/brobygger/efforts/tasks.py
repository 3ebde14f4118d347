"""What the worker does by the clock."""

from procrastinate.contrib.django import app

from brobygger.core.retrying import WhenDatabaseIsBack
from brobygger.efforts.domain.reviews import remind_of_reviews


# Some hours of the day, so that a worker that was down catches up; each mail is written once.
@app.periodic(cron="25 6-16/2 * * *")
@app.task(name="efforts.remind", queue="mail", pass_context=False, retry=WhenDatabaseIsBack())
def remind(timestamp: int) -> None:  # noqa: ARG001 - the moment it was due
    """Tell those responsible that it is time to look a list through."""
    remind_of_reviews()
