"""What leaves the register: who the file is for, and each actor as it may go.

Every file and every paper is written from what stands here, so that there is one place that
says what may not leave.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.rows import data_of, data_of_many, without_search
from brobygger.actors.domain.visibility import visible_data
from brobygger.actors.enums import ActorKind, Visibility
from brobygger.actors.models import Actor
from brobygger.actors.models.actor import ActorQuerySet
from brobygger.actors.transfer.hsds_kept import KeptRow, kept_of
from brobygger.workspaces.models import Workspace

_AT_A_TIME = 300

Seen = Callable[[int], None]


class Audience(StrEnum):
    """Who a file is for."""

    OWN = "own"
    PUBLIC = "public"

    @property
    def label(self) -> str:
        return str(_("Til os selv") if self is Audience.OWN else _("Til andre"))


_CIRCLE = {Audience.OWN: Visibility.WORKSPACE, Audience.PUBLIC: Visibility.PUBLIC}


@dataclass(frozen=True, slots=True)
class Leaving:
    """An actor as it leaves the register, without what must stay.

    `origin` is the register it once came from: keys are made from it, and it is never written.
    `kept` are rows of others' packages that say more of it than the register has a place for.
    """

    id: UUID
    data: ActorData
    origin: str = ""
    kept: tuple[KeptRow, ...] = ()


def wanted_actors(
    workspace: Workspace, actors: ActorQuerySet | None = None, audience: Audience = Audience.OWN
) -> ActorQuerySet:
    """Those of the `actors` (else everybody) that may leave: the workspace's own, none removed.

    For others only those who may be known to be there, as `visible_data` says of each.
    """
    if actors is None:
        actors = Actor.objects.in_workspace(workspace)
    actors = actors.filter(workspace=workspace, deleted_at__isnull=True)
    if audience is Audience.OWN:
        return actors
    not_chosen = ~Q(visibility__has_key="name") | Q(visibility__name="")
    people = Q(kind=ActorKind.ENTHUSIAST)
    return actors.filter(Q(visibility__name=Visibility.PUBLIC) | (not_chosen & ~people))


def leaving(
    workspace: Workspace,
    actors: ActorQuerySet,
    audience: Audience,
    *,
    seen: Seen | None = None,
    with_kept: bool = False,
) -> Iterator[Leaving]:
    """The actors by name, a few hundred at a time in a fixed number of queries.

    The memory used does not grow with their number. `seen` is told how many have been read.
    `with_kept` brings the rows of others' packages along, never in files for others.
    """
    keys = actors.order_by("sort_name", "id").values_list("pk", flat=True)
    stream = keys.iterator(chunk_size=_AT_A_TIME)
    count = 0
    while chunk := list(islice(stream, _AT_A_TIME)):
        # Asked for again, so that nobody who was removed meanwhile comes along.
        found = without_search(Actor.objects.in_workspace(workspace)).in_bulk(chunk)
        kept = kept_of(found) if with_kept and audience is Audience.OWN else {}
        datas = data_of_many(found.values())
        for key in chunk:
            if key in found and (one := _may_leave(found[key], datas[key], audience)) is not None:
                yield replace(one, kept=kept[key]) if key in kept else one
        count += len(chunk)
        if seen is not None:
            seen(count)


def may_leave(actor: Actor, audience: Audience) -> Leaving | None:
    """What may be said of the actor outside the workspace; None when not even that it is there.

    Notes never leave, and what the actor says of its background neither.
    """
    return _may_leave(actor, data_of(actor), audience)


def _may_leave(actor: Actor, whole: ActorData, audience: Audience) -> Leaving | None:
    data = visible_data(whole, _CIRCLE[audience])
    if data is None:
        return None
    kept = replace(data, notes="", background="")
    return Leaving(actor.pk, kept, origin=actor.source)
