"""`brobygger create-workspace`: the room of a municipality, and its first administrator."""

import argparse
import re

from brobygger.embedded.errors import EmbeddedError

from .django import brobygger_ready

SLUG = re.compile(r"[-\w]+", re.ASCII)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--slug", required=True, help="kort navn i adressen, fx birkelund")
    parser.add_argument("--name", required=True, help="navnet, fx »Birkelund Kommune«")
    parser.add_argument("--administrator", metavar="E-MAIL", help="den første, der kan logge ind")


def run(options: argparse.Namespace) -> int:
    """Make the workspace.

    Raises EmbeddedError when the short name is taken or no address can hold it, or when the
    administrator's e-mail address cannot be one.
    """
    if not SLUG.fullmatch(options.slug):
        raise EmbeddedError(
            f"Det korte navn »{options.slug}« kan ikke stå i en adresse. Brug kun a-z, tal og "
            "bindestreg. Intet er oprettet."
        )
    with brobygger_ready():
        if options.administrator:
            _check_email(options.administrator)
        from django.db import transaction

        from brobygger.accounts.domain.users import get_or_create_user
        from brobygger.authorization.roles import Role
        from brobygger.workspaces.domain.workspaces import add_member, create_workspace
        from brobygger.workspaces.models import Workspace

        if Workspace.objects.filter(slug=options.slug).exists():
            raise EmbeddedError(f"Der findes allerede et arbejdsrum, der hedder »{options.slug}«.")
        with transaction.atomic():
            made = create_workspace(slug=options.slug, name=options.name, by=None)
            if options.administrator:
                person = get_or_create_user(email=options.administrator)
                add_member(workspace=made, user=person, role=Role.ADMINISTRATOR, by=None)
        print(f"{made.name} er oprettet.")
        if options.administrator:
            print(f"{options.administrator} er administrator og logger ind med en kode på mail.")
    return 0


def _check_email(address: str) -> None:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    try:
        validate_email(address)
    except ValidationError as error:
        raise EmbeddedError(f"»{address}« er ikke en e-mailadresse. Intet er oprettet.") from error
