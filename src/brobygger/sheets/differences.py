"""Two wordings of a field side by side, with what went and what came marked."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from brobygger.catalog.fields import Field, Shape
from brobygger.catalog.schema import Tool
from brobygger.sheets.presentation import value_words
from brobygger.sheets.shapes import Value, rules_of
from brobygger.sheets.values import is_empty

_WORDS = re.compile(r"\S+\s*|\s+")
# Longer texts are shown beside each other without marks inside: finding them would take too long.
_MOST_WORDS = 3_000


@dataclass(frozen=True)
class Piece:
    """Some words, and whether they stand on this side only."""

    text: str
    changed: bool = False


@dataclass(frozen=True)
class Difference:
    """One field in two versions."""

    field: Field
    before: Sequence[Piece]
    after: Sequence[Piece]
    same: bool
    empty: bool  # on both sides
    gone: bool = False  # the tool no longer has the field

    @property
    def filled_before(self) -> bool:
        """Whether something stood."""
        return bool(self.before)

    @property
    def filled_after(self) -> bool:
        """Whether something stands."""
        return bool(self.after)


def differences(
    before: tuple[Tool, Mapping[str, Value]],
    after: tuple[Tool, Mapping[str, Value]],
    *,
    among: Iterable[str] | None = None,
) -> list[Difference]:
    """Every field of either version, in the order of the later one; `among` None: all of them."""
    (old, was), (new, now) = before, after
    fields = [*new.fields, *(one for one in old.fields if not new.has(one.id))]
    allowed = None if among is None else set(among)
    return [
        _difference(
            (old.field(one.id) if old.has(one.id) else one, was.get(one.id)),
            (one, now.get(one.id)),
            gone=not new.has(one.id),
        )
        for one in fields
        if allowed is None or one.id in allowed
    ]


def _difference(
    before: tuple[Field, Value | None], after: tuple[Field, Value | None], *, gone: bool
) -> Difference:
    left, right = _lines(*before), _lines(*after)
    if after[0].shape is Shape.TEXT:
        tokens = [_WORDS.findall("\n".join(lines)) for lines in (left, right)]
    else:
        tokens = [[f"{line}\n" for line in lines] for lines in (left, right)]
    pieces = _marked(*tokens)
    return Difference(
        field=after[0],
        before=pieces[0],
        after=pieces[1],
        same=left == right,
        empty=not left and not right,
        gone=gone,
    )


def _lines(field: Field, value: Value | None) -> list[str]:
    if value is None or is_empty(value) or set(value) != set(rules_of(field).empty()):
        return []
    return value_words(field, value)


def _marked(before: list[str], after: list[str]) -> tuple[list[Piece], list[Piece]]:
    if before == after or len(before) + len(after) > _MOST_WORDS:
        return _plain(before), _plain(after)
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        changed = kind != "equal"
        if i2 > i1:
            left.append(Piece("".join(before[i1:i2]), changed))
        if j2 > j1:
            right.append(Piece("".join(after[j1:j2]), changed))
    return left, right


def _plain(tokens: list[str]) -> list[Piece]:
    return [Piece("".join(tokens))] if tokens else []
