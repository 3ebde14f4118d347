"""Collaborations for tests."""

from collections.abc import Callable, Sequence

from django.test import Client

from brobygger.accounts.models import User
from brobygger.actors.domain.representation import add_representative
from brobygger.actors.models import Actor
from brobygger.collaborations.domain.collaborations import open_collaboration
from brobygger.collaborations.models import Collaboration
from brobygger.sheets.domain.commands import SetText, apply
from brobygger.sheets.models import Sheet
from brobygger.workspaces.models import Workspace
from tests.factories.people import make_member, make_user

# What the fixture `as_user` is: a browser logged in as somebody.
AsUser = Callable[[User], Client]
KVINDER, SENIORER = "Kvindeforeningen", "Seniornetværket"


def make_collaboration(
    workspace: Workspace,
    actors: Sequence[Actor | str] = (KVINDER, SENIORER),
    *,
    title: str = "Regnskab med ro på",
    purpose: str = "",
    by: User | None = None,
) -> Collaboration:
    """Opened by the workspace's coordinator; actors by name are put into the register."""
    return open_collaboration(
        workspace=workspace,
        title=title,
        purpose=purpose,
        actors=[party_actor(workspace, actor) for actor in actors],
        by=by or make_member(workspace, "coordinator"),
    )


def party_actor(workspace: Workspace, actor: Actor | str) -> Actor:
    """The actor, or the one with that name in the register."""
    if isinstance(actor, Actor):
        return actor
    found: Actor = Actor.objects.get_or_create(workspace=workspace, name=actor)[0]
    return found


def make_representative(actor: Actor | str, email: str, workspace: Workspace | None = None) -> User:
    """A person who speaks for the actor and is no member of the workspace."""
    if isinstance(actor, str):
        assert workspace is not None
        actor = party_actor(workspace, actor)
    user = make_user(email)
    coordinator = make_member(actor.workspace, "coordinator")
    add_representative(actor=actor, user=user, by=coordinator)
    return user


def write_something(sheet: Sheet, by: User, text: str = "Et sted at mødes") -> None:
    """One field of a T1 sheet, so that there is something to share."""
    apply(sheet, SetText("purpose", "", text), by=by)
