"""`brobygger worker`: mails, reminders and the rest that is done in the background."""

import argparse
import os

from .alone import check_own_database
from .django import django_ready

# What is done is done; what failed stays, for `doctor` to tell of.
WORK = ("worker", "--shutdown-graceful-timeout=8", "--delete-jobs=successful")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It has none."""


def run(options: argparse.Namespace) -> int:  # noqa: ARG001
    """Work until asked to stop; the job in hand gets a few seconds.

    Raises EmbeddedError without a database of one's own.
    """
    check_own_database()
    os.environ["BROBYGGER_DATABASE_POOL"] = "0"  # procrastinate brings its own
    with django_ready():
        from django.core.management import execute_from_command_line

        execute_from_command_line(["brobygger", "procrastinate", *WORK])
    return 0
