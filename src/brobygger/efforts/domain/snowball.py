"""Whom else should we ask? What one actor names becomes the next one's card."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.queries import same_name
from brobygger.actors.domain.relations import add_relation
from brobygger.actors.domain.search import resembling
from brobygger.actors.enums import RelationKind
from brobygger.actors.exceptions import RelationRefused
from brobygger.actors.models import Actor
from brobygger.actors.models.actor import ActorQuerySet
from brobygger.audit.record import record
from brobygger.core import clock
from brobygger.efforts.domain.efforts import check_texts, locked, sign
from brobygger.efforts.domain.mapped import add_actor, add_new_actor
from brobygger.efforts.enums import Origin
from brobygger.efforts.models import Effort, MappedActor, Naming

MOST_ALIKE = 4
# How much of the name must be spelled the same for somebody to be asked about it.
NEAR = 0.5


@dataclass(frozen=True)
class Named:
    """A name somebody gave, and whom in the register it may be."""

    name: str
    same: Actor | None
    alike: tuple[Actor, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Whether nobody has to choose."""
        return self.same is not None or not self.alike


def recognised(effort: Effort, names: Iterable[str]) -> list[Named]:
    """Each name once, with the actor of that name or those that are spelled nearly so."""
    told = dict.fromkeys(name.strip()[:300] for name in names if name.strip())
    here = Actor.objects.in_workspace(effort.workspace)
    answer = []
    for name in told:
        same = same_name(effort.workspace, name)
        answer.append(Named(name, same, () if same else _alike(here, name)))
    return answer


def _alike(here: ActorQuerySet, name: str) -> tuple[Actor, ...]:
    near = resembling(here, name)[:MOST_ALIKE]
    return tuple(one for one in near if getattr(one, "rank", 1) >= NEAR)


@transaction.atomic
def name_actor(
    *, by_actor: MappedActor, actor: Actor | None, name: str, by: User
) -> tuple[MappedActor, bool]:
    """Put on the list whom `by_actor` named: an actor of the register, or a new one of that name.

    The two are written down as knowing each other. Answers the row, and whether it is new on the
    list. Raises PermissionDenied, NotOpen, CprFound.
    """
    effort = by_actor.effort
    locked(effort, by)
    check_texts(name)
    before = set(MappedActor.objects.filter(effort=effort).values_list("pk", flat=True))
    if actor is None:
        data = ActorData(name=name.strip())
        row = add_new_actor(effort=effort, data=data, by=by, origin=Origin.SUGGESTED)
    else:
        row = add_actor(effort=effort, actor=actor, by=by, origin=Origin.SUGGESTED)
    if row.pk == by_actor.pk:
        return row, False
    Naming.objects.get_or_create(
        named=row, by=by_actor, defaults={"workspace_id": effort.workspace_id, "effort": effort}
    )
    _know_each_other(by_actor, row, by)
    record(
        "effort.actor_named",
        by=by,
        on=("effort", effort.id),
        workspace_id=effort.workspace_id,
        related=[("actor", row.actor_id), ("actor", by_actor.actor_id)],
    )
    return row, row.pk not in before


@transaction.atomic
def was_asked(*, mapped: MappedActor, on: date | None, by: User) -> None:
    """Say when the actor was asked whom else one should ask; None when it was not after all."""
    effort = locked(mapped.effort, by)
    row = MappedActor.objects.select_for_update(of=("self",)).get(pk=mapped.pk)
    row.who_else_on = mapped.who_else_on = on
    sign(row, by)
    row.save(update_fields=["who_else_on", "updated_by", "updated_at"])
    record(
        "effort.asked_who_else",
        by=by,
        on=("effort", effort.id),
        workspace_id=effort.workspace_id,
        related=[("actor", row.actor_id)],
    )


@transaction.atomic
def confirm_naming(*, naming: Naming, by: User) -> None:
    """Say that the named one has confirmed today that it is right to ask it."""
    effort = locked(naming.effort, by)
    naming.confirmed_on = clock.today()
    naming.save(update_fields=["confirmed_on"])
    record(
        "effort.naming_confirmed",
        by=by,
        on=("effort", effort.id),
        workspace_id=effort.workspace_id,
        related=[("actor", naming.named.actor_id)],
    )


def _know_each_other(by_actor: MappedActor, row: MappedActor, by: User) -> None:
    note = _("Foreslået i indsatsen »%(title)s«") % {"title": by_actor.effort.title}
    try:
        with transaction.atomic():
            add_relation(
                actor=by_actor.actor,
                other=row.actor,
                kind=RelationKind.KNOWS,
                note=note[:500],
                by=by,
            )
    except RelationRefused:
        pass  # they stood there as knowing each other already
