"""Several values in one cell of a spreadsheet, written so that they can be read back.

Values are joined by ` | `, the parts of one value by `; `. A bar, semicolon or backslash that
belongs to the words has a backslash before it, and a line break is written `\\n`. A cell is made
harmless before it goes into CSV: a spreadsheet would run a cell that begins with `=`, `+`, `-` or
`@` as a formula.
"""

import re
from collections.abc import Iterable, Sequence

from brobygger.core.spreadsheets import FORMULA

_SPECIAL = re.compile(r"([\\|;])")
_BAR = re.compile(r"(?:[^\\|]|\\.|\\$)+", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def bare(text: str) -> str:
    """The cell as it was before `harmless`."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text


def printable(text: str) -> str:
    """Without the control characters that neither Excel nor PostgreSQL can hold."""
    return _CONTROL.sub("", text)


def join_values(values: Iterable[str]) -> str:
    """Finished values in one cell. One value with a comma gets a bar, so that it stays one."""
    filled = [value for value in values if value]
    joined = " | ".join(filled)
    return f"{joined} |" if len(filled) == 1 and "," in joined else joined


def split_values(cell: str, *, commas: bool = False) -> list[str]:
    """The values of a cell, still with the backslashes of their parts.

    Line breaks separate too. With `commas`, so do commas in a cell that has neither.
    """
    cell = cell.strip()
    if commas and "," in cell and "|" not in cell and "\n" not in cell:
        return [part.strip() for part in cell.split(",") if part.strip()]
    parts = (part.strip() for part in _BAR.findall(cell))
    if "|" not in cell:
        parts = (part.strip() for part in cell.splitlines())
    return [part for part in parts if part]


def join_parts(parts: Sequence[str]) -> str:
    """The parts of one value; empty parts at the end are left out."""
    escaped = [_SPECIAL.sub(r"\\\1", part).replace("\n", r"\n") for part in parts]
    while escaped and not escaped[-1]:
        escaped.pop()
    return "; ".join(escaped)


def split_parts(value: str, count: int) -> list[str]:
    """The parts of one value, always `count` of them; what is too much stays in the last."""
    parts = [""]
    for piece in re.findall(r"\\.|[^\\]|\\$", value, re.DOTALL):
        if piece == ";" and len(parts) < count:
            parts.append("")
        else:
            parts[-1] += piece
    plain = [re.sub(r"\\([\\|;n])", _unescaped, part).strip() for part in parts]
    return plain + [""] * (count - len(plain))


def _unescaped(match: re.Match[str]) -> str:
    return "\n" if match[1] == "n" else match[1]
