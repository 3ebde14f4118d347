"""Two actors side by side: where they say the same, where a person chooses, and what is proposed.

What the actor has said itself goes first, then what was confirmed last. An empty field never wins
over a filled one, and lists grow together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any
from uuid import UUID

from brobygger.actors.domain.data import (
    LONG_TEXTS,
    ROW_FIELDS,
    TERM_FIELDS,
    ActivityData,
    ActorData,
    ContactPersonData,
    ContactPointData,
    ExchangeData,
    LocationData,
    RowData,
)
from brobygger.actors.domain.facts import plain_emails, plain_phones
from brobygger.actors.domain.provenance import said_of_field
from brobygger.actors.domain.rows import FACT_FIELDS, data_of
from brobygger.actors.domain.visibility import CHOOSABLE, level_of, narrower, usual
from brobygger.actors.enums import FactSource
from brobygger.actors.models import Actor
from brobygger.catalog.words import fold

KEPT = "kept"
GONE = "gone"
BOTH = "both"
# Not a matter of choice: where it comes from, when all of it was confirmed, and what it has said
# of its background, which must not come to stand at another by mistake.
# The address is chosen as one: half of each leads nowhere.
ADDRESS = ("street", "postcode", "town", "country")
CHOICES = (
    "name", "kind", "cvr", "description", "email", "phone", "website", "street", "area",
    "capacity", "capacity_text", "challenges", "ideas", "interests", "notes",
)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """A field where the two say different things. `proposed` is KEPT, GONE or BOTH."""

    field: str
    kept: Any
    gone: Any
    proposed: str

    @property
    def can_be_both(self) -> bool:
        """Whether both can stand: texts one under the other."""
        return self.field in LONG_TEXTS


@dataclass(frozen=True)
class Sides:
    """The two as they are, and what a person must choose between."""

    kept: Actor
    gone: Actor
    kept_data: ActorData
    gone_data: ActorData
    differences: tuple[Difference, ...]
    # Fields where only the one that goes says something: they come along.
    comes_along: tuple[str, ...]


def sides_of(kept: Actor, gone: Actor) -> Sides:
    """Compare the two, field by field."""
    mine, theirs = data_of(kept), data_of(gone)
    differences: list[Difference] = []
    comes: list[str] = []
    for name in CHOICES:
        here, there = value_of(mine, name), value_of(theirs, name)
        if here == there or not there or part_of(there, here):
            continue
        if not here or part_of(here, there):
            comes.append(name)
        else:
            proposed = proposal(kept, gone, name)
            differences.append(Difference(name, here, there, proposed))
    comes += [name for name in TERM_FIELDS if set(getattr(theirs, name)) - set(getattr(mine, name))]
    return Sides(kept, gone, mine, theirs, tuple(differences), tuple(comes))


def value_of(data: ActorData, name: str) -> Any:
    """What a side says; the whole address for its first field. Empty when it says nothing."""
    if name == "street":
        # The country alone is no address.
        return tuple(getattr(data, part) for part in ADDRESS) if _has_address(data) else ()
    value = getattr(data, name)
    return "" if value is None else value


def part_of(one: Any, other: Any) -> bool:
    """Whether an address is the other one with something left out."""
    if not isinstance(one, tuple) or not isinstance(other, tuple):
        return False
    return all(not part or _same("", part, whole) for part, whole in zip(one, other, strict=False))


def _has_address(data: ActorData) -> bool:
    return bool(data.street or data.postcode or data.town)


def proposal(kept: Actor, gone: Actor, name: str) -> str:
    """Whose words of a field should stand when nobody chooses: KEPT, GONE or BOTH."""
    if name == "notes":
        return BOTH
    here, there = said_of_field(kept, name), said_of_field(gone, name)
    own_here, own_there = (said.source == FactSource.SELF for said in (here, there))
    if own_here != own_there:
        return KEPT if own_here else GONE
    # Whoever stays keeps its name, unless it has said another one itself.
    return GONE if there.on > here.on and name != "name" else KEPT


def united(sides: Sides, choices: Mapping[str, str]) -> tuple[ActorData, tuple[str, ...]]:
    """What the one that stays says in the end, its rows aside, and which fields come from the
    other. `choices` are KEPT, GONE or BOTH by field; what is not chosen is as proposed."""
    mine, theirs = sides.kept_data, sides.gone_data
    values: dict[str, Any] = {}
    taken: list[str] = []
    chosen = {one.field: choices.get(one.field, one.proposed) for one in sides.differences}
    chosen |= {name: GONE for name in sides.comes_along if name not in TERM_FIELDS}
    for name, choice in chosen.items():
        if choice == BOTH and name in LONG_TEXTS:
            values[name] = _one_under_the_other(getattr(mine, name), getattr(theirs, name))
        elif choice == GONE:
            parts = ADDRESS if name == "street" else (name,)
            values |= {part: getattr(theirs, part) for part in parts}
            taken += parts
    for name in TERM_FIELDS:
        both = tuple(dict.fromkeys((*getattr(mine, name), *getattr(theirs, name))))
        if both != getattr(mine, name):
            values[name] = both
            if not getattr(mine, name):
                taken.append(name)
    data = replace(mine, **values)
    levels = _levels(mine, theirs, data, taken)
    return replace(data, visibility=levels), tuple(name for name in taken if name in FACT_FIELDS)


def _levels(
    mine: ActorData, theirs: ActorData, data: ActorData, taken: Sequence[str]
) -> dict[str, str]:
    """Who may read what: nobody gets to read more than before because two became one."""
    levels: dict[str, str] = {}
    for name in CHOOSABLE:
        level = level_of(mine, name)
        if name in taken and not getattr(mine, name):
            level = level_of(theirs, name)
        elif getattr(data, name) != getattr(mine, name):
            level = narrower(level, level_of(theirs, name))
        if level != usual(name, data.kind):
            levels[name] = level.value
    return levels


def _one_under_the_other(mine: str, theirs: str) -> str:
    if fold(theirs) in fold(mine):
        return mine
    return theirs if fold(mine) in fold(theirs) else f"{mine.rstrip()}\n\n{theirs.lstrip()}"


@dataclass(frozen=True)
class Repeat:
    """A row both have. `fills` are the empty cells of the kept one that the other knows."""

    kept: UUID
    gone: UUID
    fills: dict[str, Any]


def repeats(mine: ActorData, theirs: ActorData) -> dict[str, list[Repeat]]:
    """The rows of the one that goes that the one that stays has already, by kind of row."""
    found: dict[str, list[Repeat]] = {}
    for name in ROW_FIELDS:
        here: list[RowData] = list(getattr(mine, name))
        found[name] = []
        for row in getattr(theirs, name):
            hit = next((one for one in here if _is_repeat(one, row)), None)
            if hit is not None and hit.id and row.id:
                here.remove(hit)
                found[name].append(Repeat(hit.id, row.id, _fills(hit, row)))
    return found


def _is_repeat(one: Any, other: Any) -> bool:
    """The same thing, and nothing the other says is lost or contradicted."""
    if _nickname(one) != _nickname(other) or one.visibility != other.visibility:
        return False
    return all(
        not there or not here or _same(field.name, here, there)
        for field in fields(one)
        if field.name not in ("id", "external_id", "place")
        for here, there in ((getattr(one, field.name), getattr(other, field.name)),)
    )


def _same(name: str, here: Any, there: Any) -> bool:
    if here == there:
        return True
    if not isinstance(here, str) or not isinstance(there, str):
        return False
    if name == "phone":
        return plain_phones(here) == plain_phones(there) != ()
    if name == "email":
        return plain_emails(here) == plain_emails(there) != ()
    return fold(here) == fold(there) != ""


def _nickname(row: Any) -> tuple[str, ...]:
    """What it takes for two rows to be about one thing."""
    match row:
        case ExchangeData():
            return row.kind, row.term, fold(row.text)
        case ContactPersonData() | ActivityData():
            return (fold(row.name),)
        case LocationData():
            return fold(row.name), fold(row.street), row.postcode
        case ContactPointData():
            plain = plain_phones(row.value) or plain_emails(row.value) or (fold(row.value),)
            return (row.kind, *plain)
    return ()


def _fills(one: Any, other: Any) -> dict[str, Any]:
    return {
        field.name: value
        for field in fields(one)
        if field.name not in ("id", "external_id", "visibility", "place")
        and getattr(one, field.name) in ("", None, ())
        and (value := getattr(other, field.name)) not in ("", None, ())
    }


def differing_rows(sides: Sides) -> Sequence[str]:
    """The kinds of rows where the one that goes brings something."""
    same = repeats(sides.kept_data, sides.gone_data)
    return [name for name in ROW_FIELDS if len(getattr(sides.gone_data, name)) > len(same[name])]
