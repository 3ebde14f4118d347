"""Citizens are never named here; a civil registration number is caught before it is stored."""

import re

# Day, month, year, four digits, as people write them: with a dash, a space or nothing between.
_CPR = re.compile(
    r"(?<![\d-])(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}"
    r"[ \u00a0]?[-\u2010-\u2014]?[ \u00a0]?\d{4}(?![\d-])"
)


def cpr_numbers(text: str) -> list[str]:
    """What looks like a CPR number in the text."""
    return _CPR.findall(text)
