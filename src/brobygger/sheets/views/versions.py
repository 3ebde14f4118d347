"""The versions of a sheet: kept by name, looked into, laid beside each other, brought back."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.core import clock
from brobygger.core.errors import UserError
from brobygger.core.paging import page_of
from brobygger.core.templatetags.brobygger import day
from brobygger.sheets.access import OnSheet, SheetRequest, policy_of
from brobygger.sheets.differences import differences
from brobygger.sheets.domain.reading import values_for
from brobygger.sheets.domain.restoring import put_back, restore_version
from brobygger.sheets.domain.versions import (
    edition,
    name_version,
    rename_version,
    version_values,
    versions_for,
)
from brobygger.sheets.models import SheetVersion
from brobygger.sheets.presentation import FieldView
from brobygger.sheets.seeing import seen_by
from brobygger.sheets.shapes.base import sent_number
from brobygger.sheets.talk import names_of
from brobygger.sheets.values import FieldValues

NOW = "now"


@access(OnSheet(Permission.SHEET_VIEW))
@require_http_methods(["GET", "HEAD", "POST"])
def versions(request: SheetRequest, sheet_id: UUID) -> HttpResponse:
    """The versions of the sheet; a POST keeps it as it stands now, under a name."""
    if request.method != "POST":
        return _list(request)
    try:
        held_on = _day(request.POST.get("held_on", ""))
        version = name_version(
            sheet=request.sheet,
            name=request.POST.get("name", ""),
            held_on=held_on,
            by=request.user,
        )
    except UserError as refused:
        return _list(request, error=str(refused))
    messages.success(request, _("Versionen er gemt. I kan altid hente den igen."))
    return redirect(f"{_address(request)}#version-{version.number}")


@access(OnSheet(Permission.SHEET_VIEW))
@require_http_methods(["GET", "HEAD", "POST"])
def version(request: SheetRequest, sheet_id: UUID, number: int) -> HttpResponse:
    """The sheet as it stood in one version; a POST gives the version another name."""
    shown = _version(request, number)
    error = ""
    if request.method == "POST":
        try:
            held_on = _day(request.POST.get("held_on", ""))
            name = request.POST.get("name", "")
            rename_version(version=shown, name=name, held_on=held_on, by=request.user)
        except UserError as refused:
            error = str(refused)
        else:
            return redirect("sheets:version", request.sheet.id, number)
    values = version_values(shown, request.user)
    seen = seen_by(request.user, request.sheet)
    context = _context(request) | {
        "version": shown,
        "title": title_of(shown),
        "who": names_of([shown.by_id]).get(shown.by_id, ""),
        "error": error,
        "views": _fields(request, values, among=None if seen.writes else set(values.values)),
        "edition": edition(request.sheet),
    }
    return render(request, "sheets/version.html", context, status=422 if error else 200)


@access(OnSheet(Permission.SHEET_VIEW))
@require_safe
def compare(request: SheetRequest, sheet_id: UUID) -> HttpResponse:
    """Two versions field by field, or one beside the sheet as it stands now; unasked the newest."""
    before, after = _asked(request, "from"), _asked(request, "to")
    if not request.GET:
        before = versions_for(request.sheet, request.user).first()
        if before is None:
            return redirect(_address(request))
    if before is None and after is None:
        raise Http404
    if before is None or (after is not None and after.number < before.number):
        before, after = after, before  # the older one to the left
    assert before is not None
    seen = seen_by(request.user, request.sheet)
    was = version_values(before, request.user)
    now = version_values(after, request.user) if after else values_for(request.sheet, request.user)
    among = None if seen.writes else set(was.values) & set(now.values)
    rows = differences((was.tool, was.values), (now.tool, now.values), among=among)
    context = _context(request) | {
        "before": before,
        "after": after,
        "before_title": title_of(before),
        "after_title": title_of(after) if after else _("Som det står nu"),
        "changed": [one for one in rows if not one.same],
        "same": [one for one in rows if one.same and not one.empty],
        "empty": [one for one in rows if one.empty],
        "edition": edition(request.sheet),
        "revisions": dict(request.sheet.field_values.values_list("field_id", "revision")),
    }
    return render(request, "sheets/compare_versions.html", context)


@access(OnSheet(Permission.SHEET_EDIT))
@require_POST
def restore(request: SheetRequest, sheet_id: UUID, number: int) -> HttpResponse:
    """Let the sheet, or one field of it, say what it said in the version."""
    kept = _version(request, number)
    field_id = request.POST.get("field", "")
    seen = sent_number(request.POST.get("seen", ""))
    back = reverse("sheets:compare", args=[request.sheet.id]) + f"?from={number}&to={NOW}"
    try:
        if field_id:
            return redirect(_one_field(request, kept, field_id, seen))
        before = restore_version(version=kept, seen=seen, by=request.user)
    except UserError as refused:
        messages.error(request, str(refused))
        return redirect(back)
    address = reverse("sheets:sheet", args=[request.sheet.id])
    return redirect(f"{address}?undo={before.number}")


def title_of(version: SheetVersion) -> str:
    """What the version is called: its name, else why and when it was kept."""
    label = version.name or str(version.get_occasion_display())
    return label if version.name else f"{label}, {day(version.at)}"


def _one_field(request: SheetRequest, kept: SheetVersion, field_id: str, seen: int) -> str:
    if not request.sheet.tool.has(field_id):
        raise Http404
    wording = kept.wordings.filter(field_id=field_id).first()
    put_back(
        sheet=request.sheet,
        field_id=field_id,
        revision=wording.revision if wording else 0,
        seen=seen,
        by=request.user,
    )
    return reverse("sheets:field", args=[request.sheet.id, field_id]) + f"?undo={seen}"


def _list(request: SheetRequest, error: str = "") -> HttpResponse:
    page = page_of(request, versions_for(request.sheet, request.user), per_page=50)
    names = names_of(one.by_id for one in page.object_list)
    context = _context(request) | {
        "page": page,
        "rows": [(one, title_of(one), names.get(one.by_id, "")) for one in page.object_list],
        "error": error,
        "typed_name": request.POST.get("name", ""),
        "typed_day": request.POST.get("held_on", ""),
        "today": clock.today(),
    }
    return render(request, "sheets/versions.html", context, status=422 if error else 200)


def _context(request: SheetRequest) -> dict[str, object]:
    sheet = request.sheet
    label, url = policy_of(sheet).home(sheet)
    return {
        "sheet": sheet,
        "seen": seen_by(request.user, sheet),
        "home_label": label,
        "home_url": url,
    }


def _fields(request: SheetRequest, values: FieldValues, among: set[str] | None) -> list[FieldView]:
    return [
        FieldView(
            sheet=request.sheet,
            field=one,
            value=values.raw(one.id),
            number=number,
            can_edit=False,
        )
        for number, one in enumerate(values.tool.fields, start=1)
        if among is None or one.id in among
    ]


def _version(request: SheetRequest, number: int) -> SheetVersion:
    found = versions_for(request.sheet, request.user).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def _asked(request: SheetRequest, side: str) -> SheetVersion | None:
    """The version named in the address; None is the sheet as it stands now."""
    wanted = request.GET.get(side, NOW)
    return None if wanted == NOW else _version(request, sent_number(wanted))


def _day(typed: str) -> date | None:
    """The day of the meeting. Raises UserError."""
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise UserError(_("Dagen findes ikke. Skriv den som 2027-03-04.")) from error


def _address(request: SheetRequest) -> str:
    return reverse("sheets:versions", args=[request.sheet.id])
