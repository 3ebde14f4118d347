"""Finding a person in a text, and taking them out of it.

The same patterns are read by PostgreSQL, which finds the rows, and by Python, which changes them.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

# A first name alone means half the country.
_FEWEST_WORDS = 2
_PHONE_DIGITS = 8
GONE = "[slettet]"
_ROW_ID = re.compile(r"[0-9a-f-]{32,36}")


def pattern_of(*, emails: Iterable[str], names: Iterable[str], phones: Iterable[str]) -> str:
    """What finds any of these in a text, whatever the case; empty when there is nothing to find.

    A name of one word is not searched for, nor a number with fewer than eight digits.
    """
    found = [_email(one) for one in emails if one]
    found += [_name(one) for one in names if len(one.split()) >= _FEWEST_WORDS]
    found += [_phone(digits) for one in phones if len(digits := digits_of(one)) >= _PHONE_DIGITS]
    return "|".join(sorted(set(found)))


def digits_of(phone: str) -> str:
    """The eight digits of a Danish number, however it is written; all digits of another."""
    digits = re.sub(r"\D", "", phone)
    return digits[-_PHONE_DIGITS:] if digits.startswith(("45", "0045")) else digits


def masked(value: Any, pattern: str) -> Any:
    """The value with every trace of the person replaced; texts inside lists and objects too."""
    if isinstance(value, str):
        return re.sub(pattern, GONE, value, flags=re.IGNORECASE)
    if isinstance(value, list):
        return [masked(one, pattern) for one in value]
    if isinstance(value, dict):
        return {key: masked(one, pattern) for key, one in value.items()}
    return value


def excerpt(value: Any, pattern: str, around: int = 60) -> str:
    """The words around the first place that names the person; empty when none does."""
    text = ", ".join(_texts(value))
    found = re.search(pattern, text, flags=re.IGNORECASE)
    if found is None:
        return ""
    start, end = max(found.start() - around, 0), found.end() + around
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return before + " ".join(text[start:end].split()) + after


def _texts(value: Any) -> Iterator[str]:
    """The words in a value, without its keys and without ids of rows."""
    if isinstance(value, str):
        if value and not _ROW_ID.fullmatch(value):
            yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _email(email: str) -> str:
    return rf"(?<![\w.+-]){re.escape(email.strip())}(?![\w-])"


def _name(name: str) -> str:
    words = r"[\s,]+".join(re.escape(word) for word in name.split())
    return rf"(?<!\w){words}(?!\w)"


def _phone(digits: str) -> str:
    spaced = r"[\s.-]?".join(digits)
    return rf"(?<!\d)(?:(?:\+|00)45[\s.-]?)?{spaced}(?!\d)"
