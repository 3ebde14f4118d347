"""`brobygger serve-web`: the web process, on a socket the supervisor listens on."""

import argparse
import contextlib
import io
import os
import socket

from .prepare import prepare
from .serving import serve


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--listen", type=int, required=True, help="den lyttende sokkels nummer")
    parser.add_argument("--tell", type=int, help="gør alt klar først, og skriv hertil, når det er")


def run(options: argparse.Namespace) -> int:
    """Serve the pages until asked to stop.

    With --tell, first bring the installation to this version (one process less to wait for),
    and write what there is to say when the pages can be had.
    """
    said = io.StringIO()
    if options.tell is not None:
        with contextlib.redirect_stdout(said):
            prepare()

    def ready() -> None:
        if options.tell is not None:
            with os.fdopen(options.tell, "w", encoding="utf-8") as line:
                line.write(f"{said.getvalue()}\0")

    with socket.socket(fileno=options.listen) as listener:
        serve(listener, ready)
    return 0
