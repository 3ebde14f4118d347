"""Publishing a version, taking a tool off the list, throwing a draft away and bringing it back."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from brobygger.authorization.access import access
from brobygger.toolbox.access import OnTool, ToolRequest
from brobygger.toolbox.domain import drafts, tools
from brobygger.toolbox.domain.queries import difference, sheets_begun
from brobygger.toolbox.exceptions import NotReady
from brobygger.toolbox.reading import read_text
from brobygger.toolbox.views.common import to_tool, tool_page


@access(OnTool())
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: ToolRequest, workspace_slug: str, tool_id: str) -> HttpResponseBase:
    """What will be new, and the button; then the page people use it from."""
    if request.method == "POST":
        try:
            note = request.POST.get("note", "")
            version = tools.publish(tool=request.tool, by=request.user, note=note)
        except NotReady as refused:
            messages.error(request, str(refused))
            return redirect("toolbox:publish", workspace_slug, tool_id)
        words = _("Version %(number)s er udgivet. Nu kan I begynde ark med redskabet.")
        messages.success(request, words % {"number": version.number})
        return redirect("catalog:tool", workspace_slug, tool_id)
    draft = drafts.draft_of(request.tool)
    newest = request.tool.versions.filter(number=request.tool.newest or 0).first()
    context = {
        "changes": difference(read_text(newest.text).data, draft.data) if newest else None,
        "number": (request.tool.newest or 0) + 1,
        "sheets": sheets_begun(request.tool),
    }
    return tool_page(request, "toolbox/publish.html", context, draft=draft)


@access(OnTool())
@require_POST
def withdraw(request: ToolRequest, workspace_slug: str, tool_id: str) -> HttpResponseBase:
    """Off the list."""
    tools.withdraw(tool=request.tool, by=request.user)
    messages.success(
        request, _("Redskabet er taget af listen. Ark, der er begyndt, virker stadig.")
    )
    return to_tool(request, "listed")


@access(OnTool())
@require_POST
def list_again(request: ToolRequest, workspace_slug: str, tool_id: str) -> HttpResponseBase:
    """On the list again."""
    tools.list_again(tool=request.tool, by=request.user)
    messages.success(request, _("Redskabet står på listen igen."))
    return to_tool(request, "listed")


@access(OnTool())
@require_POST
def discard(request: ToolRequest, workspace_slug: str, tool_id: str) -> HttpResponseBase:
    """Throw away what is not published; it can be brought back."""
    drafts.discard_draft(tool=request.tool, by=request.user)
    if request.tool.newest is None:
        return redirect("toolbox:bring_back", workspace_slug, tool_id)
    messages.success(request, _("Rettelserne er kasseret. Du kan hente dem tilbage herunder."))
    return to_tool(request, "listed")


@access(OnTool(deleted_too=True))
@require_http_methods(["GET", "HEAD", "POST"])
def bring_back(request: ToolRequest, workspace_slug: str, tool_id: str) -> HttpResponseBase:
    """What was thrown away, with the button that brings it back."""
    if request.method == "POST":
        if drafts.bring_back(tool=request.tool, by=request.user):
            messages.success(request, _("Hentet tilbage."))
        return to_tool(request)
    if request.tool.deleted_at is None:
        return to_tool(request)
    return tool_page(request, "toolbox/gone.html", {})
