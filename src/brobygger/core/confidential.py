"""What must not be written where others read."""

import re

# Day, month, year, four digits. A slash or a letter before it makes it a number of something else.
_CPR = re.compile(r"(?<![\w/])(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}[-– ]?\d{4}(?![\w/])")


def has_cpr(*texts: str) -> bool:
    """Whether something looks like a CPR number (civil registration number)."""
    return any(_CPR.search(text) for text in texts)
