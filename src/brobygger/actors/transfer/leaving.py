"""What leaves the register: who the file is for, and each actor as it may go.

Every file and every paper is written from what stands here, so that there is one place that
says what may not leave.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.rows import data_of, with_rows
from brobygger.actors.models import Actor
from brobygger.actors.models.actor import ActorQuerySet
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


@dataclass(frozen=True, slots=True)
class Leaving:
    """An actor as it leaves the register, without what must stay."""

    id: UUID
    data: ActorData


def wanted_actors(workspace: Workspace, actors: ActorQuerySet | None = None) -> ActorQuerySet:
    """Those of the `actors` (else everybody) that may leave: the workspace's own, none removed."""
    if actors is None:
        actors = Actor.objects.in_workspace(workspace)
    return actors.filter(workspace=workspace, deleted_at__isnull=True)


def leaving(
    workspace: Workspace, actors: ActorQuerySet, audience: Audience, *, seen: Seen | None = None
) -> Iterator[Leaving]:
    """The actors by name, a few hundred at a time in a fixed number of queries.

    The memory used does not grow with their number. `seen` is told how many have been read.
    """
    keys = actors.order_by("sort_name", "id").values_list("pk", flat=True)
    stream = keys.iterator(chunk_size=2000)
    count = 0
    while chunk := list(islice(stream, _AT_A_TIME)):
        # Asked for again, so that nobody who was removed meanwhile comes along.
        found = with_rows(Actor.objects.in_workspace(workspace)).in_bulk(chunk)
        for key in chunk:
            if (actor := found.pop(key, None)) is not None:
                yield Leaving(actor.pk, may_leave(actor, audience))
                # Its rows refer back to it: else they would wait for the garbage collector.
                vars(actor).pop("_prefetched_objects_cache", None)
        count += len(chunk)
        if seen is not None:
            seen(count)


def may_leave(actor: Actor, audience: Audience) -> ActorData:
    """What may be said of the actor outside the workspace. Notes never are."""
    data = replace(data_of(actor), notes="")
    return data if audience is Audience.OWN else _public(data)


def _public(data: ActorData) -> ActorData:
    return replace(data, contact_persons=(), contact_points=())
