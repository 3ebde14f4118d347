"""The access rule of pages that lie in a workspace."""

from collections.abc import Sequence
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


def memberships(request: HttpRequest) -> Sequence[Membership]:
    """The person's memberships by the workspace's name, asked for once: the rule of the page needs
    one of them, and its frame all."""
    known: list[Membership] | None = getattr(request, "memberships", None)
    if known is None:
        assert isinstance(request.user, User)
        theirs = Membership.objects.filter(user=request.user).select_related("workspace")
        known = list(theirs.order_by("workspace__name"))
        request.memberships = known  # type: ignore[attr-defined]
    return known


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
        slug = kwargs["workspace_slug"]
        membership = next((one for one in memberships(request) if one.workspace.slug == slug), None)
        if membership is None:
            raise Http404
        request.workspace = membership.workspace  # type: ignore[attr-defined]
        request.membership = membership  # type: ignore[attr-defined]
        if not role_has(Role(membership.role), self.permission):
            raise PermissionDenied
