"""Tools as files: taken along, taken in, and written in directly by those who like to."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.catalog.exceptions import UnknownTool
from brobygger.catalog.tools import tool as catalogue_tool
from brobygger.toolbox.access import OnTool, ToolRequest
from brobygger.toolbox.domain import drafts, intake
from brobygger.toolbox.exceptions import ChangedMeanwhile, IdTaken, Unreadable
from brobygger.toolbox.models import WorkspaceTool
from brobygger.toolbox.problems import Problem
from brobygger.toolbox.reading import MOST_BYTES, read_bytes, read_text
from brobygger.toolbox.views.common import to_tool, tool_page
from brobygger.toolbox.writing import as_data, as_text
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest

# Taken in although something is missing: that is put right in the form.
_EVEN_SO = ("as-draft", "as-new", "as-newer")


@access(InWorkspace(Permission.TOOL_VIEW))
@require_safe
def download(request: WorkspaceRequest, workspace_slug: str, tool_id: str) -> HttpResponse:
    """Any tool people can use here, as a file others can take in; `?version=` an older one."""
    typed = request.GET.get("version", "")
    version = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else None
    try:
        shown = catalogue_tool(tool_id, version, workspace_id=request.workspace.id)
    except UnknownTool as error:
        raise Http404 from error
    return _file(as_text(as_data(shown)), f"{shown.id}.v{shown.version}.yaml")


@access(OnTool())
@require_safe
def draft(request: ToolRequest, workspace_slug: str, tool_id: str) -> HttpResponse:
    """The draft as a file, with what is missing missing."""
    text = drafts.draft_of(request.tool).file.text
    return _file(text, f"{request.tool.tool_id}.draft.yaml")


@access(OnTool())
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: ToolRequest, workspace_slug: str, tool_id: str) -> HttpResponseBase:
    """The draft's file in the browser. What cannot be read is shown again as it was written."""
    now = drafts.draft_of(request.tool)
    seen = drafts.fingerprint(now.file.text)
    context: dict[str, Any] = {"text": now.file.text, "seen": seen}
    if request.method != "POST":
        return tool_page(request, "toolbox/text.html", context, draft=now)
    written = request.POST.get("text", "").replace("\r\n", "\n")
    context["text"] = written
    try:
        file = read_text(written)
        wrong = intake.unsound(request.tool, file)
        if wrong:
            context["wrong"] = wrong
            return tool_page(request, "toolbox/text.html", context, draft=now, status=422)
        drafts.put_file(
            tool=request.tool, by=request.user, file=file, seen=request.POST.get("seen", "")
        )
    except Unreadable as refused:
        context["wrong"] = [intake.as_problem(refused)]
        return tool_page(request, "toolbox/text.html", context, draft=now, status=422)
    except ChangedMeanwhile as refused:
        context["refused"] = str(refused)
        return tool_page(request, "toolbox/text.html", context, draft=now, status=409)
    messages.success(request, _("Filen er gemt i kladden."))
    return to_tool(request)


@access(InWorkspace(Permission.TOOL_EDIT))
@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: WorkspaceRequest, workspace_slug: str) -> HttpResponseBase:
    """A file from elsewhere becomes a draft. What is wrong is said with line and reason, and the
    text stays on the page to be put right."""
    if request.method != "POST":
        return _intake(request, "")
    upload = request.FILES.get("file")
    if upload is not None and upload.size is not None and upload.size > MOST_BYTES:
        return _refused(request, Unreadable(read_too_big()))
    try:
        written = read_bytes(upload.read()) if upload else _written(request)
        file = read_text(written)
    except Unreadable as refused:
        return _refused(request, refused)
    do = request.POST.get("do", "")
    newer_of = intake.tool_with_id(request.workspace, file) if do == "as-newer" else None
    problems = intake.problems_in(request.workspace, file, of=newer_of)
    if any(not one.sound for one in problems) or (problems and do not in _EVEN_SO):
        return _intake(request, written, problems=problems, status=422)
    try:
        made = intake.put_in(
            workspace=request.workspace,
            file=file,
            by=request.user,
            way=do,
        )
    except IdTaken as taken:
        existing = WorkspaceTool.objects.filter(
            workspace=request.workspace, tool_id=file.data.get("id")
        ).first()
        return _intake(request, written, taken=taken, existing=existing, status=409)
    messages.success(request, _("Redskabet er taget ind som kladde. Se det igennem, og udgiv det."))
    return redirect("toolbox:tool", workspace_slug, made.tool_id)


def read_too_big() -> str:
    """Why a file is not even opened."""
    return _(
        "Filen er for stor. Et redskab må højst fylde %(size)s kB. Der er ikke taget noget ind."
    ) % {"size": MOST_BYTES // 1000}


def _written(request: WorkspaceRequest) -> str:
    written = request.POST.get("text", "").replace("\r\n", "\n")
    if not written.strip():
        raise Unreadable(_("Vælg en fil, eller sæt teksten ind. Der er ikke taget noget ind."))
    return written


def _refused(request: WorkspaceRequest, refused: Unreadable) -> HttpResponse:
    return _intake(request, refused.text, problems=[intake.as_problem(refused)], status=422)


def _intake(
    request: WorkspaceRequest,
    text: str,
    *,
    problems: list[Problem] | None = None,
    taken: IdTaken | None = None,
    existing: WorkspaceTool | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "workspace": request.workspace,
        "text": text,
        "wrong": problems or [],
        "sound": bool(problems) and bool(text) and all(one.sound for one in problems or ()),
        "taken": taken,
        "existing": existing,
        "size": MOST_BYTES // 1000,
    }
    return render(request, "toolbox/take_in.html", context, status=status)


def _file(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
