"""What `brobygger doctor` says: one line a thing, good or bad, with what to do."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum


class Health(Enum):
    """How a thing is: in order, worth knowing, or wrong."""

    GOOD = "✓"
    NOTE = "·"
    BAD = "✗"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    health: Health
    text: str


def good(text: str) -> Finding:
    """It is in order."""
    return Finding(Health.GOOD, text)


def note(text: str) -> Finding:
    """It is worth knowing, and nothing is wrong."""
    return Finding(Health.NOTE, text)


def bad(text: str) -> Finding:
    """It is wrong; the text says what to do."""
    return Finding(Health.BAD, text)


def tell_lines(checks: Iterable[Callable[[], Iterable[Finding]]]) -> int:
    """Print every finding as it comes; answers the exit code, 0 when nothing is wrong."""
    wrong = 0
    for check in checks:
        for finding in check():
            print(f"{finding.health.value} {finding.text}", flush=True)
            wrong += finding.health is Health.BAD
    return 1 if wrong else 0


def tell_json(checks: Iterable[Callable[[], Iterable[Finding]]]) -> int:
    """Print all findings as one list; answers the exit code, 0 when nothing is wrong."""
    found = [finding for check in checks for finding in check()]
    listed = [{"health": one.health.name.lower(), "text": one.text} for one in found]
    print(json.dumps(listed, ensure_ascii=False, indent=1))
    return 1 if any(one.health is Health.BAD for one in found) else 0
