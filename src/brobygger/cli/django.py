"""Django, for the commands that need it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from brobygger.embedded.paths import data_folder
from brobygger.embedded.postgres import start_or_join


@contextmanager
def django_ready() -> Iterator[None]:
    """Django set up against a running database; the embedded one is started or joined."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brobygger.config.settings")
    data = data_folder()
    with start_or_join(data) as address:
        os.environ["BROBYGGER_DATA"] = str(data)
        os.environ["DATABASE_URL"] = address
        django.setup()
        yield


@contextmanager
def brobygger_ready() -> Iterator[None]:
    """As django_ready, with the database brought up to this version."""
    with django_ready():
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)
        yield
