"""Bytes to letters, with an eye for æ, ø and å.

A register exported years ago may be in Windows-1252, in an old DOS or Mac code page, or in UTF-8
read wrongly once already. Each leaves its own traces in Danish words; where they do not tell,
the person is asked.
"""

import codecs
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from brobygger.actors.transfer.exceptions import ImportRefused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# In the order we believe in them when they read a text equally well.
SINGLE_BYTE = ("cp1252", "latin-1", "cp865", "cp850", "mac_roman")
CHOICES = (
    ("utf-8", "UTF-8"),
    ("cp1252", "Windows-1252"),
    ("latin-1", "Latin-1 (ISO 8859-1)"),
    ("cp850", "DOS (850)"),
    ("mac_roman", "Mac"),
    ("utf-16", "UTF-16"),
)
_DANISH = frozenset("æøåÆØÅ")
_ALSO_FINE = frozenset("éèüöäóáíñçÉÜÖÄÓÁðþ§«»–—’‘“”•…´°½€·\u00a0")
_TWICE = re.compile("Ã[¦¸¥†˜…\u2026\u02dc\u2020]")
_SAMPLE = 500_000
_SURE = 0.8


@dataclass(frozen=True)
class Decoded:
    """The text, what it was taken for, and whether we are sure."""

    text: str
    encoding: str
    certain: bool = True


def decode(data: bytes, *, encoding: str = "") -> Decoded:
    """The text of a file. `encoding` is the person's own choice.

    Raises ImportRefused when the chosen encoding cannot be what the file is written in.
    """
    if encoding:
        return _as_chosen(data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _as_chosen(data, name)
    if wide := _wide_without_mark(data):
        return _as_chosen(data, wide)
    try:
        return _unless_read_twice(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _single_byte(data)


def _as_chosen(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding).removeprefix("\ufeff"), encoding)
    except (UnicodeError, LookupError) as error:
        raise ImportRefused(
            _(
                "Filen er ikke skrevet med tegnkodningen %(encoding)s. Vælg en anden, "
                "eller gem filen i regnearket som »CSV UTF-8«. Intet er lagt ind."
            )
            % {"encoding": encoding}
        ) from error


def _wide_without_mark(data: bytes) -> str:
    head = data[:2000]
    if len(head) < 4 or b"\x00" not in head:
        return ""
    half = len(head) / 2
    if head[1::2].count(0) > 0.6 * half:
        return "utf-16-le"
    return "utf-16-be" if head[::2].count(0) > 0.6 * half else ""


def _unless_read_twice(text: str) -> Decoded:
    """Turn "FÃ¦llesskab" back: UTF-8 that some program took for Windows-1252 and saved again."""
    if _TWICE.search(text):
        try:
            return Decoded(text.encode("cp1252").decode("utf-8"), "utf-8")
        except UnicodeError:
            return Decoded(text, "utf-8", certain=False)
    return Decoded(text, "utf-8")


def _single_byte(data: bytes) -> Decoded:
    sample = data[:_SAMPLE]
    scores = {name: _danishness(sample, name) for name in SINGLE_BYTE}
    best = max(SINGLE_BYTE, key=lambda name: scores[name])
    if scores[best] < _SURE:
        from charset_normalizer import from_bytes  # slow to load, and seldom asked

        guess = from_bytes(sample).best()
        name = guess.encoding if guess and _can_decode(data, guess.encoding) else best
        return Decoded(data.decode(name, "replace"), name, certain=False)
    # Latin-1 is Windows-1252 without its typographic signs, and can hold every byte.
    name = "cp1252" if best == "latin-1" and _can_decode(data, "cp1252") else best
    return Decoded(data.decode(name, "replace"), name)


def _danishness(sample: bytes, encoding: str) -> float:
    """How many of the letters beyond ASCII are such as Danish texts have (1.0: all of them)."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    beyond = [letter for letter in text if letter > "\x7f"]
    if not beyond:
        return 1.0
    points = sum(1.0 if c in _DANISH else 0.95 if c in _ALSO_FINE else 0.0 for c in beyond)
    return points / len(beyond)


def _can_decode(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True
