"""`brobygger prepare`: the database and the static files brought to this version."""

import argparse

from .django import brobygger_ready
from .static_files import gather_static
from .tools import check_tools


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It has none."""


def run(options: argparse.Namespace) -> int:  # noqa: ARG001
    """Bring the installation to this version without starting it."""
    prepare()
    return 0


def prepare() -> None:
    """Migrate, gather static files and, in demo mode, see to the demo data.

    Prints the demo's log-ins. Raises EmbeddedError when demo mode meets real data, or a tool of
    the catalogue cannot be read.
    """
    check_tools()
    with brobygger_ready():
        from django.conf import settings
        from django.db import connections

        gather_static()
        if settings.BROBYGGER_DEMO:
            from brobygger.demo.seed import seed

            from .demo import check_no_real_data

            check_no_real_data()
            seed()
        connections.close_all()
