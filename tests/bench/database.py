"""A database of the benchmark's own, and one line for each result."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any


def print_line(**said: Any) -> None:
    """One result, at once, so that a long run can be followed."""
    print(json.dumps(said, ensure_ascii=False), flush=True)


@contextmanager
def own_database(keep: Path | None) -> Iterator[Path]:
    """Start one and make it the one everything uses; `keep` lets it stay in that folder."""
    from brobygger.embedded.postgres import start_or_join

    os.environ.pop("DATABASE_URL", None)
    with ExitStack() as stack:
        temporary = tempfile.TemporaryDirectory(prefix="bb-bench-")
        folder = keep or Path(stack.enter_context(temporary))
        folder.mkdir(parents=True, exist_ok=True)
        with start_or_join(folder / "data") as address:
            os.environ |= {"DATABASE_URL": address, "BROBYGGER_DATA": str(folder / "data")}
            try:
                yield folder
            finally:
                _hang_up()


def _hang_up() -> None:
    from django.apps import apps
    from django.db import connections

    if apps.ready:
        connections.close_all()


def set_up() -> None:
    """Django on that database, with all tables."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brobygger.config.settings")
    os.environ["BROBYGGER_DATABASE_POOL"] = "0"
    import logging

    import django
    from django.core.management import call_command

    django.setup()
    logging.disable(logging.CRITICAL)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
