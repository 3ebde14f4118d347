"""May this person do this in this workspace?"""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from brobygger.accounts.models import User
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import Role, role_has
from brobygger.core.asking import once
from brobygger.workspaces.models import Membership, Workspace


def membership_of(user: User, workspace: Workspace) -> Membership | None:
    """The person's membership, or None for an outsider."""
    mine = Membership.objects.filter(user_id=user.pk, workspace=workspace)
    return once(("membership", user.pk, workspace.pk), mine.first)


def can_workspace(user: User, workspace: Workspace, permission: Permission) -> bool:
    """Whether the person's role in the workspace holds the permission."""
    membership = membership_of(user, workspace)
    return membership is not None and role_has(Role(membership.role), permission)


def workspaces_with(user: User, permission: Permission) -> "QuerySet[Membership, UUID]":
    """The ids of the workspaces where the person's role holds the permission."""
    roles = [role.value for role in Role if role_has(role, permission)]
    mine = Membership.objects.filter(user_id=user.pk, role__in=roles)
    return mine.values_list("workspace_id", flat=True)


def check_workspace(user: User, workspace: Workspace, permission: Permission) -> None:
    """Raise PermissionDenied unless the person's role holds the permission."""
    if not can_workspace(user, workspace, permission):
        raise PermissionDenied
