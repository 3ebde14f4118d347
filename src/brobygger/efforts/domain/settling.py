"""Two people wrote at the same time: what each changed since they began, put together.

`base` is what the writer began with. Whatever only one of them changed is taken; a text of several
lines is merged line by line; where both changed the same, a person must choose and nothing is
written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model
from merge3 import Merge3

from brobygger.accounts.models import User
from brobygger.efforts.exceptions import ChangedMeanwhile


@dataclass(frozen=True)
class Rival:
    """One field with what each wrote."""

    field: str
    mine: Any
    theirs: Any


def plain(value: Any) -> Any:
    """A value as it may lie in a form: lists, words, and nothing as empty words."""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [str(one) for one in value]
    return "" if value is None else value


def settle(
    *,
    stored: Mapping[str, Any],
    base: Mapping[str, Any] | None,
    mine: Mapping[str, Any],
    who: User | None = None,
) -> dict[str, Any]:
    """The values to write: only those that differ from what is stored.

    `base` holds plain values. Without it every field seen differently is a conflict. Raises
    ChangedMeanwhile.
    """
    changed: dict[str, Any] = {}
    rivals: list[Rival] = []
    for name, typed in mine.items():
        wish, now = plain(typed), plain(stored[name])
        before = base.get(name, "") if base is not None else None
        if wish == now or (base is not None and wish == before):
            continue
        if base is not None and now == before:
            changed[name] = list(typed) if isinstance(typed, tuple) else typed
        elif (both := _both(before, wish, now)) is not None:
            changed[name] = both
        else:
            rivals.append(Rival(name, typed, stored[name]))
    if rivals:
        raise ChangedMeanwhile(tuple(rivals), {name: stored[name] for name in mine}, who)
    return changed


def _both(base: Any, mine: Any, theirs: Any) -> Any | None:
    """Both changes in one value, or None when only a person can tell."""
    if isinstance(base, str) and isinstance(mine, str) and "\n" in base:
        before, my, their = (text.splitlines(keepends=True) for text in (base, mine, theirs))
        merged = Merge3(before, my, their)
        if any(group[0] == "conflict" for group in merged.merge_groups()):
            return None
        return "".join(merged.merge_lines())
    if isinstance(base, list):
        kept = [one for one in theirs if one in mine or one not in base]
        return list(dict.fromkeys([*kept, *(one for one in mine if one not in base)]))
    return None
