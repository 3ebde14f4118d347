"""What the worker does by the clock."""

from procrastinate.contrib.django import app

from brobygger.core.retrying import WhenDatabaseIsBack
from brobygger.followup.domain.mails import remind_of_meetings


# Every hour of the day, so that a worker that was down catches up; each mail is written once.
@app.periodic(cron="5 6-18 * * *")
@app.task(name="followup.remind", queue="mail", pass_context=False, retry=WhenDatabaseIsBack())
def remind(timestamp: int) -> None:  # noqa: ARG001 - the moment it was due
    """Remind of the meetings of the coming week."""
    remind_of_meetings()
