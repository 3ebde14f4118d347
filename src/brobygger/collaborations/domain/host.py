"""The workspace's own organisation as an actor among the others."""

from brobygger.accounts.models import User
from brobygger.actors.enums import ActorKind
from brobygger.actors.models import Actor
from brobygger.audit.record import record
from brobygger.workspaces.models import Workspace, WorkspaceKind

_KINDS = {
    WorkspaceKind.MUNICIPALITY: ActorKind.MUNICIPAL_DEPARTMENT,
    WorkspaceKind.HOUSING_SOCIAL_PLAN: ActorKind.HOUSING_SOCIAL_PLAN,
    WorkspaceKind.VOLUNTEER_CENTRE: ActorKind.VOLUNTEER_CENTRE,
}


def host_actor(workspace: Workspace, *, by: User) -> Actor:
    """The workspace's own organisation; put into the register the first time it is needed."""
    actor, created = Actor.objects.get_or_create(
        workspace=workspace,
        is_host=True,
        defaults={"name": workspace.name, "kind": _KINDS[WorkspaceKind(workspace.kind)]},
    )
    if created:
        record("actor.created", by=by, on=("actor", actor.id), workspace_id=workspace.id)
    return actor
