"""Who speaks for an actor."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from brobygger.accounts.domain.users import get_or_create_user
from brobygger.accounts.models import User
from brobygger.actors.invitations import invited_representative
from brobygger.actors.models import Actor, Representation
from brobygger.actors.models.actor import ActorQuerySet
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.core import clock
from brobygger.invitations.domain.invitations import send_invitation
from brobygger.workspaces.authorization import check_workspace


def actors_represented_by(user: User) -> ActorQuerySet:
    """The actors this person speaks for: those they represent, and their workspaces' own."""
    explicit = Q(representations__user_id=user.pk, representations__ended_at__isnull=True)
    as_member = Q(is_host=True, workspace__memberships__user_id=user.pk)
    actors: ActorQuerySet = Actor.objects.filter(explicit | as_member).distinct()
    return actors


def own_profiles(user: User) -> ActorQuerySet:
    """The actors whose profile the person may correct as its own, by name."""
    mine = Q(representations__user_id=user.pk, representations__ended_at__isnull=True)
    actors: ActorQuerySet = Actor.objects.filter(mine, deleted_at__isnull=True)
    return actors.select_related("workspace").order_by("sort_name", "id")


@dataclass(frozen=True)
class OwnProfile:
    """One organisation a person speaks for, in as many registers as they have gathered it in."""

    actors: tuple[Actor, ...]

    @property
    def first(self) -> Actor:
        """The one whose page is opened, the oldest; the others are corrected with it."""
        return min(self.actors, key=lambda actor: actor.pk)

    @property
    def where(self) -> str:
        """The workspaces it stands in."""
        return ", ".join(sorted(actor.workspace.name for actor in self.actors))


def profiles_of(user: User) -> list[OwnProfile]:
    """The person's own profiles across workspaces, by name; what is gathered stands once."""
    gathered: dict[UUID, list[Actor]] = {}
    for actor in own_profiles(user):
        gathered.setdefault(actor.organisation_id or actor.pk, []).append(actor)
    return [OwnProfile(tuple(actors)) for actors in gathered.values()]


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


@transaction.atomic
def invite_representative(*, actor: Actor, email: str, by: User, name: str = "") -> Representation:
    """Ask a person by e-mail to speak for the actor; they get an account when they have none.

    The mail has a link that lets them in. Asking again sends nothing new.
    """
    check_workspace(by, actor.workspace, Permission.REPRESENTATIVE_INVITE)
    user = get_or_create_user(email=email, name=name)
    present = Representation.objects.filter(actor=actor, user=user, ended_at=None).first()
    if present is not None:
        return present
    representation = add_representative(actor=actor, user=user, by=by)
    send_invitation(invited_representative(representation), by=by)
    return representation


@transaction.atomic
def end_representation(*, representation: Representation, by: User) -> None:
    """Let a person no longer speak for the actor: they leave its collaborations."""
    check_workspace(by, representation.workspace, Permission.REPRESENTATIVE_INVITE)
    if representation.ended_at is None:
        representation.ended_at = clock.now()
        representation.save(update_fields=["ended_at"])
        record(
            "representative.ended",
            by=by,
            on=("actor", representation.actor_id),
            workspace_id=representation.workspace_id,
            related=[("user", representation.user_id)],
        )
