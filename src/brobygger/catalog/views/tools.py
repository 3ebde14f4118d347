"""The pages of Methods and tools."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.catalog.exceptions import UnknownTool
from brobygger.catalog.paper import tool_pdf
from brobygger.catalog.schema import Tool
from brobygger.catalog.tools import all_tools, sources_of, tool
from brobygger.core import clock
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest


@access(InWorkspace(Permission.TOOL_VIEW))
@require_safe
def list_tools(request: WorkspaceRequest, workspace_slug: str) -> HttpResponse:
    """All tools: what each is for and how long it takes."""
    return render(request, "catalog/list.html", {"tools": all_tools(request.workspace.id)})


@access(InWorkspace(Permission.TOOL_VIEW))
@require_safe
def show_tool(request: WorkspaceRequest, workspace_slug: str, tool_id: str) -> HttpResponse:
    """One tool: when to use it, how to run the meeting, what it asks, and the blank sheet."""
    shown = _tool_or_404(request, tool_id)
    return render(request, "catalog/tool.html", {"tool": shown, "sources": sources_of(shown)})


@access(InWorkspace(Permission.TOOL_VIEW))
@require_safe
def blank_sheet(request: WorkspaceRequest, workspace_slug: str, tool_id: str) -> HttpResponse:
    """The blank A3 sheet, with a code that leads back to the tool's page."""
    shown = _tool_or_404(request, tool_id)
    page = request.build_absolute_uri("../")
    pdf = tool_pdf(shown, {}, language=get_language() or "da", date=clock.today(), url=page)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{shown.id}-a3.pdf"'
    return response


def _tool_or_404(request: WorkspaceRequest, tool_id: str) -> Tool:
    try:
        return tool(tool_id, workspace_id=request.workspace.id)
    except UnknownTool as error:
        raise Http404 from error
