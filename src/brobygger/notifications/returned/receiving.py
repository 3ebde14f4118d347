"""Acting on the reports: what is held, and for whom."""

import mailbox
from pathlib import Path

from django.db import transaction

from brobygger.notifications.domain.addresses import came_back
from brobygger.notifications.models import Letter
from brobygger.notifications.returned.reports import read_report


@transaction.atomic
def receive(content: bytes) -> bool | None:
    """Act on one mail to the return address: None when it is no report.

    Answers whether it was about a letter of ours. A report counts only when it names a letter we
    have sent and gives up the very address we sent it to; anybody can write a report. Receiving
    the same one again changes nothing.
    """
    report = read_report(content)
    if report is None:
        return None
    ours = False
    for letter in Letter.objects.filter(id__in=report.letters, sent_at__isnull=False):
        to = letter.to_email.casefold()
        for failure in report.failures:
            if to in failure.addresses:
                came_back(letter, failure.code, for_good=failure.for_good)
                ours = True
    return ours


def read_maildir(path: Path) -> int:
    """Act on every unread mail in a Maildir; answers how many reports there were.

    Reports are deleted once they have been acted on. Anything else is marked as read and left for
    a person. Raises OSError when there is no such folder.
    """
    if not path.is_dir():
        raise FileNotFoundError(2, "no such Maildir", str(path))
    box = mailbox.Maildir(path, factory=None, create=False)
    reports = 0
    for key, mail in list(box.iteritems()):
        if "S" in mail.get_flags():
            continue
        if receive(mail.as_bytes()) is None:
            mail.set_subdir("cur")
            mail.add_flag("S")
            box[key] = mail
        else:
            box.discard(key)
            reports += 1
    return reports
