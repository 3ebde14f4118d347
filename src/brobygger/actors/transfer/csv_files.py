"""Tables of commas, semicolons or tabs."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from brobygger.actors.transfer.exceptions import ImportRefused
from brobygger.actors.transfer.tables import Table, make_table

_DELIMITERS = ";,\t|"
_LOOKED_AT = 30
# A whole page of text fits in a cell; Python's own limit does not let it.
csv.field_size_limit(5_000_000)


def read_csv(
    name: str, text: str, *, is_header: Callable[[Sequence[str]], bool] | None = None
) -> Table:
    """A CSV file as a table; the separator is found by looking. Raises ImportRefused."""
    said, text = _told_separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=said or delimiter_of(text))
    try:
        return make_table(name, reader, is_header=is_header)
    except csv.Error as error:
        raise ImportRefused(
            _(
                "Vi kan ikke læse »%(name)s« som en tabel (linje %(line)s). "
                "Gem den som CSV eller Excel (.xlsx) i regnearket. Intet er lagt ind."
            )
            % {"name": name, "line": reader.line_num}
        ) from error


def delimiter_of(text: str) -> str:
    """The sign that cuts most of the first rows into the same number of cells, more than one."""
    return max(_DELIMITERS, key=lambda sign: _evenness(text, sign))


def _told_separator(text: str) -> tuple[str, str]:
    """Excel's own first line `sep=;`."""
    first, newline, rest = text.partition("\n")
    told = first.strip().strip('"')
    if newline and told.lower().startswith("sep=") and len(told) == 5:
        return told[4], rest
    return "", text


def _evenness(text: str, sign: str) -> tuple[float, int]:
    widths: Counter[int] = Counter()
    try:
        for row in csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=sign):
            if any(row):
                widths[len(row)] += 1
            if widths.total() >= _LOOKED_AT:
                break
    except csv.Error:
        return (0.0, 0)
    if not widths:
        return (0.0, 0)
    width, times = max(widths.items(), key=lambda item: (item[0] > 1, item[1], item[0]))
    return (times / widths.total(), width) if width > 1 else (0.0, 0)
