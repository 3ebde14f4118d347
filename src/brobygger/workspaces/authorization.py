"""May this person do this in this workspace?"""

from django.core.exceptions import PermissionDenied

from brobygger.accounts.models import User
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import Role, role_has
from brobygger.workspaces.models import Membership, Workspace


def membership_of(user: User, workspace: Workspace) -> Membership | None:
    """The person's membership, or None for an outsider."""
    return Membership.objects.filter(user_id=user.pk, workspace=workspace).first()


def can_workspace(user: User, workspace: Workspace, permission: Permission) -> bool:
    """Whether the person's role in the workspace holds the permission."""
    membership = membership_of(user, workspace)
    return membership is not None and role_has(Role(membership.role), permission)


def check_workspace(user: User, workspace: Workspace, permission: Permission) -> None:
    """Raise PermissionDenied unless the person's role holds the permission."""
    if not can_workspace(user, workspace, permission):
        raise PermissionDenied
