"""What the worker does by the clock."""

from procrastinate.contrib.django import app

from brobygger.core.retrying import WhenDatabaseIsBack
from brobygger.visits.domain.mails import remind_of_promises, remind_of_visits
from brobygger.visits.domain.thanks import send_due


@app.periodic(cron="* * * * *")
@app.task(name="visits.thanks", queue="mail", pass_context=False, retry=WhenDatabaseIsBack())
def send_thanks(timestamp: int) -> None:  # noqa: ARG001 - the moment it was due
    """Send the thank-yous nobody took back in time."""
    send_due()


# Every hour of the day, so that a worker that was down catches up; each mail is written once.
@app.periodic(cron="10 6-18 * * *")
@app.task(name="visits.remind", queue="mail", pass_context=False, retry=WhenDatabaseIsBack())
def remind(timestamp: int) -> None:  # noqa: ARG001 - the moment it was due
    """Remind our own people of the visits of tomorrow and the promises of today."""
    remind_of_visits()
    remind_of_promises()
