"""Filling in a sheet: the page, saving everything by a button, and saving one field at a time."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from brobygger.accounts.telling import PARAMETER, trail_of
from brobygger.audit.timeline import events_about
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.catalog.fields import Field
from brobygger.sheets.access import OnSheet, SheetRequest, policy_of
from brobygger.sheets.domain.commands import FieldState
from brobygger.sheets.domain.sheets import rename_sheet
from brobygger.sheets.exceptions import NotSaved
from brobygger.sheets.models import Sheet
from brobygger.sheets.posted import posted_value, save_posted, was_sent
from brobygger.sheets.presentation import FieldView, field_view, sheet_views, with_error


@access(OnSheet(Permission.SHEET_VIEW))
@require_safe
def show_sheet(request: SheetRequest, sheet_id: UUID) -> HttpResponse:
    """The whole sheet; `?blank=<field>` gives more blank lines in a table."""
    return _page(request, _views(request))


@access(OnSheet(Permission.SHEET_EDIT))
@require_POST
def save_sheet(request: SheetRequest, sheet_id: UUID) -> HttpResponse:
    """Save every field of the form. What cannot be saved is shown again as it was typed."""
    refused: dict[str, tuple[Field, NotSaved]] = {}
    misnamed = _rename(request)
    states: list[FieldState] = []
    for field in request.sheet.tool.fields:
        if not was_sent(field, request.POST):
            continue
        try:
            states.append(save_posted(request.sheet, field, request.POST, by=request.user))
        except NotSaved as error:
            refused[field.id] = (field, error)
    if refused or misnamed:
        views = [
            with_error(one, posted_value(one.field, request.POST), refused[one.field.id][1])
            if one.field.id in refused
            else one
            for one in _views(request)
        ]
        return _page(request, views, status=422, misnamed=misnamed)
    _say_how_it_went(request, states)
    return redirect(_back_to(request))


@access(OnSheet(Permission.SHEET_EDIT))
@require_POST
def save_field(request: SheetRequest, sheet_id: UUID, field_id: str) -> HttpResponse:
    """Save one field. Answers its state, or the whole field when more than that has changed."""
    try:
        field = request.sheet.tool.field(field_id)
    except KeyError as error:
        raise Http404 from error
    try:
        state = save_posted(request.sheet, field, request.POST, by=request.user)
    except NotSaved as refused:
        view = with_error(
            field_view(request.sheet, field, request.user),
            posted_value(field, request.POST),
            refused,
        )
        return _field(request, view, whole=True, status=422)
    if not request.htmx:
        _say_how_it_went(request, [state])
        return redirect(_back_to(request, field_id))
    view = replace(field_view(request.sheet, field, request.user), merged=state.merged)
    asked = request.POST.get("do", "")
    adding = asked == f"add:{field_id}"
    if adding:
        view = replace(view, blank_rows=2)
    whole = (
        state.merged
        or state.rival is not None
        or adding
        or f"{field_id}-refused" in request.POST  # the error on the page must go
        or asked.split(":")[0] in {"remove", "settle", "vote", "unvote"}
    )
    return _field(request, view, whole=whole)


def _rename(request: SheetRequest) -> str:
    """Take the name that was sent when the writer changed it. Answers why it could not be."""
    title = request.POST.get("sheet-title")
    if title is None or title == request.POST.get("sheet-title-seen"):
        return ""
    try:
        rename_sheet(sheet=request.sheet, title=title, by=request.user)
    except NotSaved as error:
        return str(error)
    return ""


def _views(request: SheetRequest) -> list[FieldView]:
    may_edit = policy_of(request.sheet).can_edit(request.user, request.sheet)
    views = sheet_views(request.sheet, request.user, can_edit=may_edit)
    more = request.GET.get("blank")
    return [replace(one, blank_rows=3) if one.field.id == more else one for one in views]


def _page(
    request: SheetRequest, views: list[FieldView], status: int = 200, misnamed: str = ""
) -> HttpResponse:
    policy = policy_of(request.sheet)
    label, url = policy.home(request.sheet)
    context = {
        "sheet": request.sheet,
        "lead": _lead(request.sheet),
        "can_rename": policy.can_rename(request.user, request.sheet),
        "typed_title": request.POST["sheet-title"] if misnamed else request.sheet.title,
        "misnamed": misnamed,
        "views": views,
        "refused": [one for one in views if one.error],
        "filled": sum(one.filled for one in views),
        "can_edit": any(one.can_edit for one in views),
        "trail": trail_of(events_about("sheet", request.sheet.id), request.GET.get(PARAMETER, "")),
        "home_label": label,
        "home_url": url,
    }
    return render(request, "sheets/sheet.html", context, status=status)


def _lead(sheet: Sheet) -> str:
    """The tool when the sheet has a name of its own, whose it is, and who reads it."""
    tool = sheet.tool.title.text
    words = [tool if tool != sheet.title else "", *policy_of(sheet).whose(sheet)]
    return " · ".join(one for one in words if one)


def _field(
    request: SheetRequest, view: FieldView, *, whole: bool, status: int = 200
) -> HttpResponse:
    if not request.htmx:
        return _page(
            request, [view if one.field is view.field else one for one in _views(request)], status
        )
    template = "sheets/field.html" if whole else "sheets/state.html"
    response = render(request, template, {"view": view, "sheet": request.sheet}, status=status)
    if whole:
        response["HX-Retarget"] = f"#field-{view.field.id}"
        response["HX-Reswap"] = "outerHTML"
    # The page's script takes only answers that say so: a log-in page is no saved field.
    response["X-Sheet-Field"] = view.field.id
    return response


def _say_how_it_went(request: SheetRequest, states: list[FieldState]) -> None:
    rivals = sum(state.rival is not None for state in states)
    if rivals:
        messages.warning(
            request,
            ngettext(
                "Gemt. I ét felt har en anden skrevet noget andet imens. Begge tekster er gemt. "
                "Vælg, hvad der skal stå.",
                "Gemt. I %(count)s felter har en anden skrevet noget andet imens. Begge tekster "
                "er gemt. Vælg, hvad der skal stå.",
                rivals,
            )
            % {"count": rivals},
        )
    elif any(state.merged for state in states):
        messages.success(request, _("Gemt. En anden skrev også i arket, og begges tekst er med."))
    else:
        messages.success(request, _("Arket er gemt."))


def _back_to(request: SheetRequest, field_id: str = "") -> str:
    """The sheet again, at the field whose button was pressed."""
    address = reverse("sheets:sheet", args=[request.sheet.id])
    asked = request.POST.get("do", "").split(":")
    if len(asked) > 1 and asked[1].isidentifier():
        field_id = asked[1]
        if asked[0] == "add":
            address += f"?blank={field_id}"
    return f"{address}#field-{field_id}" if field_id else address
