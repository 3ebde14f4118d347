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
from brobygger.catalog.variants import variant_for
from brobygger.catalog.ways import agenda_of, in_stages, ways_on, ways_to
from brobygger.core import clock
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest


@access(InWorkspace(Permission.TOOL_VIEW))
@require_safe
def list_tools(request: WorkspaceRequest, workspace_slug: str) -> HttpResponse:
    """All tools along the way they are used: what each is for and how long it takes."""
    return render(request, "catalog/list.html", {"stages": in_stages(_in_our_words(request))})


@access(InWorkspace(Permission.TOOL_VIEW))
@require_safe
def show_tool(request: WorkspaceRequest, workspace_slug: str, tool_id: str) -> HttpResponse:
    """One tool: when to use it, how to run the meeting, what it asks, what comes before and after.

    Worded for the workspace's kind, or with ?for= for another.
    """
    found = _tool_or_404(request, tool_id)
    variant = _variant(request, found)
    shown, others = found.in_variant(variant), _in_our_words(request)
    context = {
        "tool": shown,
        "variant": variant,
        "sources": sources_of(shown),
        "series": [one for one in others if _same_series(one, shown)],
        "agenda": agenda_of(shown),
        "themes": shown.by_theme,
        "all_open": request.GET.get("open") == "all",
        "before": ways_to(shown, others),
        "after": ways_on(shown, others),
    }
    return render(request, "catalog/tool.html", context)


@access(InWorkspace(Permission.TOOL_VIEW))
@require_safe
def blank_sheet(
    request: WorkspaceRequest, workspace_slug: str, tool_id: str, size: str
) -> HttpResponse:
    """The blank sheet on A3 or A4, with a code that leads back to the tool's page."""
    found = _tool_or_404(request, tool_id)
    variant = _variant(request, found)
    shown = found.in_variant(variant)
    page = request.build_absolute_uri(f"../?for={variant}" if found.variants else "../")
    language = get_language() or "da"
    pdf = tool_pdf(shown, {}, language=language, date=clock.today(), url=page, size=size)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{shown.id}-{size}.pdf"'
    return response


def _in_our_words(request: WorkspaceRequest) -> list[Tool]:
    """Every tool as it is worded for this kind of workspace."""
    kind = request.workspace.kind
    tools = all_tools(request.workspace.id)
    return [one.in_variant(variant_for(one, kind)) for one in tools]


def _variant(request: WorkspaceRequest, found: Tool) -> str:
    """The wording asked for; else, or when there is no such, the workspace's own."""
    asked = request.GET.get("for")
    if asked is not None and asked in {"", *(one.id for one in found.variants)}:
        return asked
    return variant_for(found, request.workspace.kind)


def _same_series(one: Tool, other: Tool) -> bool:
    return bool(one.series and other.series and one.series.id == other.series.id)


def _tool_or_404(request: WorkspaceRequest, tool_id: str) -> Tool:
    try:
        return tool(tool_id, workspace_id=request.workspace.id)
    except UnknownTool as error:
        raise Http404 from error
