"""An organisation has one place in each register: what happens to it when two actors become one."""

from uuid import UUID

from django.db import transaction
from django.db.models import Count

from brobygger.actors.models import Actor
from brobygger.actors.models.organisation import Organisation


@transaction.atomic
def hand_over(*, gone: Actor, kept: Actor) -> UUID | None:
    """Two actors of a register become one: the one that stays keeps its own organisation, or takes
    the other's. Answers which it took, to be given to `hand_back`; None when it took none.

    Two different organisations stay two: only the actor itself says that they are one.
    """
    organisation = gone.organisation_id
    if organisation is None or kept.organisation_id is not None:
        return None
    _sit(gone, None)
    _sit(kept, organisation)
    return organisation


@transaction.atomic
def hand_back(*, gone: Actor, kept: Actor, organisation: UUID | None) -> None:
    """They are two again: the place goes back, unless the actor has left it itself since."""
    if organisation is not None and kept.organisation_id == organisation:
        _sit(kept, None)
        _sit(gone, organisation)


@transaction.atomic
def make_room(organisation: Organisation, actor: Actor) -> None:
    """Let go of a removed actor of the same register, so that this one can have the place."""
    removed = Actor.objects.filter(
        organisation=organisation, workspace_id=actor.workspace_id, deleted_at__isnull=False
    )
    removed.exclude(pk=actor.pk).update(organisation=None)


def close_empty(organisation: Organisation) -> None:
    """An organisation in fewer than two registers says nothing: it goes."""
    if organisation.actors.count() < 2:
        organisation.delete()


def close_all_empty() -> int:
    """The same for those whose actors have been deleted since; answers how many went."""
    alone = Organisation.objects.annotate(places=Count("actors")).filter(places__lt=2)
    keys = list(alone.values_list("pk", flat=True))
    Organisation.objects.filter(pk__in=keys).delete()
    return len(keys)


def _sit(actor: Actor, organisation: UUID | None) -> None:
    actor.organisation_id = organisation
    Actor.objects.filter(pk=actor.pk).update(organisation_id=organisation)
