"""Where an installation keeps its things."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .errors import EmbeddedError

PACKAGE = Path(__file__).resolve().parent.parent


def checkout() -> Path | None:
    """The root of the source checkout this code runs from, or None when it is installed."""
    root = PACKAGE.parent.parent
    return root if (root / "pyproject.toml").is_file() and PACKAGE.parent.name == "src" else None


def data_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The installation's data: BROBYGGER_DATA, else `data` in a checkout, else the user's own."""
    if chosen := environ.get("BROBYGGER_DATA"):
        return Path(chosen).expanduser().absolute()
    if root := checkout():
        return root / "data"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Brobygger"
    shared = environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(shared).expanduser().absolute() / "brobygger"


@dataclass(frozen=True)
class DataFolder:
    """The parts of a data folder; `files` is what users uploaded, `postgres` the database."""

    root: Path

    @property
    def cluster(self) -> Path:
        return self.root / "postgres"

    @property
    def files(self) -> Path:
        return self.root / "files"

    @property
    def run(self) -> Path:
        return self.root / "run"

    @property
    def log(self) -> Path:
        return self.root / "log"

    def create(self) -> None:
        """Make the folder and its parts, closed to others on the machine.

        Raises EmbeddedError when this user may not write there.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            for part in (self.files, self.run, self.log):
                part.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise self._out_of_reach(str(error)) from error
        for part in (self.root, self.files, self.log):
            if not os.access(part, os.R_OK | os.W_OK | os.X_OK):
                raise self._out_of_reach("ingen adgang")

    def _out_of_reach(self, reason: str) -> EmbeddedError:
        return EmbeddedError(
            f"Datamappen {self.root} kan ikke bruges af denne bruger ({reason}). Start Brobygger "
            "som den bruger, mappen tilhører, eller vælg en anden mappe med BROBYGGER_DATA."
        )
