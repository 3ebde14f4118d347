"""The tool's own texts, and the steps of the meeting."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from pydantic import BaseModel

from brobygger.authorization.access import access
from brobygger.catalog.schema import Step, Tool
from brobygger.catalog.tools import all_sources
from brobygger.toolbox import editing
from brobygger.toolbox.access import OnTool, ToolRequest
from brobygger.toolbox.domain.drafts import change_draft, draft_of, fingerprint
from brobygger.toolbox.exceptions import ChangedMeanwhile
from brobygger.toolbox.parts import Lists, asked_for_more, changed_list, parts_of, read_parts
from brobygger.toolbox.views.common import linked, to_tool, tool_page
from brobygger.toolbox.views.field import list_anchor
from brobygger.toolbox.writing import Data

# Parts with a page of their own.
_APART = frozenset({"steps", "fields"})


class Steps(BaseModel):
    """The steps alone, as a form."""

    steps: tuple[Step, ...]


@access(OnTool())
@require_http_methods(["GET", "HEAD", "POST"])
def own_texts(request: ToolRequest, workspace_slug: str, tool_id: str) -> HttpResponseBase:
    """Title, use, sources, themes: everything but steps and fields."""
    return _edited(
        request,
        change="texts",
        model=Tool,
        skip=_APART,
        part=_texts,
        put=editing.put_texts,
    )


@access(OnTool())
@require_http_methods(["GET", "HEAD", "POST"])
def steps(request: ToolRequest, workspace_slug: str, tool_id: str) -> HttpResponseBase:
    """How the meeting goes, step by step with minutes."""
    return _edited(
        request,
        change="steps",
        model=Steps,
        skip=frozenset(),
        part=lambda data: {"steps": data.get("steps") or []},
        put=lambda data, said: {**data, "steps": said.get("steps") or []},
    )


def _texts(data: Data) -> Data:
    apart = (*_APART, "id", "version", "paper", "variants")
    return {name: value for name, value in data.items() if name not in apart}


def _edited(
    request: ToolRequest,
    *,
    change: str,
    model: type[BaseModel],
    skip: frozenset[str],
    part: Callable[[Data], Data],
    put: Callable[[Data, Data], Data],
) -> HttpResponseBase:
    """A form for a part of the tool: shown, or saved and gone on from."""
    shown = part(draft_of(request.tool).data)
    if request.method != "POST":
        more = request.GET.get("more", "")
        return _page(request, change, model, shown, skip=skip, stored=shown, more=more)
    said = read_parts(model, changed_list(request.POST), skip=skip)
    try:
        change_draft(
            tool=request.tool,
            by=request.user,
            change=change,
            make=lambda data: put(data, said),
            part=part,
            seen=request.POST.get("seen", ""),
        )
    except ChangedMeanwhile as refused:
        return _page(request, change, model, said, skip=skip, stored=shown, refused=str(refused))
    if request.POST.get("do") == "save":
        messages.success(request, _("Gemt i kladden."))
        return to_tool(request)
    page = reverse(f"toolbox:{change}", args=[request.workspace.slug, request.tool.tool_id])
    more = asked_for_more(request.POST)
    return redirect(f"{page}{f'?more={more}' if more else ''}{list_anchor(request)}")


def _page(
    request: ToolRequest,
    change: str,
    model: type[BaseModel],
    data: Data,
    *,
    skip: frozenset[str],
    stored: Data,
    more: str = "",
    refused: str = "",
) -> HttpResponse:
    draft = draft_of(request.tool)
    lists = Lists(
        {
            "sources": [(one.id, one.title.text) for one in all_sources()],
            "fields": [
                (str(one["id"]), str((one.get("title") or {}).get("da") or one["id"]))
                for one in draft.data.get("fields") or ()
                if one.get("id")
            ],
        }
    )
    problems = linked(request, draft.problems())
    context: dict[str, Any] = {
        "part": change,
        "parts": parts_of(model, data, lists=lists, skip=skip, more=more),
        "seen": fingerprint(stored),
        "refused": refused,
        "here": [one for one in problems if one.problem.page == change],
    }
    status = 409 if refused else 200
    return tool_page(request, "toolbox/texts.html", context, draft=draft, status=status)
