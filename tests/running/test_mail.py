"""`kill -9` of the worker in the middle of a mail, and a clock that jumps, for real processes."""

import os
import signal
import subprocess
import sys

import pytest

from tests.mailserver import post_office
from tests.running.installation import PATIENCE, Installation, eventually

pytestmark = pytest.mark.running

WRITE = """
from brobygger.notifications.domain.notify import Recipient, notify
to = Recipient(email="amina@koret.example", name="Amina")
notify("agreement_code", to=to, context={"code": "123456", "minutes": 10}, key="k")
"""
SWEEP = """
from brobygger.notifications.tasks import sweep_mails
sweep_mails.defer(timestamp=1)
"""
# A mail for the weekly gathering, while the clock of the process jumps weeks ahead and back.
JUMP = """
import os
from datetime import timedelta
from brobygger.core import clock
from brobygger.notifications.domain.addresses import fingerprint
from brobygger.notifications.domain.choices import choose
from brobygger.notifications.domain.notify import Recipient, notify
from brobygger.notifications.domain.sending import sweep
from brobygger.notifications.hours import Hours
to = Recipient(email="bo@klub.example")
choose(fingerprint(to.email), {"agreement_declined": "weekly"}, Hours(0, 0, weekends=True))
words = {"title": "Koret", "who": "Bo", "party": "Klubben", "reason": "Nej"}
notify("agreement_declined", to=to, context=words, key="d")
sent = []
for days in (400, 0, 8, 0, 16):
    os.environ["BROBYGGER_CLOCK_SHIFT"] = str(timedelta(days=days).total_seconds())
    sent.append(sweep())
print(sent)
"""


def test_a_worker_killed_in_the_middle_of_a_mail_and_a_clock_that_jumps(
    site: Installation,
) -> None:
    with post_office() as office:
        site.more["BROBYGGER_SMTP_URL"] = f"smtp://127.0.0.1:{office.port}"
        office.slow = True
        site.start()
        worker = site.pid("worker")
        assert worker is not None
        site.python(WRITE)
        eventually(lambda: office.begun, "the worker to be in the middle of the mail")
        os.kill(worker, signal.SIGKILL)
        eventually(lambda: office.given_up, "the server to see that nobody is there")
        office.slow = False
        # What the clock would start within five minutes.
        site.python(SWEEP)
        eventually(lambda: office.mails, "the mail")

        assert site.python(JUMP) == "[1, 0, 0, 0, 0]"
        assert [mail["To"] for mail in office.mails] == [
            "Amina <amina@koret.example>",
            "bo@klub.example",
        ]
        assert (office.begun, office.given_up) == (3, 1)
        assert piped(site, b"") == 65
        assert piped(site, b"Subject: Hej\n\nTil mandag") == 0


def piped(site: Installation, mail: bytes) -> int:
    """The exit code of `brobygger bounce`, as a mail server sees it."""
    command = [sys.executable, "-m", "brobygger", "bounce"]
    done = subprocess.run(command, input=mail, env=site.environ, check=False, timeout=PATIENCE)
    return done.returncode
