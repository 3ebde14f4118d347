"""The list: actors come on it, are looked at one at a time, and get a place."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import create_actor
from brobygger.actors.domain.data import ActorData
from brobygger.actors.models import Actor
from brobygger.audit.record import record, record_many
from brobygger.efforts.domain.efforts import check_texts, check_works_here, locked, other_than, sign
from brobygger.efforts.domain.proposals import Proposal, proposals_by_id
from brobygger.efforts.domain.settling import settle
from brobygger.efforts.enums import MappedStatus, Origin
from brobygger.efforts.models import Effort, MappedActor
from brobygger.efforts.policies import ON_LIST, Look

_TEXTS = ("because", "why", "how", "who_else")


@transaction.atomic
def take_proposals(*, effort: Effort, actors: Iterable[UUID], by: User) -> int:
    """Put proposed actors on the list with the reason each was proposed for; answers how many.

    Those on the list already stay as they are. Raises PermissionDenied, NotOpen.
    """
    stored = locked(effort, by)
    taken = proposals_by_id(stored, list(actors))
    rows = [_row_of(stored, one, by) for one in taken]
    made = MappedActor.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    ids = [row.actor_id for row in made]
    record_many(
        "effort.actor_listed", by=by, kind="actor", ids=ids, workspace_id=stored.workspace_id
    )
    if ids:
        _record("effort.list_grew", stored, by)
    return len(ids)


@transaction.atomic
def add_actor(
    *, effort: Effort, actor: Actor, by: User, because: str = "", origin: Origin = Origin.HAND
) -> MappedActor:
    """Put one actor of the register on the list; one that is there already is answered as it is.

    Raises PermissionDenied, NotOpen, CprFound.
    """
    stored = locked(effort, by)
    check_texts(because)
    if actor.workspace_id != stored.workspace_id:
        raise Actor.DoesNotExist
    row, new = MappedActor.objects.get_or_create(
        effort=stored,
        actor=actor,
        defaults={
            "workspace_id": stored.workspace_id,
            "origin": origin,
            "because": because.strip(),
            "updated_by": by,
        },
    )
    if new:
        _record("effort.actor_listed", stored, by, actor.id)
    return row


@transaction.atomic
def add_new_actor(
    *, effort: Effort, data: ActorData, by: User, because: str = "", origin: Origin = Origin.HAND
) -> MappedActor:
    """Write somebody into the register and put them on the list.

    Raises PermissionDenied, NotOpen, CprFound.
    """
    locked(effort, by)
    actor = create_actor(workspace=effort.workspace, data=data, by=by)
    return add_actor(effort=effort, actor=actor, by=by, because=because, origin=origin)


@transaction.atomic
def drop_actor(*, mapped: MappedActor, by: User) -> None:
    """Take an actor off the list with what was written about it there. The register keeps it.

    Raises PermissionDenied, NotOpen.
    """
    effort = locked(mapped.effort, by)
    _record("effort.actor_dropped", effort, by, mapped.actor_id)
    mapped.delete()


@transaction.atomic
def look_at(*, mapped: MappedActor, look: Look, by: User) -> None:
    """Say that the actor has been looked at, or is not for this time. Raises NotNow, NotOpen."""
    effort = locked(mapped.effort, by)
    row = MappedActor.objects.select_for_update(of=("self",)).get(pk=mapped.pk)
    row.status = ON_LIST.after(row.status, look)
    sign(row, by)
    row.save(update_fields=["status", "updated_by", "updated_at"])
    mapped.status = row.status
    aside = row.status == MappedStatus.SET_ASIDE
    _record(
        "effort.actor_set_aside" if aside else "effort.actor_looked_at", effort, by, row.actor_id
    )


@transaction.atomic
def change_mapped(
    *, mapped: MappedActor, mine: Mapping[str, Any], base: Mapping[str, Any] | None, by: User
) -> None:
    """Write why it is on the list, where it belongs, why and how it is to be involved.

    Raises ChangedMeanwhile, PermissionDenied, NotOpen, CprFound, NotAMember.
    """
    effort = locked(mapped.effort, by)
    check_texts(*(mine[name] for name in _TEXTS if name in mine))
    if "asker" in mine:
        check_works_here(mine["asker"], effort.workspace)
    row = MappedActor.objects.select_for_update(of=("self",)).get(pk=mapped.pk)
    now = {name: getattr(row, name) for name in mine}
    changed = settle(stored=now, base=base, mine=mine, who=other_than(by, row.updated_by))
    if not changed:
        return
    for name, value in changed.items():
        setattr(row, name, value)
    sign(row, by)
    row.save()
    mapped.refresh_from_db()
    _record("effort.actor_placed", effort, by, row.actor_id)


def _row_of(effort: Effort, proposal: Proposal, by: User) -> MappedActor:
    return MappedActor(
        workspace_id=effort.workspace_id,
        effort=effort,
        actor=proposal.actor,
        origin=Origin.EARLIER if proposal.only_earlier else Origin.REGISTER,
        reasons=[list(one) for one in proposal.reasons],
        updated_by=by,
    )


def _record(event: str, effort: Effort, by: User, actor_id: UUID | None = None) -> None:
    related = [("actor", actor_id)] if actor_id else []
    record(
        event, by=by, on=("effort", effort.id), workspace_id=effort.workspace_id, related=related
    )
