"""Ports for the sites the tests start."""

import secrets
import socket
from contextlib import suppress

FIRST, MANY = 20_000, 12_000


def free_port() -> int:
    """A port nobody listens on, below those the system lends to whoever calls out.

    One of these could be lent to a browser in the seconds until the site has started.
    """
    for _try in range(100):
        port = FIRST + secrets.randbelow(MANY)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise AssertionError("no free port")
