"""`brobygger serve-web`: the web process, on a socket the supervisor listens on."""

import argparse
import contextlib
import io
import os
import socket
from collections.abc import Callable

import uvicorn

from .prepare import prepare


class Server(uvicorn.Server):
    """Says when it takes requests."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, then say so."""
        await super().startup(sockets)
        self.ready()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--listen", type=int, required=True, help="den lyttende sokkels nummer")
    parser.add_argument("--tell", type=int, help="gør alt klar først, og skriv hertil, når det er")


def run(options: argparse.Namespace) -> int:
    """Serve the pages until asked to stop; answers under way get a few seconds.

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

    config = uvicorn.Config(
        "brobygger.config.asgi:application",
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
        forwarded_allow_ips=os.environ.get("BROBYGGER_PROXIES", "127.0.0.1"),
    )
    with socket.socket(fileno=options.listen) as listener:
        Server(config, ready).run(sockets=[listener])
    return 0
