"""Who speaks for an actor."""

from django.db import transaction
from django.db.models import Q

from brobygger.accounts.models import User
from brobygger.actors.models import Actor, Representation
from brobygger.actors.models.actor import ActorQuerySet
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.workspaces.authorization import check_workspace


def actors_represented_by(user: User) -> ActorQuerySet:
    """The actors this person speaks for: those they represent, and their workspaces' own."""
    explicit = Q(representations__user_id=user.pk, representations__ended_at__isnull=True)
    as_member = Q(is_host=True, workspace__memberships__user_id=user.pk)
    actors: ActorQuerySet = Actor.objects.filter(explicit | as_member).distinct()
    return actors


@transaction.atomic
def add_representative(*, actor: Actor, user: User, by: User) -> Representation:
    """Let a person speak for an actor: they become party to its collaborations."""
    check_workspace(by, actor.workspace, Permission.REPRESENTATIVE_INVITE)
    representation, created = Representation.objects.get_or_create(
        actor=actor, user=user, ended_at=None, defaults={"workspace": actor.workspace}
    )
    if created:
        record(
            "representative.added",
            by=by,
            on=("actor", actor.id),
            workspace_id=actor.workspace_id,
            related=[("user", user.id)],
        )
    return representation
