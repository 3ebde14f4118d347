"""Many actors written in at once: each row becomes an actor once, and can be taken back."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import create_actor, remove_actor
from brobygger.actors.domain.data import ActorData
from brobygger.actors.models import Actor
from brobygger.authorization.permissions import Permission
from brobygger.catalog.words import loose
from brobygger.workspaces.authorization import check_workspace
from brobygger.workspaces.models import Workspace


@dataclass(frozen=True)
class Present:
    """An actor that is in the register already, under a name somebody is about to write."""

    id: UUID
    name: str


def spelled(name: str) -> str:
    """The name as the search knows it: small letters, æ, ø and å as on any keyboard."""
    return loose(name)[:400]


def present_names(workspace: Workspace, names: Collection[str]) -> dict[str, Present]:
    """Those of the names the register has, by the name as `spelled`."""
    asked = {spelled(name) for name in names if name}
    actors = Actor.objects.in_workspace(workspace).filter(search_name__in=asked)
    found = actors.order_by("-id").values_list("search_name", "id", "name")
    return {search: Present(key, name) for search, key, name in found}


def write_in(*, workspace: Workspace, key: UUID, data: ActorData, by: User) -> Actor:
    """Make the row's actor; asked again with the same key, answer the one that was made.

    So a double press, two tabs or a lost answer never write anybody in twice. Raises
    PermissionDenied, CprFound.
    """
    check_workspace(by, workspace, Permission.ACTOR_EDIT)
    made: Actor | None = Actor.objects.filter(workspace=workspace, pk=key).first()
    if made is not None:
        return made
    try:
        with transaction.atomic():
            return create_actor(workspace=workspace, data=data, by=by, key=key)
    except IntegrityError:
        # Another tab was first; or the key is somebody else's, and then the row gets its own.
        made = Actor.objects.filter(workspace=workspace, pk=key).first()
    return made or create_actor(workspace=workspace, data=data, by=by)


def take_back(*, workspace: Workspace, key: UUID, by: User) -> None:
    """Take what the row wrote in out of the register again. Raises PermissionDenied."""
    check_workspace(by, workspace, Permission.ACTOR_EDIT)
    made: Actor | None = Actor.objects.in_workspace(workspace).filter(pk=key).first()
    if made is not None:
        remove_actor(actor=made, by=by)
