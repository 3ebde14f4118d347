"""`brobygger demo`: fills the installation with the invented municipality."""

import argparse
import os

from brobygger.embedded.errors import EmbeddedError

from .django import brobygger_ready
from .run import check_demo


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It has none."""


def run(options: argparse.Namespace) -> int:  # noqa: ARG001
    """Seed the demo data, once; a second time changes nothing.

    Raises EmbeddedError together with a real mail server, and in an installation with real data.
    """
    os.environ["BROBYGGER_DEMO"] = "1"
    check_demo(dict(os.environ))
    with brobygger_ready():
        check_no_real_data()
        from brobygger.demo.seed import seed

        seed()
        print("Demoens data er på plads.")
    return 0


def check_no_real_data() -> None:
    """Raise EmbeddedError when there are workspaces that are not the demo's."""
    from brobygger.demo.seed import WORKSPACE_SLUGS
    from brobygger.workspaces.models import Workspace

    if real := Workspace.objects.exclude(slug__in=WORKSPACE_SLUGS).first():
        raise EmbeddedError(
            f"Her er allerede rigtige data ({real.name}), så demoen lægges ikke oveni. Vælg en "
            "anden datamappe med BROBYGGER_DATA."
        )
