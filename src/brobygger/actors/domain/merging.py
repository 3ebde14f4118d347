"""Two people saved the same actor: what each changed since they began, put together."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from merge3 import Merge3

from brobygger.actors.domain.data import (
    LONG_TEXTS,
    ROW_FIELDS,
    TERM_FIELDS,
    ActorData,
    RowData,
)
from brobygger.actors.domain.visibility import narrower
from brobygger.actors.enums import Visibility

# Where it comes from is not a matter of opinion.
_NEVER_ASKED = ("source", "external_id")


@dataclass(frozen=True)
class FieldConflict:
    """Both wrote in this field, and not the same."""

    field: str
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class Merge:
    """`data` holds both people's changes, and mine where both wrote; `theirs` is as stored now."""

    data: ActorData
    theirs: ActorData
    conflicts: tuple[FieldConflict, ...]
    taken: tuple[str, ...]


def merge(*, base: ActorData | None, mine: ActorData, theirs: ActorData) -> Merge:
    """Put my changes and theirs together, field by field.

    `base` is what I began with. Without it every field we see differently is a conflict.
    """
    values: dict[str, Any] = {}
    conflicts: list[FieldConflict] = []
    taken: list[str] = []
    for name in (field.name for field in fields(ActorData)):
        before = getattr(base, name) if base else None
        my, their = getattr(mine, name), getattr(theirs, name)
        if my == their or name in _NEVER_ASKED:
            values[name] = their
        elif name == "visibility":
            values[name] = _circles(before or {}, my, their)
        elif base and their == before:
            values[name] = my
        elif base and my == before:
            values[name] = their
            taken.append(name)
        else:
            both = _both(name, before, my, their) if base else None
            values[name] = my if both is None else both
            if both is None:
                conflicts.append(FieldConflict(name, my, their))
    return Merge(replace(mine, **values), theirs, tuple(conflicts), tuple(taken))


def _both(name: str, base: Any, mine: Any, theirs: Any) -> Any | None:
    """Both changes in one value, or None when only a person can tell."""
    if name in TERM_FIELDS:
        return _terms(base, mine, theirs)
    if name in ROW_FIELDS:
        return _rows(base, mine, theirs)
    if name in LONG_TEXTS:
        return _text(base, mine, theirs)
    return None


def _terms(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    removed = set(base) - set(mine)
    kept = [one for one in theirs if one not in removed]
    return tuple(dict.fromkeys([*kept, *(one for one in mine if one not in base)]))


def _circles(base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]) -> dict[str, str]:
    """Who may read what: each one's changes; where both changed the same, the fewer may."""
    chosen: dict[str, str] = {}
    for name in {**base, **mine, **theirs}:
        before, my, their = base.get(name, ""), mine.get(name, ""), theirs.get(name, "")
        if their == before or my == their:
            chosen[name] = my
        elif my == before:
            chosen[name] = their
        else:
            chosen[name] = narrower(Visibility(my or their), Visibility(their or my)).value
    return {name: one for name, one in chosen.items() if one}


def _text(base: str, mine: str, theirs: str) -> str | None:
    before, my, their = (text.splitlines(keepends=True) for text in (base, mine, theirs))
    merged = Merge3(before, my, their)
    if any(group[0] == "conflict" for group in merged.merge_groups()):
        return None
    return "".join(merged.merge_lines())


def _rows(
    base: Sequence[RowData], mine: Sequence[RowData], theirs: Sequence[RowData]
) -> tuple[RowData, ...] | None:
    before = {row.id: row for row in base}
    my = {row.id: row for row in mine if row.id is not None}
    merged: list[RowData] = []
    for row in theirs:
        old = before.get(row.id)
        mine_now = my.get(row.id) if row.id else None
        if old is None:
            merged.append(row)
            continue
        if mine_now is None:  # I removed it: fine when they left it alone
            if row != old:
                return None
        elif row in (old, mine_now):
            merged.append(mine_now)
        elif mine_now == old:
            merged.append(row)
        else:
            return None
    kept = {row.id for row in theirs}
    for row in mine:
        removed_by_them = row.id in before and row.id not in kept
        if removed_by_them and row != before[row.id]:
            return None
        new = row.id is None or (row.id not in before and row.id not in kept)
        if new and row not in merged:
            merged.append(row)
    return tuple(merged)
