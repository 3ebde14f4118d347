"""`brobygger prepare`: the database and the static files brought to this version."""

import argparse

from .django import brobygger_ready


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It has none."""


def run(options: argparse.Namespace) -> int:  # noqa: ARG001
    """Migrate, gather static files and, in demo mode, see to the demo data.

    What it prints is shown when the web answers: the demo's log-ins.
    """
    with brobygger_ready():
        from django.conf import settings
        from django.core.management import call_command

        call_command("collectstatic", interactive=False, verbosity=0)
        if settings.BROBYGGER_DEMO:
            from brobygger.demo.seed import seed

            from .demo import check_no_real_data

            check_no_real_data()
            seed()
    return 0
