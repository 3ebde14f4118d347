"""Characters nobody sees: taken out of what people write before it is stored.

Letters of every script, emoji and the joiners inside them stay. What goes: control characters,
which the database or a spreadsheet cannot hold, and the marks that turn the direction of what
stands after them, so that a name cannot make the page around it read backwards.
"""

import re

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff]"
)


def seen(text: str) -> str:
    """The text without what cannot be seen."""
    return _UNSEEN.sub("", text) if _UNSEEN.search(text) else text
