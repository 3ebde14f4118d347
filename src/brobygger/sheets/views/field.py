"""One field at a time: a page of its own with the map of the sheet, and saving that one field."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.catalog.fields import Field
from brobygger.core.paging import page_of
from brobygger.sheets.access import OnSheet, SheetRequest, policy_of
from brobygger.sheets.domain.commands import FieldState
from brobygger.sheets.domain.comments import comments_for
from brobygger.sheets.exceptions import NotSaved
from brobygger.sheets.models import FieldRevision
from brobygger.sheets.posted import posted_value, save_posted
from brobygger.sheets.presentation import FieldView, field_view, sheet_views, with_error
from brobygger.sheets.seeing import seen_by
from brobygger.sheets.sheet_map import sheet_map
from brobygger.sheets.talk import said, with_talk
from brobygger.sheets.views.sheet import back_to, say_how_it_went, show_whole

# Buttons of the page that shows one field: where one goes when it is saved.
WALKS = {"next", "previous", "stay", "done"}


@access(OnSheet(Permission.SHEET_VIEW))
@require_http_methods(["GET", "HEAD", "POST"])
def field(request: SheetRequest, sheet_id: UUID, field_id: str) -> HttpResponse:
    """The field with the map and what is said about it; a POST saves it."""
    if not request.sheet.tool.has(field_id):
        raise Http404
    asked = request.sheet.tool.field(field_id)
    if request.method == "POST":
        return _save(request, asked)
    return show_field(request, asked)


def show_field(
    request: SheetRequest,
    asked: Field,
    *,
    refused: FieldView | None = None,
    typed: str = "",
    error: str = "",
) -> HttpResponse:
    """The page of one field; `typed` and `error` are a comment that could not be saved."""
    sheet = request.sheet
    seen = seen_by(request.user, sheet)
    views = with_talk(
        sheet_views(sheet, request.user, can_edit=seen.writes), sheet, request.user, seen
    )
    at = next((i for i, one in enumerate(views) if one.field.id == asked.id), None)
    if at is None:
        raise Http404
    view = _with_blanks(request, refused or views[at])
    talk = comments_for(sheet, request.user, seen).filter(field_id=asked.id)
    page = page_of(request, talk.select_related("sheet"), per_page=50)
    label, url = policy_of(sheet).home(sheet)
    context = {
        "sheet": sheet,
        "seen": seen,
        "view": replace(view, comments=views[at].comments, questions=views[at].questions),
        "views": views,
        "cells": sheet_map(views, current=asked.id),
        "number": at + 1,
        "previous": views[at - 1] if at else None,
        "next": views[at + 1] if at + 1 < len(views) else None,
        "page": page,
        "said": said(page.object_list, request.user),
        "removed": _removed(request),
        "undo": _undo(request, asked) if seen.writes else None,
        "typed": typed,
        "talk_error": error,
        "home_label": label,
        "home_url": url,
    }
    status = 422 if refused or error else 200
    return render(request, "sheets/one_field.html", context, status=status)


def _with_blanks(request: SheetRequest, view: FieldView) -> FieldView:
    more = request.GET.get("blank") == view.field.id
    return replace(view, blank_rows=3) if more else view


def _removed(request: SheetRequest) -> object:
    """The comment the reader has just taken away, while it can be brought back."""
    try:
        key = UUID(request.GET.get("removed", ""))
    except ValueError:
        return None
    own = request.sheet.comments.filter(by_id=request.user.id, removed_at__isnull=False)
    return own.filter(pk=key).first()


def _undo(request: SheetRequest, asked: Field) -> FieldRevision | None:
    """The wording that stood before an earlier one was brought back just now."""
    number = request.GET.get("undo", "")
    if not (number.isascii() and number.isdigit() and len(number) < 9):
        return None
    return FieldRevision.objects.filter(
        sheet=request.sheet, field_id=asked.id, revision=int(number)
    ).first()


def _save(request: SheetRequest, asked: Field) -> HttpResponse:
    """Save one field. Answers its state, or the whole field when more than that has changed."""
    try:
        state = save_posted(request.sheet, asked, request.POST, by=request.user)
    except NotSaved as refused:
        return _refused(request, asked, refused)
    if not request.htmx:
        return _onward(request, asked, state)
    view = replace(field_view(request.sheet, asked, request.user), merged=state.merged)
    pressed = request.POST.get("do", "")
    adding = pressed == f"add:{asked.id}"
    if adding:
        view = replace(view, blank_rows=2)
    whole = (
        state.merged
        or state.rival is not None
        or adding
        or f"{asked.id}-refused" in request.POST  # the error on the page must go
        or pressed.split(":")[0] in {"remove", "settle", "vote", "unvote"}
    )
    return _partial(request, view, whole=whole)


def _refused(request: SheetRequest, asked: Field, refused: NotSaved) -> HttpResponse:
    view = with_error(
        field_view(request.sheet, asked, request.user), posted_value(asked, request.POST), refused
    )
    if request.htmx:
        return _partial(request, view, whole=True, status=422)
    if "walk" in request.POST:
        return show_field(request, asked, refused=view)
    return show_whole(request, refused={asked.id: view})


def _onward(request: SheetRequest, asked: Field, state: FieldState) -> HttpResponse:
    """Where one goes without the page's script: on through the sheet, or back to it."""
    if "walk" not in request.POST:
        say_how_it_went(request, [state])
        return redirect(back_to(request, asked.id))
    pressed = request.POST.get("do", "")
    here = reverse("sheets:field", args=[request.sheet.id, asked.id])
    if state.rival is not None or state.merged or pressed not in WALKS:
        say_how_it_went(request, [state])
        adding = pressed == f"add:{asked.id}"
        return redirect(f"{here}?blank={asked.id}" if adding else here)
    if pressed == "stay":
        messages.success(request, _("Feltet er gemt."))
        return redirect(here)
    return redirect(_neighbour(request, asked, pressed))


def _neighbour(request: SheetRequest, asked: Field, pressed: str) -> str:
    seen = seen_by(request.user, request.sheet)
    ids = [one.id for one in request.sheet.tool.fields if seen.sees(one.id)]
    at = ids.index(asked.id) + {"next": 1, "previous": -1, "done": len(ids)}[pressed]
    if 0 <= at < len(ids):
        return reverse("sheets:field", args=[request.sheet.id, ids[at]])
    return reverse("sheets:sheet", args=[request.sheet.id])


def _partial(
    request: SheetRequest, view: FieldView, *, whole: bool, status: int = 200
) -> HttpResponse:
    template = "sheets/field.html" if whole else "sheets/state.html"
    alone = f"{view.field.id}-alone" in request.POST  # asked from the page of one field
    context = {"view": view, "sheet": request.sheet, "alone": alone}
    response = render(request, template, context, status=status)
    if whole:
        response["HX-Retarget"] = f"#field-{view.field.id}"
        response["HX-Reswap"] = "outerHTML"
    # The page's script takes only answers that say so: a log-in page is no saved field.
    response["X-Sheet-Field"] = view.field.id
    return response
