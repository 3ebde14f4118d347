"""What is said about a sheet: comments on a field, and the questions parked for a meeting."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.core.paging import page_of
from brobygger.sheets.access import OnSheet, SheetRequest, policy_of
from brobygger.sheets.domain import comments as verbs
from brobygger.sheets.exceptions import NotSaved, UnknownField
from brobygger.sheets.models import Comment
from brobygger.sheets.presentation import sheet_views
from brobygger.sheets.seeing import seen_by
from brobygger.sheets.talk import said
from brobygger.sheets.views.field import show_field


@access(OnSheet(Permission.SHEET_VIEW))
@require_POST
def say(request: SheetRequest, sheet_id: UUID, field_id: str) -> HttpResponse:
    """Write a comment on the field, or park a question. What is refused stays in the box."""
    write = verbs.park_question if request.POST.get("do") == "park" else verbs.comment
    text = request.POST.get("comment", "")
    try:
        write(
            sheet=request.sheet,
            field_id=field_id,
            text=text,
            by=request.user,
            shared=bool(request.POST.get("shared")),
        )
    except UnknownField as error:
        raise Http404 from error
    except NotSaved as refused:
        if not request.sheet.tool.has(field_id):
            raise Http404 from refused
        asked = request.sheet.tool.field(field_id)
        return show_field(request, asked, typed=text, error=str(refused))
    return redirect(_talk_of(request, field_id))


@access(OnSheet(Permission.SHEET_VIEW))
@require_POST
def answer(request: SheetRequest, sheet_id: UUID, comment_id: UUID) -> HttpResponse:
    """Do something with what is said: park it, settle it, take one's own words away, or undo."""
    found = request.sheet.comments.select_related("sheet").filter(pk=comment_id).first()
    if found is None:
        raise Http404
    asked = request.POST.get("do", "")
    try:
        if asked == "settle":
            verbs.settle(question=found, answer=request.POST.get("answer", ""), by=request.user)
        elif asked == "reopen":
            verbs.reopen(question=found, by=request.user)
        else:
            _verb(asked)(comment=found, by=request.user)
    except NotSaved as refused:
        messages.error(request, str(refused))
    return redirect(_back(request, found, removed=asked == "remove"))


@access(OnSheet(Permission.SHEET_VIEW))
@require_safe
def questions(request: SheetRequest, sheet_id: UUID) -> HttpResponse:
    """Everything parked on the sheet: what to take up at the next meeting, and what came of it."""
    sheet = request.sheet
    seen = seen_by(request.user, sheet)
    found = verbs.questions_for(sheet, request.user, seen).select_related("sheet")
    page = page_of(request, found, per_page=50)
    rows = said(page.object_list, request.user)
    label, url = policy_of(sheet).home(sheet)
    context = {
        "sheet": sheet,
        "seen": seen,
        "page": page,
        "open": [one for one in rows if one.comment.settled_at is None],
        "settled": [one for one in rows if one.comment.settled_at is not None],
        "views": sheet_views(sheet, request.user, can_edit=False) if seen.comments else (),
        "home_label": label,
        "home_url": url,
    }
    return render(request, "sheets/questions.html", context)


@access(OnSheet(Permission.SHEET_VIEW))
@require_POST
def park(request: SheetRequest, sheet_id: UUID) -> HttpResponse:
    """Park a question from the list, on the field that was chosen there."""
    address = reverse("sheets:questions", args=[request.sheet.id])
    try:
        verbs.park_question(
            sheet=request.sheet,
            field_id=request.POST.get("field", ""),
            text=request.POST.get("comment", ""),
            by=request.user,
            shared=bool(request.POST.get("shared")),
        )
    except UnknownField as error:
        raise Http404 from error
    except NotSaved as refused:
        messages.error(request, str(refused))
    return redirect(address)


def _verb(asked: str) -> Callable[..., Comment]:
    known: dict[str, Callable[..., Comment]] = {
        "park": verbs.park,
        "unpark": verbs.unpark,
        "remove": verbs.remove,
        "bring_back": verbs.bring_back,
    }
    if asked not in known:
        raise Http404
    return known[asked]


def _talk_of(request: SheetRequest, field_id: str) -> str:
    return reverse("sheets:field", args=[request.sheet.id, field_id]) + "#talk"


def _back(request: SheetRequest, about: Comment, *, removed: bool) -> str:
    """Where the button was pressed; after removing, where it can be undone."""
    asked = request.POST.get("next", "")
    if not removed and url_has_allowed_host_and_scheme(asked, {request.get_host()}):
        return asked
    if not request.sheet.tool.has(about.field_id):
        return reverse("sheets:questions", args=[request.sheet.id])
    address = reverse("sheets:field", args=[request.sheet.id, about.field_id])
    return f"{address}?removed={about.pk}#talk" if removed else f"{address}#talk"
