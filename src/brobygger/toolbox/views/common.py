"""What the pages of a tool being made share: the draft, what is missing in it, the way back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brobygger.toolbox.access import ToolRequest
from brobygger.toolbox.domain.drafts import Draft, draft_of
from brobygger.toolbox.models import DraftStep
from brobygger.toolbox.problems import Problem

# What each change was, in words that follow "Fortryd:".
CHANGES: dict[str, str | Promise] = {
    "opened": _("begyndte at rette"),
    "begun": _("begyndte"),
    "copied": _("lavede en kopi"),
    "taken_in": _("tog en fil ind"),
    "texts": _("rettede teksterne"),
    "steps": _("rettede trinene"),
    "field_added": _("tilføjede feltet"),
    "field_changed": _("rettede feltet"),
    "field_moved": _("flyttede feltet"),
    "field_removed": _("fjernede feltet"),
    "arranged": _("lagde felterne på plads"),
    "rows_changed": _("ændrede papiret"),
    "file_written": _("rettede i filen"),
}


@dataclass(frozen=True)
class Linked:
    """A problem with the page where it is put right."""

    problem: Problem
    url: str


def words_of(step: DraftStep | None) -> str:
    """The change in words, with the field it was about."""
    if step is None:
        return ""
    words = str(CHANGES.get(step.change, step.change))
    return f"{words} «{step.about}»" if step.about else words


def linked(request: ToolRequest, problems: Sequence[Problem]) -> list[Linked]:
    """Each problem with the address of the form it belongs to."""
    return [Linked(one, _address(request, one)) for one in problems]


def _address(request: ToolRequest, problem: Problem) -> str:
    where = [request.workspace.slug, request.tool.tool_id]
    if not problem.sound:
        return reverse("toolbox:text", args=where)
    anchor = f"#input-{problem.part}" if problem.part else ""
    if problem.page == "field" and problem.field:
        if problem.part == "area":
            return reverse("toolbox:tool", args=where) + f"#field-{problem.field}"
        return reverse("toolbox:field", args=[*where, problem.field]) + anchor
    if problem.page == "steps":
        return reverse("toolbox:steps", args=where) + anchor
    return reverse("toolbox:texts", args=where) + anchor


def tool_page(
    request: ToolRequest,
    template: str,
    context: dict[str, Any],
    *,
    draft: Draft | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of the tool with what they all show: problems, undo, redo."""
    draft = draft or draft_of(request.tool)
    context = {
        "own": request.tool,
        "workspace": request.workspace,
        "tool_url": reverse("toolbox:tool", args=[request.workspace.slug, request.tool.tool_id]),
        "draft": draft,
        "problems": linked(request, draft.problems()),
        "last_change": words_of(draft.step) if draft.undoable else "",
        "next_change": words_of(draft.redo),
        **context,
    }
    return render(request, template, context, status=status)


def to_tool(request: ToolRequest, anchor: str = "") -> HttpResponseBase:
    """The tool's page again, at the field that was changed."""
    page = reverse("toolbox:tool", args=[request.workspace.slug, request.tool.tool_id])
    return redirect(page + (f"#{anchor}" if anchor else ""))


def gone(request: ToolRequest) -> HttpResponseBase:
    """Somebody removed the field meanwhile: say so, on the tool's page."""
    messages.warning(request, _("Feltet er fjernet imens. Du kan hente det tilbage med Fortryd."))
    return to_tool(request)
