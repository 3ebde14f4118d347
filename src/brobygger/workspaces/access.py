"""The access rule of pages that lie in a workspace."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from brobygger.accounts.models import User
from brobygger.authorization.access import require_login
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import Role, role_has
from brobygger.core.asked_often import answers, columns_of, object_of
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
        known = list(_memberships_of(request.user))
        request.memberships = known  # type: ignore[attr-defined]
    return known


def _memberships_of(user: User) -> Iterator[Membership]:
    rooms, theirs = columns_of(Workspace, "room"), columns_of(Membership, "theirs")
    question = f"""
        SELECT {rooms}, {theirs} FROM workspaces_membership AS theirs
        JOIN workspaces_workspace AS room ON room.id = theirs.workspace_id
        WHERE theirs.user_id = %s ORDER BY room.name
    """  # noqa: S608 - names of columns
    width = len(Workspace._meta.concrete_fields)
    for row in answers(question, [user.pk]):
        membership = object_of(Membership, row[width:])
        membership.workspace = object_of(Workspace, row)
        yield membership


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
