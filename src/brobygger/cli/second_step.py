"""`brobygger remove-second-step`: for somebody whose telephone and emergency codes are gone."""

import argparse

from brobygger.embedded.errors import EmbeddedError

from .django import brobygger_ready


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="E-MAIL", help="kontoens e-mail")


def run(options: argparse.Namespace) -> int:
    """Take away app, passkeys and emergency codes, and end the person's log-ins.

    Make sure first that it is them: whoever reads their mail gets in with a code afterwards.
    Raises EmbeddedError when there is no such account.
    """
    with brobygger_ready():
        from brobygger.accounts.domain.second_steps import remove_second_steps
        from brobygger.accounts.models import User

        user = User.objects.filter(email__iexact=options.email.strip()).first()
        if user is None:
            raise EmbeddedError(f"Der er ingen konto med »{options.email}«. Intet er ændret.")
        removed = remove_second_steps(user)
    if removed:
        print(f"{user.email} kan nu logge ind med en kode på mail alene og har fået besked.")
    else:
        print(f"{user.email} havde ikke noget trin mere. Intet er ændret.")
    return 0
