"""Countries as people write them."""

from functools import cache

from babel import Locale


@cache
def _codes() -> dict[str, str]:
    codes = {}
    for language in ("en", "da"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                codes[name.casefold()] = code
    return codes


def country_code(words: str) -> str:
    """ "DK" of "Danmark", "dk" or nothing; empty for a country we do not know."""
    text = words.strip()
    if not text:
        return "DK"
    if len(text) == 2 and text.isalpha():
        return text.upper()
    return _codes().get(text.casefold(), "")
