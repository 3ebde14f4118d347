"""The workspace's own tools, and the three ways to a new one."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.catalog.exceptions import UnknownTool
from brobygger.catalog.tools import all_tools
from brobygger.catalog.tools import tool as catalogue_tool
from brobygger.core.paging import page_of
from brobygger.toolbox.domain.queries import own_tools
from brobygger.toolbox.domain.tools import begin_tool, copy_tool
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest

_LONGEST = 120


@access(InWorkspace(Permission.TOOL_EDIT))
@require_safe
def own(request: WorkspaceRequest, workspace_slug: str) -> HttpResponse:
    """What we have made, and where to begin."""
    context = {
        "workspace": request.workspace,
        "page": page_of(request, own_tools(request.workspace), per_page=50),
        "tools": all_tools(request.workspace.id),
    }
    return render(request, "toolbox/index.html", context)


@access(InWorkspace(Permission.TOOL_EDIT))
@require_POST
def begin(request: WorkspaceRequest, workspace_slug: str) -> HttpResponseBase:
    """A tool with a title and nothing else; then its page."""
    danish = request.POST.get("title-da", "").strip()[:_LONGEST]
    english = request.POST.get("title-en", "").strip()[:_LONGEST]
    if not danish:
        messages.error(request, _("Skriv, hvad redskabet skal hedde. Så kan I begynde."))
        return redirect("toolbox:index", workspace_slug)
    made = begin_tool(
        workspace=request.workspace, by=request.user, title={"da": danish, "en": english}
    )
    messages.success(request, _("Redskabet er begyndt. Ingen andre ser det, før I udgiver det."))
    return redirect("toolbox:tool", workspace_slug, made.tool_id)


@access(InWorkspace(Permission.TOOL_EDIT))
@require_POST
def copy(request: WorkspaceRequest, workspace_slug: str) -> HttpResponseBase:
    """A version of our own of any tool we can use; then its page."""
    try:
        shown = catalogue_tool(request.POST.get("tool", ""), workspace_id=request.workspace.id)
    except UnknownTool as error:
        raise Http404 from error
    made = copy_tool(workspace=request.workspace, tool=shown, by=request.user)
    messages.success(
        request, _("Her er jeres egen udgave. Ingen andre ser den, før I udgiver den.")
    )
    return redirect("toolbox:tool", workspace_slug, made.tool_id)
