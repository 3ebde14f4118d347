"""The typefaces of our papers, and the characters they have."""

import unicodedata
from functools import cache
from pathlib import Path

import typst
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from brobygger.paper.exceptions import PaperError

FOLDER = Path(__file__).resolve().parent.parent / "static" / "dist" / "paper"

# Invisible joiners and variation selectors: shaping eats them, no typeface draws them.
_INVISIBLE = {0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10)}


@cache
def fonts() -> typst.Fonts:
    """Our typefaces and no others, so that a paper looks the same on every machine.

    Raises PaperError when the front end has not been built.
    """
    if not any(FOLDER.glob("*.ttf")):
        raise PaperError(f"no typefaces in {FOLDER}: run `make frontend`")
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER]
    )


@cache
def _drawn() -> frozenset[int]:
    """The characters at least one of our typefaces draws."""
    drawn: set[int] = set()
    for path in FOLDER.glob("*_400Regular.ttf"):
        with TTFont(path, lazy=True) as font:
            drawn.update(font.getBestCmap())
    return frozenset(drawn)


def drawable(text: str) -> str:
    """The text with what cannot be drawn written as its code ("‹U+4E2D›"): nothing is lost.

    A paper for archiving must not hold a character without a picture of it.
    """
    return "".join(map(_drawable, unicodedata.normalize("NFC", text)))


def _drawable(character: str) -> str:
    code = ord(character)
    if character in "\n\t" or code in _drawn():
        return character
    if code in _INVISIBLE or unicodedata.category(character) in {"Cc", "Cf", "Cs"}:
        return ""
    if unicodedata.category(character) == "Zs":
        return " "
    plain = unicodedata.normalize("NFKC", character)
    if plain != character and all(ord(c) in _drawn() for c in plain):
        return plain
    return f"‹U+{code:04X}›"
