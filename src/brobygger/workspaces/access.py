"""The access rule of pages that lie in a workspace."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from brobygger.accounts.models import User
from brobygger.authorization.access import require_login
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import Role, role_has
from brobygger.core.http import Request
from brobygger.workspaces.models import Membership, Workspace


class WorkspaceRequest(Request):
    """A request that has passed `InWorkspace`."""

    workspace: Workspace
    membership: Membership


@dataclass(frozen=True)
class InWorkspace:
    """For members whose role holds the permission. Outsiders are told that nothing is here."""

    permission: Permission

    @property
    def label(self) -> str:
        return f"workspace: {self.permission}"

    def check(self, request: HttpRequest, kwargs: dict[str, Any]) -> None:
        require_login(request)
        assert isinstance(request.user, User)
        membership = (
            Membership.objects.select_related("workspace")
            .filter(workspace__slug=kwargs["workspace_slug"], user=request.user)
            .first()
        )
        if membership is None:
            raise Http404
        request.workspace = membership.workspace  # type: ignore[attr-defined]
        request.membership = membership  # type: ignore[attr-defined]
        if not role_has(Role(membership.role), self.permission):
            raise PermissionDenied
