"""Who speaks for an actor, and in how many registers the same person is known to speak for it."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.db.models.functions import Lower

from brobygger.accounts.models import User
from brobygger.actors.enums import FactSource
from brobygger.actors.models import Actor, ContactPerson, Representation
from brobygger.actors.models.actor import ActorQuerySet
from brobygger.authorization.permissions import Permission
from brobygger.links.models import AccessLink, Purpose
from brobygger.workspaces.authorization import check_workspace


@dataclass(frozen=True)
class Voice:
    """Somebody who speaks for an actor: the holder of a link, a representative, or the member of
    the workspace who has the actor on the telephone."""

    actor: Actor
    source: FactSource
    by: User | None = None
    link: AccessLink | None = None

    def check(self) -> None:
        """Raise PermissionDenied when this person does not speak for this actor."""
        if self.source == FactSource.TELEPHONE:
            assert self.by is not None
            check_workspace(self.by, self.actor.workspace, Permission.ACTOR_EDIT)
        elif self.link is not None:
            link = self.link
            subject = (link.subject_kind, link.subject_id)
            if link.purpose != Purpose.PROFILE or subject != ("actor", self.actor.pk):
                raise PermissionDenied
        elif self.by is None or not represents(self.by, self.actor):
            raise PermissionDenied

    @property
    def address(self) -> str:
        """The address this person has shown to be theirs, in small letters.

        Empty on the telephone: it is the workspace that writes, whoever it says is speaking.
        """
        if self.source == FactSource.TELEPHONE:
            return ""
        if self.link is not None:
            return self.link.email.lower()
        return self.by.email.lower() if self.by else ""


def represents(user: User, actor: Actor) -> bool:
    """Whether the person has been named to speak for the actor."""
    return Representation.objects.filter(user=user, actor=actor, ended_at__isnull=True).exists()


def known_elsewhere(voice: Voice) -> ActorQuerySet:
    """Actors in other registers that this very person speaks for: their address stands there as
    the actor's own or a contact person's, or they represent it.

    What another workspace has written of somebody else is never found through this.
    """
    elsewhere: ActorQuerySet = Actor.objects.filter(
        pk__in=_keys_of(voice), deleted_at__isnull=True
    ).exclude(workspace_id=voice.actor.workspace_id)
    return elsewhere.select_related("workspace").order_by("workspace__name", "sort_name", "id")


def places_of(voice: Voice) -> ActorQuerySet:
    """The other registers where the actor has said it is the same, and this person is known.

    Somebody another workspace has never heard of neither sees nor changes what stands there.
    """
    if voice.actor.organisation_id is None:
        nowhere: ActorQuerySet = Actor.objects.none()
        return nowhere
    return known_elsewhere(voice).filter(organisation_id=voice.actor.organisation_id)


def _keys_of(voice: Voice) -> set[UUID]:
    keys: set[UUID] = set()
    if voice.address:
        keys |= _at(voice.address, Actor.objects.all(), "pk")
        keys |= _at(voice.address, ContactPerson.objects.all(), "actor_id")
    if voice.by is not None and voice.source != FactSource.TELEPHONE:
        mine = Representation.objects.filter(user=voice.by, ended_at__isnull=True)
        keys |= set(mine.values_list("actor_id", flat=True))
    return keys


def _at(address: str, rows: "QuerySet[Actor] | QuerySet[ContactPerson]", key: str) -> set[UUID]:
    with_address = rows.exclude(email="").alias(small=Lower("email")).filter(small=address)
    # The database folds more letters into one than a post office does.
    found = with_address.values_list(key, "email")
    return {actor for actor, email in found if email.lower() == address}
