"""`brobygger bounce < mail`: a mail that came back, from the mail server's pipe."""

import argparse
import os
import sys

from brobygger.embedded.errors import EmbeddedError

from .django import django_ready

# As mail servers read exit codes (sysexits.h): keep the mail, and try again later.
TRY_LATER = 75
NO_MAIL = 65
AT_MOST = 25 * 1024 * 1024


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It has none: the mail comes on standard input."""


def run(options: argparse.Namespace) -> int:  # noqa: ARG001
    """Note which mail came back. Anything that is no report is taken and left alone.

    Answers 0 when the mail has been read, 65 when there was none, 75 when the database does not
    answer: then the mail server keeps the mail and tries again.
    """
    content = sys.stdin.buffer.read(AT_MOST)
    if not content.strip():
        print("Der kom ingen mail på standard input.", file=sys.stderr)
        return NO_MAIL
    try:
        with django_ready():
            from brobygger.notifications.returned.receiving import receive

            ours = receive(content)
    except (EmbeddedError, OSError) as problem:
        print(problem, file=sys.stderr)
        return TRY_LATER
    print(_SAID[ours])
    return os.EX_OK


_SAID = {
    True: "Noteret: mailen kom tilbage.",
    False: "En returmail, men ikke om en mail herfra.",
    None: "Det er ikke en returmail.",
}
