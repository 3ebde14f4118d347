"""For the commands that run one part of a Brobygger and leave the rest to somebody else."""

import os

from brobygger.embedded.errors import EmbeddedError


def check_own_database() -> None:
    """Raise EmbeddedError without DATABASE_URL: ours belongs to `brobygger run`."""
    if not os.environ.get("DATABASE_URL"):
        raise EmbeddedError(
            "Sæt DATABASE_URL til jeres egen database. Den, der følger med, passes af "
            "»brobygger run«, som også starter web og arbejder."
        )
