"""Two people saved the same field: put both changes together, or say that it cannot be done."""

import re
from collections.abc import Mapping, Sequence

from merge3 import Merge3

Row = dict[str, str]

_WORDS = re.compile(r"\n|[^\S\n]+|\S+")


def merge_text(base: str, theirs: str, mine: str) -> str | None:
    """Both people's changes to `base` in one text; None when they changed the same words."""
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    lines = _merge(base.split("\n"), theirs.split("\n"), mine.split("\n"), lines=True)
    if lines is not None:
        return "\n".join(lines)
    words = _merge(_WORDS.findall(base), _WORDS.findall(theirs), _WORDS.findall(mine))
    return "".join(words) if words is not None else None


def _merge(
    base: list[str], theirs: list[str], mine: list[str], *, lines: bool = False
) -> list[str] | None:
    merged: list[str] = []
    for region in Merge3(base, theirs, mine).merge_regions():
        match region:
            case ("unchanged", start, end):
                merged += base[start:end]
            case ("same" | "a", start, end):
                merged += theirs[start:end]
            case ("b", start, end):
                merged += mine[start:end]
            case (_, start, end, a_start, a_end, b_start, b_end) if lines and start == end:
                # Both added lines at one place of a text that was there: one after the other.
                merged += theirs[a_start:a_end] + mine[b_start:b_end]
            case _:
                return None
    return merged


def merge_chosen(
    base: Sequence[str], theirs: Sequence[str], mine: Sequence[str]
) -> tuple[str, ...]:
    """What is ticked when both ticked and unticked: each person's changes hold."""
    added = [one for one in mine if one not in base and one not in theirs]
    removed = {one for one in base if one not in mine}
    return (*(one for one in theirs if one not in removed), *added)


def merge_parts(
    base: Mapping[str, str], theirs: Mapping[str, str], mine: Mapping[str, str]
) -> Row | None:
    """Cell by cell; None when both changed the same cell to different things."""
    merged: Row = {}
    for key in dict.fromkeys((*theirs, *mine)):
        was, other, own = base.get(key, ""), theirs.get(key, ""), mine.get(key, "")
        if own not in (was, other) and other != was:
            return None
        merged[key] = other if own == was else own
    return merged


def merge_rows(
    base: Sequence[Mapping[str, str]],
    theirs: Sequence[Mapping[str, str]],
    mine: Sequence[Mapping[str, str]],
) -> list[Row]:
    """Row by row, by the rows' ids. Where both changed the same cell, both rows are kept."""
    was = {row["id"]: row for row in base}
    own = {row["id"]: row for row in mine}
    merged: list[Row] = []
    for row in theirs:
        key = row["id"]
        before, changed = was.get(key), own.get(key)
        if changed is None:
            if before is None or dict(before) != dict(row):
                merged.append(dict(row))  # theirs is new, or was changed while we removed it
            continue
        together = merge_parts(before or {}, row, changed)
        merged += [together] if together is not None else [dict(row), _twin(changed)]
    still_there = {row["id"] for row in theirs}
    for key, row in own.items():
        removed_by_them = key in was and dict(was[key]) == dict(row)
        if key not in still_there and not removed_by_them:
            merged.append(dict(row))
    return merged


def _twin(row: Mapping[str, str]) -> Row:
    return {**row, "id": f"{row['id'][:30]}+"}
