"""`brobygger synthetic-register`: an invented register of any size, to measure and to try on."""

import argparse

from brobygger.embedded.errors import EmbeddedError

from .django import brobygger_ready, find_workspace


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--workspace", required=True, metavar="NAVN", help="det korte navn")
    parser.add_argument("--number", type=int, default=1000, metavar="N", help="hvor mange aktører")
    parser.add_argument("--seed", type=int, default=1, metavar="TAL", help="samme tal, samme navne")


def run(options: argparse.Namespace) -> int:
    """Fill a workspace whose register is empty; invented actors never mix with real ones.

    Raises EmbeddedError when there is no such workspace, or somebody is in its register.
    """
    if options.number < 1:
        raise EmbeddedError("Antallet skal være mindst 1.")
    with brobygger_ready():
        from brobygger.actors.models import Actor
        from brobygger.core import clock
        from brobygger.demo.synthetic import fill

        workspace = find_workspace(options.workspace)
        if Actor.objects.filter(workspace=workspace, is_host=False).exists():
            raise EmbeddedError(
                f"{workspace.name} har allerede et register. Lav et nyt arbejdsrum med "
                "create-workspace, og prøv igen."
            )
        count = fill(workspace, options.number, seed=options.seed, today=clock.today())
    print(f"{count} opdigtede aktører ligger i {options.workspace}.")
    return 0
