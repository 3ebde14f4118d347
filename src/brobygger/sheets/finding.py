"""Which of many sheets a person may read, in as few questions as one: each owning room answers.

The answers are those of the room's `SheetPolicy`, asked of the database at once. A test holds the
two against each other.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull

from brobygger.accounts.models import User
from brobygger.sheets.models import FieldValue, Sheet


@dataclass(frozen=True)
class Whose:
    """Whose a sheet is, who reads it, and where it belongs."""

    owner: str = ""
    readers: str = ""
    home: str = ""
    home_url: str = ""


class SheetFinder(Protocol):
    """The owning room's answers about all its sheets. Registered in its AppConfig.ready().

    `few`: only some sheets are asked about, see `there_is`.
    """

    def sheets(self, user: User, *, few: bool = False) -> Q:
        """The sheets the person may see."""

    def values(self, user: User, *, few: bool = False) -> Q:
        """The values of fields the person may read as they stand now."""

    def owned_by(self, word: str) -> Q:
        """The sheets whose owner's name has the (folded) word."""

    def whose(self, user: User, sheets: Sequence[Sheet]) -> dict[UUID, Whose]:
        """What stands beside each sheet in a list."""


_finders: dict[str, SheetFinder] = {}


def register_finder(owner_kind: str, finder: SheetFinder) -> None:
    """Let a room's sheets be found."""
    _finders[owner_kind] = finder


def found_kinds() -> frozenset[str]:
    """The kinds of sheet that can be found."""
    return frozenset(_finders)


def sheets_of(user: User, *, few: bool = False) -> Q:
    """Every sheet the person may see."""
    return _any(lambda finder: finder.sheets(user, few=few), "owner_kind")


def values_of(user: User, *, few: bool = False) -> Q:
    """Every value the person may read."""
    return _any(lambda finder: finder.values(user, few=few), "sheet__owner_kind")


def there_is(rows: "QuerySet[Model]", *, few: bool) -> Exists | IsNull:
    """Whether there is such a row for the outer one.

    The database would rather fetch every such row first, which pays for very many outer rows. Asked
    for the value of one it looks that one up: better when only some thousands are asked about.
    """
    return IsNull(Subquery(rows.values("pk")[:1]), False) if few else Exists(rows)


def owned_by(word: str) -> Q:
    """Every sheet whose owner's name has the word; who may see it is another question."""
    return _any(lambda finder: finder.owned_by(word), "owner_kind")


def owned_by_each(word: str) -> list[Q]:
    """The same, a room at a time."""
    return [Q(owner_kind=kind) & finder.owned_by(word) for kind, finder in _finders.items()]


def whose(user: User, sheets: Iterable[Sheet]) -> dict[UUID, Whose]:
    """What stands beside each sheet in a list, by a number of questions that never grows."""
    by_kind: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        by_kind.setdefault(sheet.owner_kind, []).append(sheet)
    told: dict[UUID, Whose] = {}
    for kind, some in by_kind.items():
        told |= _finders[kind].whose(user, some)
    return told


class FindsWhole:
    """For rooms whose sheets are read whole or not at all."""

    def sheets(self, user: User, *, few: bool = False) -> Q:
        """The room's own answer."""
        raise NotImplementedError

    def values(self, user: User, *, few: bool = False) -> Q:
        """Every value of the sheets the person sees."""
        seen = Sheet.objects.filter(self.sheets(user, few=few))
        if few:
            return Q(there_is(seen.filter(pk=OuterRef("sheet")), few=True))
        return Q(sheet__in=seen)


def _any(ask: Callable[[SheetFinder], Q], kind_of: str) -> Q:
    wanted = Q(pk__in=())
    for kind, finder in _finders.items():
        wanted |= Q(**{kind_of: kind}) & ask(finder)
    return wanted


def readable_values(user: User, sheets: Iterable[Sheet]) -> dict[UUID, dict[str, FieldValue]]:
    """What the person may read of each sheet: its values by field."""
    found: dict[UUID, dict[str, FieldValue]] = {}
    among = FieldValue.objects.filter(values_of(user), sheet__in=[sheet.pk for sheet in sheets])
    for value in among:
        found.setdefault(value.sheet_id, {})[value.field_id] = value
    return found
