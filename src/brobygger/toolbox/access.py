"""The access rule of pages about one of the workspace's own tools."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest

from brobygger.authorization.permissions import Permission
from brobygger.toolbox.models import WorkspaceTool
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest


class ToolRequest(WorkspaceRequest):
    """A request that has passed `OnTool`."""

    tool: WorkspaceTool


@dataclass(frozen=True)
class OnTool:
    """For members who may change tools; a tool of another workspace is not there."""

    permission: Permission = Permission.TOOL_EDIT
    deleted_too: bool = False

    @property
    def label(self) -> str:
        return f"workspace: {self.permission}"

    def check(self, request: HttpRequest, kwargs: dict[str, Any]) -> None:
        InWorkspace(self.permission).check(request, kwargs)
        found = WorkspaceTool.objects.select_related("workspace").filter(
            workspace=request.workspace,  # type: ignore[attr-defined]
            tool_id=kwargs["tool_id"],
        )
        if not self.deleted_too:
            found = found.filter(deleted_at__isnull=True)
        tool = found.first()
        if tool is None:
            raise Http404
        request.tool = tool  # type: ignore[attr-defined]
