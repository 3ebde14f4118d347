"""The database restarted while everybody works, and a clock that goes far ahead and back."""

import http.client
import os
import signal
import threading
import time
from collections.abc import Callable
from datetime import timedelta

import psycopg
import pytest

from tests.mailserver import post_office
from tests.running.installation import Installation, eventually
from tests.running.writer import Writer

pytestmark = pytest.mark.running
Writing = Callable[[Installation], Writer]
MAILS = 40
NOTIFY = f"""
from brobygger.notifications.domain.notify import Recipient, notify
for number in range({MAILS}):
    to = Recipient(email=f"nr{{number}}@koret.example")
    notify("agreement_code", to=to, context={{"code": "123456", "minutes": 10}}, key=f"k{{number}}")
"""


class Visitor(threading.Thread):
    """Asks for a page that needs the database, again and again; notes what came."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self.port = port
        self.answers: list[int] = []
        self._enough = threading.Event()

    def run(self) -> None:
        while not self._enough.is_set():
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            # Whose session it is, is looked up.
            head = {"Host": "localhost", "Cookie": "sessionid=abcdefghijklmnopqrstuvwxyz012345"}
            connection.request("GET", "/account/login/", headers=head)
            self.answers.append(connection.getresponse().status)
            connection.close()
            time.sleep(0.02)

    def finish(self) -> None:
        """Ask no more. Fails when a question got no answer at all."""
        self._enough.set()
        assert self.is_alive()
        self.join()


def restart_database(site: Installation, writing: Writer) -> None:
    """As the system's own restart does: in order, with everybody cut off."""
    database = site.pid("database")
    assert database is not None
    os.kill(database, signal.SIGINT)
    eventually(lambda: site.pid("database") not in {database, None}, "a new database")
    seen = len(writing.acknowledged)
    eventually(lambda: len(writing.acknowledged) > seen + 20, "rows after the restart")


def test_the_database_is_restarted_while_everybody_works(
    site: Installation, writer: Writing
) -> None:
    with post_office() as office:
        site.more["BROBYGGER_SMTP_URL"] = f"smtp://127.0.0.1:{office.port}"
        site.start()
        writing, visitor = writer(site), Visitor(site.port)
        visitor.start()
        eventually(lambda: len(visitor.answers) > 5, "the first pages")
        site.python(NOTIFY)
        for _ in range(2):
            restart_database(site, writing)
        # What the clock would start within five minutes.
        assert site.python(SWEEP) == ""
        eventually(lambda: {mail["To"] for mail in office.mails} == EVERYBODY, "every mail")
        served = len(visitor.answers)
        eventually(lambda: visitor.answers[served:].count(200) > 5, "pages after the restart")
        visitor.finish()
        writing.finish()
        assert set(visitor.answers) <= {200, 503}
        assert visitor.answers[-3:] == [200, 200, 200]
        assert writing.lost() == set()
        assert jobs(site, "status = 'failed'") == 0


EVERYBODY = {f"nr{number}@koret.example" for number in range(MAILS)}
SWEEP = """
from brobygger.notifications.tasks import sweep_mails
sweep_mails.defer(timestamp=1)
"""
LOOK = """
from brobygger.links.domain.links import find_link
from brobygger.links.exceptions import LinkExpired
from brobygger.links.models import Purpose
def look(token):
    try:
        return str(find_link(token, Purpose.CALENDAR).purpose)
    except LinkExpired:
        return "expired"
"""
MAKE = """
from datetime import timedelta
from brobygger.core import clock
from brobygger.core.ids import new_id
from brobygger.core.tasks import retry_stalled
from brobygger.links.domain.links import issue_link
from brobygger.links.models import Purpose
retry_stalled.defer(timestamp=7)
print(issue_link(purpose=Purpose.CALENDAR, subject=("collaboration", new_id()), by=None,
    expires_at=clock.now() + timedelta(days=30))[1])
"""
OURS = "args ->> 'timestamp' = '7'"


def jobs(site: Installation, which: str) -> int:
    """How many jobs there are of that kind."""
    with psycopg.connect(site.database) as connection:
        asking = f"SELECT count(*) FROM procrastinate_jobs WHERE {which}"
        row = connection.execute(asking.encode()).fetchone()
    assert row is not None
    return int(row[0])


def stop(site: Installation) -> None:
    process = site.runs[-1]
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0


def test_a_clock_that_goes_far_ahead_and_back_breaks_nothing(site: Installation) -> None:
    today = site.python(MAKE)
    site.more["BROBYGGER_CLOCK_SHIFT"] = str(timedelta(days=400).total_seconds())
    site.start()
    assert site.answers()
    eventually(lambda: jobs(site, OURS) == 0, "the job from before")
    said = site.python(f"{LOOK}{MAKE}print(look({today!r}))").split()
    assert said[1] == "expired"
    stop(site)

    del site.more["BROBYGGER_CLOCK_SHIFT"]
    site.start()
    assert site.answers()
    eventually(lambda: jobs(site, OURS) == 0, "the job from the future")
    found = site.python(f"{LOOK}print(look({today!r}), look({said[0]!r}))")
    assert found == "followup.calendar followup.calendar"
    doctor = site.command("doctor")
    assert (doctor.returncode, doctor.stderr) == (1, "")
    assert "Uret er gået tilbage" in doctor.stdout
