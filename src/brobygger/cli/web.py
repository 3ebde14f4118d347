"""`brobygger web`: the pages alone, where something else looks after database and worker."""

import argparse
import os
import socket

from brobygger.embedded.errors import EmbeddedError

from .alone import check_own_database
from .run import address_options, host_of, port_of
from .serving import serve


def add_arguments(parser: argparse.ArgumentParser) -> None:
    address_options(parser)


def run(options: argparse.Namespace) -> int:
    """Serve the pages until asked to stop. Changes nothing in the database by itself.

    Raises EmbeddedError without a database of one's own, and when the port is taken.
    """
    check_own_database()
    environ = dict(os.environ)
    host, port = host_of(options, environ), port_of(options, environ)
    try:
        listener = socket.create_server((host, port), backlog=512)
    except OSError as error:
        raise EmbeddedError(f"Port {port} på {host} kan ikke bruges: {error.strerror}.") from error
    with listener:
        serve(listener, lambda: print(f"Web svarer på {host}:{port}.", flush=True))
    return 0
