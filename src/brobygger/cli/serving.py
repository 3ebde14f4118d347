"""The web server itself, for those of our commands that serve pages."""

import gc
import os
import socket
from collections.abc import Callable

import uvicorn


class Server(uvicorn.Server):
    """Says when it takes requests."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, then say so."""
        await super().startup(sockets)
        leave_in_peace()
        self.ready()


def leave_in_peace() -> None:
    """Let Python's search for unreachable objects pass by all there is now: half a million that
    last as long as the process. Somebody's page waited 0.1 second for it every now and then."""
    gc.collect()
    gc.freeze()


def serve(listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serve the pages until asked to stop; answers under way get a few seconds.

    Its own log of requests is off: it writes whole addresses, and they hold the keys of links.
    """
    config = uvicorn.Config(
        "brobygger.config.asgi:application",
        lifespan="off",
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
        forwarded_allow_ips=os.environ.get("BROBYGGER_PROXIES", "127.0.0.1"),
    )
    Server(config, ready).run(sockets=[listener])
