"""The tool being made: its fields as they lie on the sheet, moved by buttons, undone one by one."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from brobygger.accounts.telling import PARAMETER, trail_of
from brobygger.audit.timeline import events_about
from brobygger.authorization.access import access
from brobygger.catalog.exceptions import UnknownTool
from brobygger.catalog.tools import tool as catalogue_tool
from brobygger.toolbox import editing
from brobygger.toolbox.access import OnTool, ToolRequest
from brobygger.toolbox.domain.drafts import Draft, change_draft, draft_of, go_to_step
from brobygger.toolbox.domain.queries import sheets_begun, versions_of
from brobygger.toolbox.kinds import KIND_WORDS, KINDS, kind_words
from brobygger.toolbox.models import WorkspaceTool
from brobygger.toolbox.views.common import gone, to_tool, tool_page
from brobygger.toolbox.writing import Data

MOVE_WORDS: dict[str, str | Promise] = {
    "left": gettext_lazy("Til venstre"),
    "right": gettext_lazy("Til højre"),
    "up": gettext_lazy("Op"),
    "down": gettext_lazy("Ned"),
    "wider": gettext_lazy("Bredere"),
    "narrower": gettext_lazy("Smallere"),
    "taller": gettext_lazy("Højere"),
    "lower": gettext_lazy("Lavere"),
}


@dataclass(frozen=True)
class FieldRow:
    """A field in the list under the sheet."""

    data: dict[str, Any]
    number: int
    kind: str | Promise
    problems: int
    first: bool
    last: bool

    @property
    def title(self) -> str:
        title = self.data.get("title") or {}
        return str(title.get("da") or title.get("en") or self.data["id"])


@access(OnTool())
@require_safe
def show(request: ToolRequest, workspace_slug: str, tool_id: str) -> HttpResponse:
    """The sheet in miniature, its fields and steps, what is missing, and the way on."""
    draft = draft_of(request.tool)
    problems = draft.problems()
    context = {
        "rows": _rows(draft, [one.field for one in problems if one.page == "field"]),
        "moves": MOVE_WORDS.items(),
        "kinds": [(kind, *words) for kind, words in KIND_WORDS.items() if kind in KINDS],
        "minutes": _minutes(draft),
        "versions": versions_of(request.tool),
        "sheets": sheets_begun(request.tool),
        "discarded": draft.step is None and request.tool.steps.exists(),
        "newer": _newer_original(request.tool),
        "trail": trail_of(events_about("tool", request.tool.id), request.GET.get(PARAMETER, "")),
    }
    return tool_page(request, "toolbox/tool.html", context, draft=draft)


@access(OnTool())
@require_POST
def place(
    request: ToolRequest, workspace_slug: str, tool_id: str, field_id: str
) -> HttpResponseBase:
    """Move the field a square, make it bigger or smaller, or put it earlier or later in order."""
    move = request.POST.get("move", "")
    if move not in (*editing.MOVES, "earlier", "later"):
        raise Http404

    def make(data: Data) -> Data:
        if move in editing.MOVES:
            return editing.place(data, field_id, move)
        return editing.reorder(data, field_id, -1 if move == "earlier" else 1)

    try:
        change_draft(
            tool=request.tool,
            by=request.user,
            change="field_moved",
            make=make,
            about=title_of(request.tool, field_id),
        )
    except KeyError:
        return gone(request)
    return to_tool(request, f"field-{field_id}")


@access(OnTool())
@require_POST
def paper(request: ToolRequest, workspace_slug: str, tool_id: str) -> HttpResponseBase:
    """Lay all fields out in their order, or give the sheet another number of rows."""
    if request.POST.get("do") == "arrange":
        change_draft(tool=request.tool, by=request.user, change="arranged", make=editing.arrange)
        messages.success(
            request, _("Felterne ligger nu i rækkefølge, og ingen ligger oven i en anden.")
        )
        return to_tool(request, "sheet")
    typed = request.POST.get("rows", "")
    rows = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0
    if not 1 <= rows <= editing.MOST_ROWS:
        messages.error(request, _("Et ark har fra 1 til 24 rækker."))
        return to_tool(request, "sheet")
    change_draft(
        tool=request.tool,
        by=request.user,
        change="rows_changed",
        make=lambda data: editing.put_rows(data, rows),
    )
    return to_tool(request, "sheet")


@access(OnTool())
@require_POST
def undo(request: ToolRequest, workspace_slug: str, tool_id: str) -> HttpResponseBase:
    """Take the last change back, or make it again."""
    typed = request.POST.get("seen", "")
    seen = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0
    back = request.POST.get("do") != "redo"
    if not go_to_step(tool=request.tool, by=request.user, seen=seen, back=back):
        messages.warning(
            request, _("En anden har rettet redskabet imens. Se på det, og fortryd så igen.")
        )
    elif back:
        messages.success(request, _("Fortrudt. Du kan gøre det igen med Gentag."))
    else:
        messages.success(request, _("Gentaget."))
    return to_tool(request)


def title_of(tool: WorkspaceTool, field_id: str) -> str:
    """What the field is called now, for the words of undoing."""
    try:
        field = editing.field_of(draft_of(tool).data, field_id)
    except KeyError:
        return field_id
    title = field.get("title") or {}
    return str(title.get("da") or title.get("en") or field_id)


def _rows(draft: Draft, wrong: list[str]) -> list[FieldRow]:
    fields = draft.data.get("fields") or []
    return [
        FieldRow(
            one,
            number,
            kind_words(str(one.get("kind")))[0],
            wrong.count(str(one.get("id"))),
            number == 1,
            number == len(fields),
        )
        for number, one in enumerate(fields, start=1)
    ]


def _minutes(draft: Draft) -> int:
    minutes = [step.get("minutes") for step in draft.data.get("steps") or ()]
    return sum(one for one in minutes if isinstance(one, int))


def _newer_original(tool: WorkspaceTool) -> str:
    """The title of what was copied when it has come in a newer version since; else nothing."""
    name, _space, version = tool.copied_from.partition(" ")
    if not version.isdigit():
        return ""
    try:
        original = catalogue_tool(name, workspace_id=tool.workspace_id)
    except UnknownTool:
        return ""
    return original.title.text if original.version > int(version) else ""
