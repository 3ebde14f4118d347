"""Typing in what was written on paper: field by field in its order, the photograph beside."""

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.sheets.access import OnSheet, SheetRequest, policy_of
from brobygger.sheets.domain.commands import FieldState
from brobygger.sheets.domain.photos import WHOLE_PAGE, by_field, photos_for
from brobygger.sheets.exceptions import NotSaved
from brobygger.sheets.posted import posted_value, save_posted, was_sent
from brobygger.sheets.presentation import FieldView, sheet_views, with_error
from brobygger.sheets.views.sheet import say_how_it_went, show_whole

_STEPS = {"next": 1, "previous": -1}


@access(OnSheet(Permission.SHEET_EDIT))
@require_safe
def begin(request: SheetRequest, sheet_id: UUID) -> HttpResponse:
    """To the first field nobody has typed in yet, or to the first of all."""
    views = sheet_views(request.sheet, request.user, can_edit=True)
    if not views:
        raise Http404
    first = next((one for one in views if not one.filled), views[0])
    return redirect("sheets:from-paper", request.sheet.id, first.field.id)


@access(OnSheet(Permission.SHEET_EDIT))
@require_http_methods(["GET", "HEAD", "POST"])
def field(request: SheetRequest, sheet_id: UUID, field_id: str) -> HttpResponse:
    """One field beside its photograph; a POST saves it and goes on."""
    views = sheet_views(request.sheet, request.user, can_edit=True)
    ids = [one.field.id for one in views]
    if field_id not in ids:
        raise Http404
    at = ids.index(field_id)
    if request.method != "POST":
        return _page(request, views, at)
    asked = views[at].field
    try:
        state = save_posted(request.sheet, asked, request.POST, by=request.user)
    except NotSaved as refused:
        views[at] = with_error(views[at], posted_value(asked, request.POST), refused)
        return _page(request, views, at, status=422)
    return redirect(_onward(request, ids, at, state))


@access(OnSheet(Permission.SHEET_EDIT))
@require_safe
def done(request: SheetRequest, sheet_id: UUID) -> HttpResponse:
    """How much of the paper is typed in, and the way to what is not."""
    views = sheet_views(request.sheet, request.user, can_edit=True)
    label, url = policy_of(request.sheet).home(request.sheet)
    context = {
        "sheet": request.sheet,
        "filled": [one for one in views if one.filled],
        "empty": [one for one in views if not one.filled],
        "all": len(views),
        "home_label": label,
        "home_url": url,
    }
    return render(request, "sheets/from_paper_done.html", context)


@access(OnSheet(Permission.SHEET_EDIT))
@require_POST
def save_then_photos(request: SheetRequest, sheet_id: UUID, field_id: str) -> HttpResponse:
    """Save all that was typed, then go to a field's photographs: nothing is lost on the way."""
    if not request.sheet.tool.has(field_id):
        raise Http404
    refused: dict[str, NotSaved] = {}
    for asked in request.sheet.tool.fields:
        if was_sent(asked, request.POST):
            try:
                save_posted(request.sheet, asked, request.POST, by=request.user)
            except NotSaved as error:
                refused[asked.id] = error
    if not refused:
        return redirect("sheets:photos", request.sheet.id, field_id)
    views = sheet_views(request.sheet, request.user, can_edit=True)
    shown = {
        one.field.id: with_error(one, posted_value(one.field, request.POST), refused[one.field.id])
        for one in views
        if one.field.id in refused
    }
    return show_whole(request, refused=shown)


def _page(
    request: SheetRequest, views: list[FieldView], at: int, status: int = 200
) -> HttpResponse:
    sheet, view = request.sheet, views[at]
    photos = by_field(photos_for(sheet, request.user))
    if request.GET.get("blank") == view.field.id:
        view = replace(view, blank_rows=3)
    label, url = policy_of(sheet).home(sheet)
    context = {
        "sheet": sheet,
        "view": view,
        "number": at + 1,
        "all": len(views),
        "filled": sum(one.filled for one in views),
        "previous": views[at - 1] if at else None,
        "is_last": at + 1 == len(views),
        "photos": [*photos.get(view.field.id, ()), *photos.get(WHOLE_PAGE, ())],
        "home_label": label,
        "home_url": url,
    }
    return render(request, "sheets/from_paper.html", context, status=status)


def _onward(request: SheetRequest, ids: list[str], at: int, state: FieldState) -> str:
    """The next field, or this one again when there is something to look at or do here."""
    pressed = request.POST.get("do", "")
    here = reverse("sheets:from-paper", args=[request.sheet.id, ids[at]])
    if pressed == "photos":
        photos = reverse("sheets:page-photos", args=[request.sheet.id])
        return f"{photos}?from={ids[at]}"
    if state.rival is not None or state.merged or pressed not in {*_STEPS, "done"}:
        say_how_it_went(request, [state])
        return f"{here}?blank={ids[at]}" if pressed == f"add:{ids[at]}" else here
    to = at + _STEPS.get(pressed, len(ids))
    if 0 <= to < len(ids):
        return reverse("sheets:from-paper", args=[request.sheet.id, ids[to]])
    return reverse("sheets:from-paper-done", args=[request.sheet.id])
