"""`brobygger serve-web`: the web process, on a socket the supervisor listens on."""

import argparse
import os
import socket


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("descriptor", type=int, help="den lyttende sokkels nummer")


def run(options: argparse.Namespace) -> int:
    """Serve the pages until asked to stop; answers under way get a few seconds."""
    import uvicorn

    config = uvicorn.Config(
        "brobygger.config.asgi:application",
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
        forwarded_allow_ips=os.environ.get("BROBYGGER_PROXIES", "127.0.0.1"),
    )
    with socket.socket(fileno=options.descriptor) as listener:
        uvicorn.Server(config).run(sockets=[listener])
    return 0
