"""Reads the demo's stories. They are data, so that anybody can write a better one."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"


@cache
def stories(name: str) -> Any:
    """The content of one file in data/."""
    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
