"""One organisation in several registers: only the actor itself says so, and only it can see it.

Whoever is proven to speak for an actor in two registers may say that they are the same. From then
on its own corrections go for both. The workspaces do not learn of each other: each sees that the
actor has corrected its own facts, as always. See docs/adr/0030.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from brobygger.actors.domain.corrections import correct, held
from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.own_facts import (
    UNIT_OF,
    UNITS,
    Unit,
    is_empty,
    said,
    taken,
    together,
)
from brobygger.actors.domain.rows import data_of, with_rows
from brobygger.actors.domain.seats import close_empty, make_room
from brobygger.actors.domain.voices import Voice, known_elsewhere, places_of
from brobygger.actors.exceptions import DifferenceMoved, NotAPlace
from brobygger.actors.models import Actor
from brobygger.actors.models.organisation import Organisation
from brobygger.actors.models.profile import NotTheSame
from brobygger.audit.record import record
from brobygger.core.ids import new_id

TOGETHER, APART = "together", "apart"
# A national organisation may stand in every register; they are asked about some at a time.
MOST = 5


@dataclass(frozen=True)
class Side:
    """What some of the registers say in a unit, and which they are."""

    actors: tuple[Actor, ...]
    data: ActorData
    is_empty: bool


@dataclass(frozen=True)
class Difference:
    """A unit the registers do not agree on. The side of the page one looks at is the first."""

    unit: Unit
    sides: tuple[Side, ...]
    is_apart: bool = False

    @property
    def seen(self) -> str:
        """A short sum of all that is said, so that a choice goes for what was seen."""
        words = repr([(side.actors[0].pk, _ordered(side, self.unit)) for side in self.sides])
        return hashlib.sha256(words.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Elsewhere:
    """What a person who speaks for an actor can see and do across registers."""

    places: tuple[Actor, ...] = ()
    candidates: tuple[Actor, ...] = ()
    refused: tuple[Actor, ...] = ()
    differences: tuple[Difference, ...] = ()

    @property
    def undecided(self) -> list[Difference]:
        """The differences the actor has not been asked about yet, or that have come since."""
        return [one for one in self.differences if not one.is_apart]

    @property
    def apart(self) -> list[Difference]:
        """The differences the actor has said may be."""
        return [one for one in self.differences if one.is_apart]


def elsewhere(voice: Voice) -> Elsewhere:
    """The other registers, as far as this very person is known in them."""
    places = tuple(with_rows(places_of(voice)))
    refused = _refused(voice.actor)
    known = list(known_elsewhere(voice).exclude(pk__in=[one.pk for one in places]))
    return Elsewhere(
        places=places,
        candidates=tuple(one for one in _askable(voice, known) if one.pk not in refused)[:MOST],
        refused=tuple(one for one in known if one.pk in refused)[:MOST],
        differences=tuple(_differences(voice.actor, places)),
    )


@transaction.atomic
def join(*, voice: Voice, other: UUID) -> Organisation:
    """Say that the actor of another register is the same: corrections go for both from now on.

    What they say differently stays until it is chosen. Raises PermissionDenied, NotInRegister,
    and NotAPlace when the person is not known there any more.
    """
    voice.check()
    actor, _others = held(voice)
    found = next((one for one in _askable(voice, known_elsewhere(voice)) if one.pk == other), None)
    if found is None:
        raise NotAPlace
    keys = [actor.pk, found.pk]
    both = Actor.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    locked = {one.pk: one for one in both}
    actor, found = locked[actor.pk], locked[found.pk]
    organisation = actor.organisation or found.organisation or Organisation.objects.create()
    _pair(actor, found).delete()
    former = found.organisation if found.organisation_id != organisation.pk else None
    for one in [actor, found, *(former.actors.all() if former else ())]:
        _seat(one, organisation)
    if former is not None:
        close_empty(former)
    voice.actor.organisation = organisation
    _record("organisation.joined", voice, organisation, [actor.pk, found.pk])
    return organisation


@transaction.atomic
def leave(*, voice: Voice, place: UUID) -> None:
    """One of the registers goes its own way again. What stands in it stays as it is.

    Raises PermissionDenied, NotInRegister, NotAPlace.
    """
    voice.check()
    actor, others = held(voice)
    leaving = next((one for one in [actor, *others] if one.pk == place), None)
    organisation = actor.organisation
    if leaving is None or organisation is None:
        raise NotAPlace
    leaving.organisation = None
    leaving.save(update_fields=["organisation"])
    _record("organisation.left", voice, organisation, [leaving.pk])
    close_empty(organisation)
    voice.actor.refresh_from_db(fields=["organisation"])


@transaction.atomic
def refuse(*, voice: Voice, other: UUID) -> None:
    """Say that the actor of another register is somebody else, and not be asked again.

    Raises PermissionDenied, NotAPlace.
    """
    voice.check()
    found = known_elsewhere(voice).filter(pk=other).first()
    if found is None:
        raise NotAPlace
    first, second = sorted([voice.actor.pk, found.pk])
    NotTheSame.objects.get_or_create(actor_id=first, other_id=second)


@transaction.atomic
def ask_again(*, voice: Voice, other: UUID) -> None:
    """Take back that it is somebody else. Raises PermissionDenied, NotAPlace."""
    voice.check()
    found = known_elsewhere(voice).filter(pk=other).first()
    if found is None:
        raise NotAPlace
    _pair(voice.actor, found).delete()


@transaction.atomic
def choose(*, voice: Voice, unit: str, pick: str, seen: str) -> UUID | None:
    """Say what is right where the registers disagree: what one of them says (its actor's key), all
    of it TOGETHER, or that it may stay APART.

    It is the actor's own word everywhere then. Answers what to undo it by. Raises
    PermissionDenied, NotInRegister, and DifferenceMoved when somebody has changed it since it was
    `seen`: nothing is written then.
    """
    voice.check()
    actor, others = held(voice)
    found = next((one for one in _differences(actor, others) if one.unit.key == unit), None)
    if found is None or found.seen != seen:
        raise DifferenceMoved
    assert actor.organisation is not None
    _keep_apart(actor.organisation, found.unit, apart=pick == APART)
    if pick == APART:
        return None
    chosen = _picked(found, pick)
    correction = new_id()
    for one in [actor, *others]:
        data = taken(data_of(one), chosen, found.unit)
        correct(voice=voice, actor=one, data=data, correction=correction)
    return correction


def undecided_in(actor: Actor, others: Sequence[Actor]) -> list[Actor]:
    """The other registers that say something else than the actor's, which it has not chosen."""
    sides = [
        side for one in _differences(actor, others) if not one.is_apart for side in one.sides[1:]
    ]
    waiting = {there.pk for side in sides for there in side.actors}
    return [one for one in others if one.pk in waiting]


def _picked(difference: Difference, pick: str) -> ActorData:
    if pick == TOGETHER and difference.unit.is_list:
        return together([side.data for side in difference.sides], difference.unit)
    for side in difference.sides:
        if pick in (str(one.pk) for one in side.actors):
            return side.data
    raise DifferenceMoved


def _differences(actor: Actor, others: Sequence[Actor]) -> list[Difference]:
    if not others or actor.organisation is None:
        return []
    apart = actor.organisation.apart
    datas = [(one, data_of(one)) for one in [actor, *others]]
    found = ((unit, _sides(unit, datas)) for unit in UNITS)
    return [Difference(unit, sides, unit.key in apart) for unit, sides in found if len(sides) > 1]


def _sides(unit: Unit, datas: list[tuple[Actor, ActorData]]) -> tuple[Side, ...]:
    """Who says the same stands together."""
    sides: dict[object, list[tuple[Actor, ActorData]]] = {}
    for actor, data in datas:
        sides.setdefault(said(unit, data), []).append((actor, data))
    return tuple(
        Side(tuple(one for one, _data in same), same[0][1], is_empty(unit, same[0][1]))
        for same in sides.values()
    )


def _ordered(side: Side, unit: Unit) -> list[str]:
    values = said(unit, side.data)
    return [repr(sorted(map(repr, one)) if isinstance(one, frozenset) else one) for one in values]


def _askable(voice: Voice, known: "Sequence[Actor] | QuerySet[Actor]") -> list[Actor]:
    """Those that may be the same: of registers where the organisation does not stand yet."""
    organisation = voice.actor.organisation_id
    if organisation is None:
        return list(known)
    there = Actor.objects.filter(organisation_id=organisation, deleted_at__isnull=True)
    taken_by = set(there.values_list("workspace_id", flat=True))
    return [
        one
        for one in known
        if one.organisation_id != organisation and one.workspace_id not in taken_by
    ]


def _refused(actor: Actor) -> set[UUID]:
    pairs = NotTheSame.objects.filter(actor=actor) | NotTheSame.objects.filter(other=actor)
    keys = {key for pair in pairs.values_list("actor_id", "other_id") for key in pair}
    return keys - {actor.pk}


def _pair(actor: Actor, other: Actor) -> "QuerySet[NotTheSame]":
    first, second = sorted([actor.pk, other.pk])
    return NotTheSame.objects.filter(actor_id=first, other_id=second)


def _seat(actor: Actor, organisation: Organisation) -> None:
    """Give the actor the place in its register, unless another actor has it."""
    make_room(organisation, actor)
    there = Actor.objects.filter(organisation=organisation, workspace_id=actor.workspace_id)
    if not there.exclude(pk=actor.pk).exists():
        actor.organisation = organisation
        actor.save(update_fields=["organisation"])


def _keep_apart(organisation: Organisation, unit: Unit, *, apart: bool) -> None:
    kept = set(organisation.apart) & set(UNIT_OF)
    kept = kept | {unit.key} if apart else kept - {unit.key}
    organisation.apart = sorted(kept)
    organisation.save(update_fields=["apart"])


def _record(event: str, voice: Voice, organisation: Organisation, actors: list[UUID]) -> None:
    """In no workspace's trail: not even that there is another register is theirs to know."""
    record(
        event,
        by=voice.by,
        on=("organisation", organisation.pk),
        workspace_id=None,
        related=[("profile", key) for key in actors],
    )
