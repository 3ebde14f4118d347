"""`brobygger log-out`: ends somebody's log-ins, or everybody's."""

import argparse

from brobygger.embedded.errors import EmbeddedError

from .django import brobygger_ready


def add_arguments(parser: argparse.ArgumentParser) -> None:
    who = parser.add_mutually_exclusive_group(required=True)
    who.add_argument("email", nargs="?", metavar="E-MAIL", help="personens adresse")
    who.add_argument("--all", action="store_true", help="alle")


def run(options: argparse.Namespace) -> int:
    """End the log-ins; whoever had one must log in again at the next click.

    Raises EmbeddedError when nobody has the address.
    """
    with brobygger_ready():
        from brobygger.accounts.domain.sessions import close_sessions
        from brobygger.accounts.models import Session, User

        if options.all:
            ended = Session.objects.all().delete()[0]
        else:
            person = User.objects.filter(email__iexact=options.email.strip()).first()
            if person is None:
                raise EmbeddedError(f"Ingen har en konto med adressen {options.email}.")
            ended = close_sessions(by=person)
    print("Ingen var logget ind." if not ended else f"{ended} log-ind er lukket.")
    return 0
