"""Several that turned out to be one are put together in one go, and taken apart in one go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.actors.domain.data import LONG_TEXTS, ActorData
from brobygger.actors.domain.rows import data_of
from brobygger.actors.domain.sides import (
    BOTH,
    CHOICES,
    GONE,
    KEPT,
    differing_rows,
    part_of,
    proposal,
    sides_of,
    value_of,
)
from brobygger.actors.domain.uniting import take_apart, unite
from brobygger.actors.exceptions import CannotUnite
from brobygger.actors.models import Actor, Uniting
from brobygger.authorization.permissions import Permission
from brobygger.workspaces.authorization import check_workspace


@dataclass(frozen=True)
class Disagreement:
    """A field where they do not all say the same: who says what, the one that stays first.
    `proposed` is the key of one of them, or BOTH."""

    field: str
    said: tuple[tuple[Actor, Any], ...]
    proposed: str

    @property
    def can_be_both(self) -> bool:
        """Whether all can stand: texts one under the other."""
        return self.field in LONG_TEXTS


def disagreements(kept: Actor, gone: Sequence[Actor]) -> list[Disagreement]:
    """Where a person chooses before they are put together."""
    everybody = [(one, data_of(one)) for one in (kept, *gone)]
    found = ((name, _distinct(name, everybody)) for name in CHOICES)
    return [
        Disagreement(name, said, _proposed(name, said)) for name, said in found if len(said) > 1
    ]


def coming(kept: Actor, gone: Sequence[Actor]) -> list[str]:
    """The fields where only those that go say something, which the one that stays gets."""
    mine = data_of(kept)
    asked = {one.field for one in disagreements(kept, gone)}
    names: dict[str, None] = {}
    for one in gone:
        sides = sides_of(kept, one)
        names |= dict.fromkeys((*sides.comes_along, *differing_rows(sides)))
    return [
        name
        for name in names
        if name not in asked and (name not in CHOICES or not value_of(mine, name))
    ]


def _distinct(
    name: str, everybody: Sequence[tuple[Actor, ActorData]]
) -> tuple[tuple[Actor, Any], ...]:
    said: list[tuple[Actor, Any]] = []
    for actor, data in everybody:
        value = value_of(data, name)
        if not value or any(value == other or part_of(value, other) for _one, other in said):
            continue
        said = [(one, other) for one, other in said if not part_of(other, value)]
        said.append((actor, value))
    return tuple(said)


def _proposed(name: str, said: Sequence[tuple[Actor, Any]]) -> str:
    best = said[0][0] if said else None
    for actor, _value in said[1:]:
        answer = proposal(best, actor, name) if best else GONE
        if answer == BOTH:
            return BOTH
        best = actor if answer == GONE else best
    return str(best.pk) if best else ""


@transaction.atomic
def unite_all(
    *, kept: Actor, gone: Sequence[Actor], choices: Mapping[str, str], by: User
) -> list[Uniting]:
    """Put all of `gone` together with `kept`, or none of them.

    `choices` says by field whose words stand: the key of one of them, or BOTH. What is not chosen
    is as `disagreements` proposes. Raises CannotUnite with the reason in words, PermissionDenied.
    """
    check_workspace(by, kept.workspace, Permission.ACTOR_UNITE)
    if not gone:
        raise CannotUnite(_("Vælg mindst to, der er den samme."))
    keys = sorted({kept.pk, *(one.pk for one in gone)})
    # In one order, so that two people never wait for each other.
    list(Actor.objects.filter(pk__in=keys).order_by("pk").select_for_update().values_list("pk"))
    wanted = {one.field: _valid(one, choices.get(one.field)) for one in disagreements(kept, gone)}
    done = []
    for one in gone:
        sides = {name: _side(wish, one.pk) for name, wish in wanted.items()}
        done.append(unite(kept=kept, gone=one, choices=sides, by=by))
    return done


@transaction.atomic
def take_all_apart(*, unitings: Sequence[Uniting], by: User) -> dict[UUID, tuple[str, ...]]:
    """Let them all be themselves again, the last one first. Answers the fields of each that could
    not be put back. Raises CannotUnite, PermissionDenied."""
    newest_first = sorted(unitings, key=lambda one: (one.united_at, one.pk), reverse=True)
    return {one.pk: take_apart(uniting=one, by=by) for one in newest_first}


def _valid(one: Disagreement, wish: str | None) -> str:
    allowed = {str(actor.pk) for actor, _value in one.said}
    if one.can_be_both:
        allowed.add(BOTH)
    return wish if wish in allowed else one.proposed


def _side(wish: str, gone: UUID) -> str:
    if wish == BOTH:
        return BOTH
    return GONE if wish == str(gone) else KEPT
