"""Making workspaces and giving people a role."""

from django.db import transaction

from brobygger.accounts.models import User
from brobygger.audit.record import record
from brobygger.authorization.roles import Role
from brobygger.workspaces.models import Membership, Workspace, WorkspaceKind


@transaction.atomic
def create_workspace(
    *,
    slug: str,
    name: str,
    by: User | None,
    kind: WorkspaceKind = WorkspaceKind.MUNICIPALITY,
    municipality_code: str = "",
) -> Workspace:
    """Make an empty workspace; `by` becomes its administrator (None from the command line).

    Raises ValidationError when the slug is taken or malformed.
    """
    workspace = Workspace(slug=slug, name=name, kind=kind, municipality_code=municipality_code)
    workspace.full_clean()
    workspace.save()
    record("workspace.created", by=by, on=("workspace", workspace.id), workspace_id=workspace.id)
    if by is not None:
        add_member(workspace=workspace, user=by, role=Role.ADMINISTRATOR, by=by)
    return workspace


@transaction.atomic
def add_member(*, workspace: Workspace, user: User, role: Role, by: User | None) -> Membership:
    """Give a person a role in the workspace, or change the one they have."""
    membership, _ = Membership.objects.update_or_create(
        workspace=workspace, user=user, defaults={"role": role.value}
    )
    record(
        "workspace.member_added",
        by=by,
        on=("workspace", workspace.id),
        workspace_id=workspace.id,
        related=[("user", user.id)],
    )
    return membership
