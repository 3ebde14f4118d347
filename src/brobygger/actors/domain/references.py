"""What points at an actor, and follows it when it is put together with another.

Rooms above register theirs in AppConfig.ready():

    register_reference("visits.Visit", "actor")
    register_reference("efforts.MappedActor", "actor", once_per=("effort",))
    register_pair("matching.RestingSuggestion", "actor_a", "actor_b", ordered=True)

A test walks every foreign key to an actor and says which is missing.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet

from brobygger.actors.models import Actor

# Raises a UserError when the two cannot be put together.
Check = Callable[[Actor, Actor], None]


@dataclass(frozen=True)
class Reference:
    """One column that names an actor. See `register_reference`."""

    label: str
    field: str
    once_per: tuple[str, ...] | None
    among: Q
    check: Check | None

    @property
    def key(self) -> str:
        """What it is called in what is kept for taking the two apart again."""
        return f"{self.label}.{self.field}"

    def move(self, gone: Actor, kept: Actor) -> list[Any]:
        """Let what points at `gone` point at `kept`; answers what it takes to move it back."""
        keys = list(self._of(gone.pk).values_list("pk", flat=True))
        if self.once_per is not None:
            columns = ("pk", *self.once_per)
            theirs = self._of(kept.pk).filter(self.among).values_list(*columns)
            taken = {tuple(where) for _key, *where in theirs}
            mine = self._of(gone.pk).filter(self.among).values_list(*columns)
            held = {key for key, *where in mine if tuple(where) in taken}
            keys = [key for key in keys if key not in held]
        self._rows().filter(pk__in=keys).update(**{self.field: kept.pk})
        return [str(key) for key in keys]

    def move_back(self, moved: Sequence[Any], gone: UUID, holders: Collection[UUID]) -> None:
        """Let what was moved, and is still there, point at `gone` again."""
        rows = self._rows().filter(pk__in=moved, **{f"{self.field}__in": holders})
        rows.update(**{self.field: gone})

    def _of(self, key: UUID) -> QuerySet[Any]:
        return self._rows().filter(**{self.field: key})

    def _rows(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = apps.get_model(self.label)._default_manager.all()
        return rows.filter(self.among) if self.once_per is None else rows


@dataclass(frozen=True)
class Pair:
    """Two columns that each name an actor, never the same one. See `register_pair`."""

    label: str
    one: str
    other: str
    same: tuple[str, ...]
    ordered: bool | str
    among: Q

    @property
    def key(self) -> str:
        """What it is called in what is kept for taking the two apart again."""
        return f"{self.label}.{self.one}"

    def move(self, gone: Actor, kept: Actor) -> list[Any]:
        """As for a Reference. A pair with `kept` itself, or one it has already, stays behind."""
        there = {self._mark(row) for row in self._rows(kept.pk)}
        moved = []
        for row in self._rows(gone.pk):
            if kept.pk in self._ends(row):
                continue
            self._put(row, gone.pk, kept.pk)
            if self._mark(row) not in there:
                row.save(update_fields=[self.one, self.other])
                there.add(self._mark(row))
                moved.append(str(row.pk))
        return moved

    def move_back(self, moved: Sequence[Any], gone: UUID, holders: Collection[UUID]) -> None:
        """As for a Reference."""
        rows = apps.get_model(self.label)._default_manager
        for row in rows.filter(pk__in=moved):
            held = next((key for key in self._ends(row) if key in holders), None)
            if held is not None and gone not in self._ends(row):
                self._put(row, held, gone)
                row.save(update_fields=[self.one, self.other])

    def _rows(self, key: UUID) -> list[Any]:
        rows = apps.get_model(self.label)._default_manager.filter(self.among)
        return list(rows.filter(Q(**{self.one: key}) | Q(**{self.other: key})).order_by("pk"))

    def _ends(self, row: Any) -> tuple[UUID, UUID]:
        return getattr(row, f"{self.one}_id"), getattr(row, f"{self.other}_id")

    def _put(self, row: Any, instead_of: UUID, key: UUID) -> None:
        ends = [key if end == instead_of else end for end in self._ends(row)]
        if self._in_order(row):
            ends.sort()
        setattr(row, f"{self.one}_id", ends[0])
        setattr(row, f"{self.other}_id", ends[1])

    def _in_order(self, row: Any) -> bool:
        return bool(getattr(row, self.ordered)) if isinstance(self.ordered, str) else self.ordered

    def _mark(self, row: Any) -> tuple[Any, ...]:
        return (frozenset(self._ends(row)), *(getattr(row, name) for name in self.same))


_references: dict[str, Reference | Pair] = {}
_staying: dict[str, str] = {}


def register_reference(
    label: str,
    field: str,
    *,
    once_per: tuple[str, ...] | None = None,
    among: Q | None = None,
    check: Check | None = None,
) -> None:
    """Let `field` of the table follow an actor that is put together with another.

    `once_per`: the columns that with the actor may stand only once (among those of `among`): what
    the other has already stays behind, out of sight, and is there again when the two are taken
    apart. Without it, `among` says which rows point at actors at all. `check(gone, kept)` may
    refuse the whole thing with a UserError.
    """
    reference = Reference(label, field, once_per, among if among is not None else Q(), check)
    _references[reference.key] = reference


def register_pair(
    label: str,
    one: str,
    other: str,
    *,
    same: tuple[str, ...] = (),
    ordered: bool | str = False,
    among: Q | None = None,
) -> None:
    """The same for a table of two actors. `ordered`: the lower key stands first, always or where
    the column of that name is set. `same`: the columns that make two pairs the same pair."""
    pair = Pair(label, one, other, same, ordered, among if among is not None else Q())
    _references[pair.key] = pair
    _staying[f"{label}.{other}"] = "moves with the other end"


def register_staying(label: str, field: str, *, why: str) -> None:
    """Say that a column goes on naming the actor that is gone, and why."""
    _staying[f"{label}.{field}"] = why


def told_of() -> frozenset[str]:
    """Every column some room has said something of."""
    return frozenset(_references) | frozenset(_staying)


def check_all(gone: Actor, kept: Actor) -> None:
    """Raise a UserError when a room refuses to put the two together."""
    for reference in _references.values():
        if isinstance(reference, Reference) and reference.check is not None:
            reference.check(gone, kept)


def move_all(gone: Actor, kept: Actor) -> dict[str, list[Any]]:
    """Move everything; answers what was moved, by the name of the reference."""
    moved = {key: one.move(gone, kept) for key, one in sorted(_references.items())}
    return {key: rows for key, rows in moved.items() if rows}


def move_all_back(
    moved: Mapping[str, Sequence[Any]], gone: UUID, holders: Collection[UUID]
) -> None:
    """Move it back from whoever of `holders` has it now. What is deleted since stays deleted."""
    for key, rows in sorted(moved.items()):
        if (reference := _references.get(key)) is not None:
            reference.move_back(rows, gone, holders)
