"""The access rule of pages about one effort."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import Role, role_has
from brobygger.efforts.models import Effort
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest

_READING = ("GET", "HEAD", "OPTIONS")


class EffortRequest(WorkspaceRequest):
    """A request that has passed `InEffort`."""

    effort: Effort


@dataclass(frozen=True)
class InEffort:
    """For members whose role may see the effort, and on POST may do what is asked in it."""

    writing: Permission = Permission.EFFORT_EDIT

    @property
    def label(self) -> str:
        return f"workspace: {Permission.EFFORT_VIEW}; to write: {self.writing}"

    def check(self, request: HttpRequest, kwargs: dict[str, Any]) -> None:
        InWorkspace(Permission.EFFORT_VIEW).check(request, kwargs)
        effort = (
            Effort.objects.filter(
                workspace=request.workspace,  # type: ignore[attr-defined]
                pk=kwargs["effort_id"],
            )
            .select_related("workspace", "responsible", "decided_by")
            .first()
        )
        if effort is None:
            raise Http404
        request.effort = effort  # type: ignore[attr-defined]
        role = Role(request.membership.role)  # type: ignore[attr-defined]
        if request.method not in _READING and not role_has(role, self.writing):
            raise PermissionDenied
