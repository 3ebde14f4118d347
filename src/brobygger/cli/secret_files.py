"""Secrets that lie in files, as containers and systemd hand them over."""

from collections.abc import MutableMapping
from pathlib import Path

from brobygger.embedded.errors import EmbeddedError

# Each may be given as NAME_FILE instead, the path of a file with nothing else in it.
SECRETS = (
    "DATABASE_URL",
    "BROBYGGER_SECRET_KEY",
    "BROBYGGER_SECRET_KEY_FALLBACKS",
    "BROBYGGER_SMTP_URL",
    "BROBYGGER_METRICS_TOKEN",
)


def read_secret_files(environ: MutableMapping[str, str]) -> None:
    """Put what the files say in the place of their paths.

    Raises EmbeddedError when a file cannot be read, or when both ways are used at once.
    """
    for name in SECRETS:
        path = environ.pop(f"{name}_FILE", "")
        if not path:
            continue
        if environ.get(name):
            raise EmbeddedError(f"Både {name} og {name}_FILE er sat. Vælg den ene.")
        try:
            environ[name] = Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise EmbeddedError(f"{name}_FILE: {path} kan ikke læses: {error.strerror}.") from error
