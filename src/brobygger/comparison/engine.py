"""Two answers side by side: what is the same, what differs, and what only one has said.

Pure: statements in, verdicts out. Knows no sheet, no database and no language.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from brobygger.catalog.words import fold

# Two texts that share less than half of their words are two texts, not one text changed.
_ALIKE = 0.5
_WORD = re.compile(r"\s+|\S+")


class Verdict(StrEnum):
    """What stands on the two sides of one thing."""

    SAME = "same"
    DIFFERENT = "different"
    LEFT_ONLY = "left_only"
    RIGHT_ONLY = "right_only"

    @property
    def mirrored(self) -> "Verdict":
        """The same seen from the other side."""
        return _MIRRORED.get(self, self)


_MIRRORED = {Verdict.LEFT_ONLY: Verdict.RIGHT_ONLY, Verdict.RIGHT_ONLY: Verdict.LEFT_ONLY}


@dataclass(frozen=True)
class Point:
    """One thing a side says: a whole text, a chosen answer, a line of a table, a position.

    Points with the same `key` are about the same thing. `words` is what people read, and
    `compared` what decides whether the two are the same.
    """

    key: str
    words: str
    compared: tuple[str, ...] = ()
    label: str = ""
    # A line of a table as it is kept, for whoever writes it somewhere else.
    cells: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Statement:
    """What one side says in one field."""

    points: tuple[Point, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.points)


@dataclass(frozen=True)
class Item:
    """One thing with what each side says of it; None when that side has not."""

    key: str
    label: str
    left: Point | None
    right: Point | None

    @property
    def one_sided(self) -> bool:
        """Whether only one has said it."""
        return self.left is None or self.right is None

    @property
    def verdict(self) -> Verdict:
        """Whether the two sides say the same."""
        if self.right is None:
            return Verdict.LEFT_ONLY
        if self.left is None:
            return Verdict.RIGHT_ONLY
        return _judged(self.left, self.right)


@dataclass(frozen=True)
class Comparison:
    """A theme: every thing the two sides have said."""

    items: tuple[Item, ...]

    @property
    def verdict(self) -> Verdict | None:
        """Of the theme as a whole; None when neither side has said anything."""
        found = {item.verdict for item in self.items}
        if not found:
            return None
        return found.pop() if len(found) == 1 else Verdict.DIFFERENT


def compare(left: Statement, right: Statement) -> Comparison:
    """Every thing said on either side, in the order the left says it, then what only the right
    says. What is said twice on a side is met one by one."""
    waiting = list(right.points)
    items: list[tuple[Point | None, Point | None]] = []
    for point in left.points:
        other = _partner(point, waiting)
        if other is not None:
            waiting.remove(other)
        items.append((point, other))
    items += [(None, other) for other in waiting]
    return Comparison(_with_keys(items))


def same_text(one: str, other: str) -> bool:
    """Whether two texts say the same: case, spaces, punctuation and line breaks do not matter."""
    return _plain(one) == _plain(other)


def normalised(text: str) -> str:
    """What is compared of a text."""
    return _plain(text)


def _plain(text: str) -> str:
    # Signs alone ("?", "1+") are something said too.
    return fold(text) or " ".join(text.split())


def _partner(point: Point, waiting: Sequence[Point]) -> Point | None:
    """What the other side says of the same thing: the very same if it is there."""
    about_it = [other for other in waiting if other.key == point.key]
    return next((o for o in about_it if o.compared == point.compared), None) or next(
        iter(about_it), None
    )


def _judged(left: Point, right: Point) -> Verdict:
    return Verdict.SAME if left.compared == right.compared else Verdict.DIFFERENT


def _with_keys(pairs: Sequence[tuple[Point | None, Point | None]]) -> tuple[Item, ...]:
    """A key of its own for each, also when a side says the same thing twice."""
    taken: dict[str, int] = {}
    items = []
    for left, right in pairs:
        point = left or right
        assert point is not None
        number = taken[point.key] = taken.get(point.key, 0) + 1
        key = point.key if number == 1 else f"{point.key}#{number}"
        label = (left.label if left else "") or (right.label if right else "")
        items.append(Item(key, label, left, right))
    return tuple(items)


@dataclass(frozen=True)
class Piece:
    """Some words of a text, and whether they are what differs."""

    words: str
    changed: bool = False


def changed_words(one: str, other: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]] | None:
    """Both texts with the words that differ marked; None when they are two texts of their own."""
    before, after = _WORD.findall(one), _WORD.findall(other)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if len(before) * len(after) > 1_000_000 or matcher.ratio() < _ALIKE:
        return None
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, a_start, a_end, b_start, b_end in matcher.get_opcodes():
        changed = kind != "equal"
        if a_end > a_start:
            left.append(Piece("".join(before[a_start:a_end]), changed))
        if b_end > b_start:
            right.append(Piece("".join(after[b_start:b_end]), changed))
    return tuple(left), tuple(right)
