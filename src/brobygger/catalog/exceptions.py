"""What can be wrong with the catalogue."""

from pathlib import Path


class CatalogError(Exception):
    """A catalogue file is wrong: says which file, which line and why."""

    def __init__(self, path: Path, line: int | None, reason: str) -> None:
        self.path, self.line, self.reason = path, line, reason
        place = f"{path.name}:{line}" if line else path.name
        super().__init__(f"{place}: {reason}")


class UnknownTool(LookupError):
    """No tool has this id (or no such version of it)."""


class UnknownVocabulary(LookupError):
    """No vocabulary has this name."""
