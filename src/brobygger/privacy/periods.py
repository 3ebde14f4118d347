"""How long, as a sentence says it and as the clock counts it."""

import re
from calendar import monthrange
from datetime import datetime, timedelta
from typing import Literal

Unit = Literal["days", "months", "years"]
Period = tuple[int, Unit]

_NUMBERS = {
    "et": 1, "en": 1, "én": 1, "ét": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7,
    "otte": 8, "ni": 9, "ti": 10, "tolv": 12, "fjorten": 14, "tredive": 30, "halvfems": 90,
}  # fmt: skip
_UNITS: dict[str, tuple[int, Unit]] = {
    "dag": (1, "days"), "dage": (1, "days"), "døgn": (1, "days"), "uge": (7, "days"),
    "uger": (7, "days"), "måned": (1, "months"), "måneder": (1, "months"), "år": (1, "years"),
}  # fmt: skip
_SAID = re.compile(rf"\b(\d+|{'|'.join(_NUMBERS)})\s+({'|'.join(_UNITS)})\b", re.IGNORECASE)


def periods_in(sentence: str) -> set[Period]:
    """The lengths of time a Danish sentence names: "90 dage", "Et år", "fem år"."""
    found: set[Period] = set()
    for number, word in _SAID.findall(sentence):
        times, unit = _UNITS[word.casefold()]
        count = int(number) if number.isdigit() else _NUMBERS[number.casefold()]
        found.add((count * times, unit))
    return found


def before(moment: datetime, period: Period) -> datetime:
    """The moment that lies so long before; the last day of a month that has no such day."""
    count, unit = period
    if unit == "days":
        return moment - timedelta(days=count)
    months = moment.year * 12 + moment.month - 1 - count * (12 if unit == "years" else 1)
    year, month = divmod(months, 12)
    day = min(moment.day, monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)
