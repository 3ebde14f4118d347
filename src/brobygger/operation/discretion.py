"""Takes out of a text what a log has no business knowing."""

import re
import traceback
from typing import Any

MASK = "…"
LONGEST = 300
_EMAIL = re.compile(r"[^\s<>\"'(),;:=]+@[^\s<>\"'(),;:]+")
_CPR = re.compile(r"\b\d{6}[- ]?\d{4}\b")
_PHONE = re.compile(r"(?:\+45 ?)?\b(?:\d{2} ){3}\d{2}\b|\b\d{8}\b")
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
# Long and mixed, as the key of a link, a session or a form is.
_KEY = re.compile(r"(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{20,}")
_QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|»[^«\n]*«|\((?:[^()\n]*)\)=\((?:[^()\n]*)\)")
_NAME_IN_CODE = re.compile(r"^.[a-z_][a-z0-9_.]*.$")
# Whose words are about the machine. What others say may be about a person.
_MACHINES = ("builtins", "django.db", "psycopg", "psycopg_pool", "smtplib", "ssl", "socket")


def discreet(text: object, *, quotes: bool = True) -> str:
    """The text without e-mails, numbers of people and phones, keys, and (`quotes`) what stands
    in quotation marks unless it is a name in the code."""
    first = str(text).split("\n", 1)[0][:LONGEST]
    if quotes:
        first = _QUOTED.sub(_unless_code, first)
    for what in (_EMAIL, _CPR, _PHONE):
        first = what.sub(MASK, first)
    return _KEY.sub(lambda found: found[0] if _UUID.fullmatch(found[0]) else MASK, first)


def _unless_code(found: re.Match[str]) -> str:
    return found[0] if _NAME_IN_CODE.match(found[0]) else MASK


def exception_chain(error: BaseException) -> list[dict[str, Any]]:
    """An exception and what it came from, the first cause last: kind, words, places in the code.

    Never the values of variables. Words only where they are about the machine, and discreet.
    """
    chain: list[dict[str, Any]] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        chain.append(_told(current))
        current = current.__cause__ or (
            None if current.__suppress_context__ else current.__context__
        )
    return chain


def _told(error: BaseException) -> dict[str, Any]:
    kind = type(error)
    about_machine = kind.__module__.startswith(_MACHINES)
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "type": f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins."),
        "words": discreet(error) if about_machine else MASK,
        "frames": [f"{at.filename}:{at.lineno} {at.name}" for at in frames],
    }
