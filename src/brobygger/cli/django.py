"""Django, for the commands that need it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from brobygger.embedded.errors import EmbeddedError
from brobygger.embedded.paths import data_folder
from brobygger.embedded.postgres import start_or_join

if TYPE_CHECKING:
    from brobygger.workspaces.models import Workspace

OLDEST_POSTGRES = 150000


@contextmanager
def django_ready() -> Iterator[None]:
    """Django set up against a running database; the embedded one is started or joined.

    Refusals meant for people come out as EmbeddedError, which the command line shows as it is.
    """
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brobygger.config.settings")
    data = data_folder()
    with start_or_join(data) as address:
        os.environ["BROBYGGER_DATA"] = str(data)
        os.environ["DATABASE_URL"] = address
        with _refusals_in_words():
            django.setup()
            yield


@contextmanager
def brobygger_ready() -> Iterator[None]:
    """As django_ready, with the database brought up to this version.

    Raises EmbeddedError when the database server is too old.
    """
    with django_ready():
        from django.core.management import call_command

        check_database()
        call_command("migrate", interactive=False, verbosity=0)
        yield


def check_database() -> None:
    """Raise EmbeddedError when the database server is too old."""
    from django.db import connection

    connection.ensure_connection()
    if getattr(connection, "pg_version", OLDEST_POSTGRES) < OLDEST_POSTGRES:
        raise EmbeddedError("Brobygger kræver PostgreSQL 15 eller nyere. Intet er ændret.")


@contextmanager
def _refusals_in_words() -> Iterator[None]:
    from django.core.exceptions import ImproperlyConfigured, ValidationError
    from django.db import OperationalError

    from brobygger.core.errors import UserError

    try:
        yield
    except (UserError, ImproperlyConfigured) as error:
        raise EmbeddedError(str(error)) from error
    except ValidationError as error:
        raise EmbeddedError(" ".join(error.messages)) from error
    except OperationalError as error:
        raise EmbeddedError(f"Databasen svarer ikke, som den skal: {error}") from error


def find_workspace(slug: str) -> "Workspace":
    """The workspace of that short name. Raises EmbeddedError, naming those there are."""
    from brobygger.workspaces.models import Workspace

    if found := Workspace.objects.filter(slug=slug).first():
        return found
    names = ", ".join(Workspace.objects.order_by("slug").values_list("slug", flat=True)[:20])
    others = f"Her er: {names}." if names else "Opret et med brobygger create-workspace."
    raise EmbeddedError(f"Der er intet arbejdsrum, der hedder »{slug}«. {others}")
