"""`brobygger doctor`: is everything as it should be? In plain words."""

import argparse
import os
import platform
import socket
from collections.abc import Iterator

from brobygger.accounts.oidc.configuration import read_providers
from brobygger.embedded.binaries import find_binaries
from brobygger.embedded.cluster import existing_major
from brobygger.embedded.errors import EmbeddedError
from brobygger.embedded.paths import DataFolder, data_folder
from brobygger.embedded.upgrade import newer_here
from brobygger.notifications import smtp_url

from .django import django_ready
from .doctor_database import look_inside
from .doctor_folder import look_at_backups, look_at_folder
from .findings import Finding, bad, good, note, tell_json, tell_lines
from .run import check_demo
from .tools import check_tools


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="svar som JSON, til overvågning")


def run(options: argparse.Namespace) -> int:
    """Look at everything Brobygger needs; answers 0 when nothing is wrong."""
    tell = tell_json if options.json else tell_lines
    folder = DataFolder(data_folder())
    try:
        folder.create()
    except EmbeddedError as error:
        refusal = bad(str(error))
        return tell([_python, lambda: [refusal]])
    return tell([_python, _programs, _tools, _data, _mail, _providers, _database])


def _python() -> Iterator[Finding]:
    yield good(f"Python {platform.python_version()}")


def _programs() -> Iterator[Finding]:
    if os.environ.get("DATABASE_URL"):
        yield good("Databasen er jeres egen (DATABASE_URL)")
        return
    try:
        found = find_binaries(major=existing_major(DataFolder(data_folder()).cluster))
    except EmbeddedError as error:
        yield bad(str(error))
    else:
        yield good(f"PostgreSQL {found.major} i {found.folder}")
        if newer := newer_here(DataFolder(data_folder())):
            yield note(
                f"Her er også PostgreSQL {newer[1]}. Kør brobygger upgrade-database, når det "
                "passer jer; den gamle database bliver gemt"
            )


def _tools() -> Iterator[Finding]:
    try:
        count = check_tools()
    except EmbeddedError as error:
        yield bad(str(error))
    else:
        yield good(f"{count} redskaber kan læses")


def _data() -> Iterator[Finding]:
    folder = DataFolder(data_folder())
    yield from look_at_folder(folder)
    yield from look_at_backups(folder)


def _mail() -> Iterator[Finding]:
    address = os.environ.get("BROBYGGER_SMTP_URL", "")
    try:
        check_demo(dict(os.environ))
    except EmbeddedError as error:
        yield bad(str(error))
        return
    if not address:
        return  # what that means for the mails is told where they lie, in the database
    try:
        server = smtp_url.parse(address)
    except ValueError as error:
        yield bad(str(error))
        return
    host, port = server["EMAIL_HOST"], server["EMAIL_PORT"]
    try:
        socket.create_connection((host, port), timeout=5).close()
    except OSError as error:
        yield bad(f"Mailserveren {host}:{port} svarer ikke: {error}")
    else:
        yield good(f"Mailserveren {host}:{port} svarer")


def _providers() -> Iterator[Finding]:
    import requests

    from brobygger.accounts.oidc.discovery import discover

    try:
        providers = read_providers(os.environ)
    except ValueError as error:
        yield bad(str(error))
        return
    for provider in providers:
        try:
            discover(provider)
        except requests.RequestException as error:
            yield bad(f"{provider.name} svarer ikke på {provider.discovery_url}: {error}")
        else:
            yield good(f"{provider.name} svarer ({provider.issuer})")


def _database() -> Iterator[Finding]:
    try:
        with django_ready():
            yield from look_inside()
    except EmbeddedError as error:
        yield bad(str(error))
