"""One field of the tool: added by kind, written in both languages, removed and brought back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from brobygger.authorization.access import access
from brobygger.toolbox import editing
from brobygger.toolbox.access import OnTool, ToolRequest
from brobygger.toolbox.domain.drafts import (
    Draft,
    change_draft,
    draft_of,
    fingerprint,
    known_to,
    published_kinds,
)
from brobygger.toolbox.exceptions import ChangedMeanwhile
from brobygger.toolbox.kinds import KINDS, kind_words
from brobygger.toolbox.origins import origins_of, read_origins
from brobygger.toolbox.parts import Lists, asked_for_more, changed_list, parts_of, read_parts
from brobygger.toolbox.problems import problems_of
from brobygger.toolbox.views.common import gone, linked, to_tool, tool_page
from brobygger.toolbox.views.editor import title_of
from brobygger.toolbox.writing import Data

_SIDES = ("column", "width", "row", "height")


@access(OnTool())
@require_POST
def add(request: ToolRequest, workspace_slug: str, tool_id: str) -> HttpResponseBase:
    """One more field of the kind that was chosen; then its form."""
    kind = request.POST.get("kind", "")
    if kind not in KINDS:
        raise Http404
    title = {one: request.POST.get(f"title-{one}", "").strip()[:120] for one in ("da", "en")}
    other_kinds = [one for one, was in published_kinds(request.tool).items() if was != kind]
    made: list[str] = []

    def make(data: Data) -> Data:
        after, field_id = editing.add_field(data, kind, title, avoid=other_kinds)
        made.append(field_id)
        return after

    change_draft(
        tool=request.tool, by=request.user, change="field_added", make=make, about=title["da"]
    )
    return redirect("toolbox:field", workspace_slug, tool_id, made[-1])


@access(OnTool())
@require_http_methods(["GET", "HEAD", "POST"])
def edit(
    request: ToolRequest, workspace_slug: str, tool_id: str, field_id: str
) -> HttpResponseBase:
    """The field's words, answers, columns, place and where it is filled from."""
    draft = draft_of(request.tool)
    try:
        field = editing.field_of(draft.data, field_id)
    except KeyError:
        if request.method != "POST":
            raise Http404 from None
        return gone(request)
    if request.method != "POST":
        return _page(request, draft, field, more=request.GET.get("more", ""))
    said = _said(request, field)
    if request.POST.get("do") == "check":
        return _checked(request, draft, {**field, **said})
    try:
        change_draft(
            tool=request.tool,
            by=request.user,
            change="field_changed",
            make=lambda data: _put(data, field_id, said),
            about=title_of(request.tool, field_id),
            part=lambda data: editing.field_of(data, field_id),
            seen=request.POST.get("seen", ""),
        )
    except ChangedMeanwhile as refused:
        return _page(request, draft, {**field, **said}, refused=str(refused))
    except KeyError:
        return gone(request)
    return _onward(request, field_id)


@access(OnTool())
@require_POST
def remove(
    request: ToolRequest, workspace_slug: str, tool_id: str, field_id: str
) -> HttpResponseBase:
    """Take the field off the sheet. Sheets of published versions keep what is written in it."""
    title = title_of(request.tool, field_id)
    try:
        change_draft(
            tool=request.tool,
            by=request.user,
            change="field_removed",
            make=lambda data: editing.remove_field(data, field_id),
            about=title,
        )
    except KeyError:
        return gone(request)
    messages.success(
        request, _("Feltet «%(title)s» er fjernet. Fortryd henter det igen.") % {"title": title}
    )
    return to_tool(request, "undo")


def _said(request: ToolRequest, field: Data) -> Data:
    """What the form says of the field; a number that is none stays as it was typed."""
    sent = changed_list(request.POST)
    said = read_parts(KINDS[field["kind"]], sent)
    area = {}
    for side in _SIDES:
        typed = sent.get(f"area-{side}", "")
        is_number = typed.isascii() and typed.isdigit() and len(typed) < 4
        area[side] = int(typed) if is_number else field["area"][side]
    said["area"] = area
    for name in ("takes_from", "mirrors"):
        before = field.get(name) or []
        origins = read_origins(name, sent, before, workspace_id=request.workspace.id)
        if origins:
            said[name] = origins
    return said


def _put(data: Data, field_id: str, said: Data) -> Data:
    """The field's words and place. What it is filled from is left out when nothing is chosen."""
    words = {name: value for name, value in said.items() if name != "area"}
    bare = editing.put_field(_without_origins(data, field_id), field_id, words)
    return editing.place_at(bare, field_id, said["area"])


def _without_origins(data: Data, field_id: str) -> Data:
    index = editing.index_of(data, field_id)
    fields = list(data["fields"])
    apart = ("takes_from", "mirrors")
    fields[index] = {name: one for name, one in fields[index].items() if name not in apart}
    return {**data, "fields": fields}


def _onward(request: ToolRequest, field_id: str) -> HttpResponseBase:
    """The form again when a button in it was pressed, else the tool's page."""
    do = request.POST.get("do", "")
    if do == "save":
        messages.success(request, _("Feltet er gemt i kladden."))
        return to_tool(request, f"field-{field_id}")
    where = [request.workspace.slug, request.tool.tool_id, field_id]
    page, more = reverse("toolbox:field", args=where), asked_for_more(request.POST)
    if more:
        page += f"?more={more}"
    if do.startswith("remove:"):
        messages.success(request, _("Fjernet. Du kan fortryde øverst."))
    return redirect(page + list_anchor(request))


def list_anchor(request: ToolRequest) -> str:
    """The list whose button was pressed, as the end of an address."""
    verb, _colon, rest = request.POST.get("do", "").partition(":")
    name = rest.rpartition(":")[0] if verb in ("remove", "up", "down") else rest
    return f"#list-{name}" if name.replace("-", "").isidentifier() else ""


def _page(
    request: ToolRequest, draft: Draft, field: Data, *, more: str = "", refused: str = ""
) -> HttpResponse:
    stored = editing.field_of(draft.data, field["id"])
    problems = linked(request, draft.problems())
    kind, use = kind_words(str(field["kind"]))
    context: dict[str, Any] = {
        "field": field,
        "field_title": title_of(request.tool, field["id"]),
        "kind": kind,
        "use": use,
        "parts": parts_of(KINDS[field["kind"]], field, lists=Lists({}), more=more),
        "area": [(side, words, field["area"][side], most) for side, words, most in _sides()],
        "origins": origins_of(request.tool, field),
        "seen": fingerprint(stored),
        "refused": refused,
        "here": [one for one in problems if one.problem.field == field["id"]],
    }
    status = 409 if refused else 200
    return tool_page(request, "toolbox/field.html", context, draft=draft, status=status)


def _sides() -> list[tuple[str, str, int]]:
    return [
        ("column", _("Begynder i kolonne"), 12),
        ("width", _("Bredde"), 12),
        ("row", _("Begynder i række"), 24),
        ("height", _("Højde"), 24),
    ]


def _checked(request: ToolRequest, draft: Draft, field: Data) -> HttpResponse:
    """What is wrong with the field as it stands in the form, while it is being written."""
    index = editing.index_of(draft.data, field["id"])
    fields = [*draft.data["fields"]]
    fields[index] = field
    found = problems_of({**draft.data, "fields": fields}, known_to(request.tool))
    here = [one for one in linked(request, found) if one.problem.field == field["id"]]
    return render(request, "toolbox/here.html", {"here": here})
