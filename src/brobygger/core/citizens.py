"""Citizens are never named here; a civil registration number is caught before it is stored."""

import re
from collections.abc import Iterable

# Day, month, year, four digits, as people write them: with a dash, a space or nothing between.
# A letter, a slash or a dash on either side makes it a number of something else.
_CPR = re.compile(
    r"(?<![\w+./-])(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}"
    r"[ \u00a0]?(?P<dash>[-\u2010-\u2014]?)[ \u00a0]?\d{4}(?![\w/-])"
)

# Every one of them has this much in it, and nearly no text has: looked for first.
_SIX_DIGITS = re.compile(r"\d{6}")
# The least a CPR number takes, whatever stands around it.
_ENOUGH_DIGITS = re.compile(r"\d{6}.{0,3}\d{4}")


def cpr_numbers(text: str) -> list[str]:
    """What looks like a CPR number (civil registration number) in the text."""
    return [match.group() for match in _CPR.finditer(text)]


def has_cpr(*texts: str, only_with_hyphen: bool = False) -> bool:
    """Whether something in the texts looks like a CPR number.

    Ten digits without hyphen may also be a telephone or an account: cells that hold such numbers
    are only searched for the form with a hyphen.
    """
    return any(
        match["dash"] or not only_with_hyphen
        for text in texts
        if _SIX_DIGITS.search(text)
        for match in _CPR.finditer(text)
    )


def may_have_cpr(texts: Iterable[str]) -> bool:
    """Whether it is worth asking `has_cpr` of each of the texts. Quick, for thousands of rows."""
    return _ENOUGH_DIGITS.search("\n".join(texts)) is not None
