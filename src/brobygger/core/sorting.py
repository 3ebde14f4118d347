"""Danish alphabetical order, which the database's C locale does not know."""

import unicodedata

_DANISH_LAST = (("æ", "{a"), ("ä", "{a"), ("ø", "{b"), ("ö", "{b"), ("å", "{c"))


def danish_sort_key(name: str) -> str:
    """A key that sorts as a Danish reader expects: æ, ø, å last, and aa as å.

    `{` follows z in code-point order. Case and other accents do not count.
    """
    key = unicodedata.normalize("NFC", name).casefold().replace("aa", "å")
    for letter, last in _DANISH_LAST:
        key = key.replace(letter, last)
    if key.isascii():
        return key.strip()
    bare = unicodedata.normalize("NFKD", key)
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).strip()
