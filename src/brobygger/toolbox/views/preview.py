"""The draft as people will meet it: on the screen, and as the blank sheet."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from brobygger.authorization.access import access
from brobygger.catalog.paper import tool_pdf
from brobygger.catalog.schema import Tool
from brobygger.core import clock
from brobygger.sheets.models import Sheet
from brobygger.sheets.presentation import FieldView
from brobygger.sheets.values import empty_value
from brobygger.toolbox import editing
from brobygger.toolbox.access import OnTool, ToolRequest
from brobygger.toolbox.domain.drafts import draft_of
from brobygger.toolbox.views.common import tool_page


@access(OnTool())
@require_safe
def screen(request: ToolRequest, workspace_slug: str, tool_id: str) -> HttpResponse:
    """The sheet on the screen, wide and narrow; nothing can be written in it."""
    draft = draft_of(request.tool)
    shown = editing.whole(draft.data)
    sheet = Sheet(
        workspace=request.workspace, tool_id=request.tool.tool_id, tool_version=1, title=""
    )
    views = [
        FieldView(sheet=sheet, field=field, value=empty_value(field), number=number)
        for number, field in enumerate(shown.fields if shown else (), start=1)
    ]
    context = {"shown": shown, "views": views, "sheet": sheet}
    return tool_page(request, "toolbox/preview.html", context, draft=draft)


@access(OnTool())
@require_safe
def paper(request: ToolRequest, workspace_slug: str, tool_id: str, size: str) -> HttpResponseBase:
    """The blank sheet of the draft on A3 or A4; with nothing to print, the page that says why."""
    shown = editing.whole(draft_of(request.tool).data)
    if shown is None:
        return redirect("toolbox:preview", workspace_slug, tool_id)
    return _pdf(request, shown, size)


def _pdf(request: ToolRequest, shown: Tool, size: str) -> HttpResponse:
    where = [request.workspace.slug, request.tool.tool_id]
    # The code leads to the tool once it is published; until then to its own page.
    page = "catalog:tool" if request.tool.newest else "toolbox:tool"
    language = get_language() or "da"
    url = request.build_absolute_uri(reverse(page, args=where))
    pdf = tool_pdf(shown, {}, language=language, date=clock.today(), url=url, size=size)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{request.tool.tool_id}-{size}.pdf"'
    return response
