"""Danish words compared the way people write them: case, æøå, plural and spelling aside."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = (("æ", "ae"), ("ø", "oe"), ("å", "aa"), ("ä", "ae"), ("ö", "oe"), ("ü", "u"))
_WORD = re.compile(r"[^\W_]+")
_ENDINGS = (
    "ernes",
    "erne",
    "enes",
    "ene",
    "ers",
    "ens",
    "ets",
    "er",
    "en",
    "et",
    "es",
    "e",
    "s",
)
_SHORTEST_STEM = 4


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Lower case, ae/oe/aa for æøå, no accents, single spaces: "Børne-klub " → "boerne klub"."""
    kept = text.casefold()
    if not kept.isascii():
        kept = unicodedata.normalize("NFC", text).casefold()
        for letter, plain in _LETTERS:
            kept = kept.replace(letter, plain)
    if not kept.isascii():
        plain = unicodedata.normalize("NFKD", kept)
        kept = "".join(c for c in plain if not unicodedata.combining(c))
    # Most texts are words and spaces, and splitting them takes a fraction of looking for words.
    words = kept.split()
    return " ".join(words if "".join(words).isalnum() else _WORD.findall(kept))


def loose(text: str) -> str:
    """As ``fold``, and with o, a for ø, å, æ, as on a keyboard without them."""
    return fold(text).replace("ae", "a").replace("oe", "o").replace("aa", "a")


def stem(word: str) -> str:
    """A folded word without plural, definite and genitive endings: "lokalerne" → "lokal"."""
    if not word.endswith(_ENDINGS):
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return stem(word.removesuffix(ending))
    return word


def stems(text: str) -> tuple[str, ...]:
    """The stems of all words of a text, loosely spelled."""
    return tuple(stem(word) for word in loose(text).split())
