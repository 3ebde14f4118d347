"""Lifting a sheet to its tool's newest edition: what it changes is shown first."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.core.errors import UserError
from brobygger.sheets.access import OnSheet, SheetRequest, policy_of
from brobygger.sheets.domain.lifting import lift, lifted_from, lower
from brobygger.sheets.edition_news import news_of
from brobygger.sheets.editions import newest_edition
from brobygger.sheets.shapes.base import sent_number


@access(OnSheet(Permission.SHEET_EDIT))
@require_http_methods(["GET", "HEAD", "POST"])
def edition(request: SheetRequest, sheet_id: UUID) -> HttpResponse:
    """What the newest edition changes; a POST lifts the sheet to it, or goes back."""
    if request.method == "POST":
        return _carry_out(request)
    sheet = request.sheet
    newest = newest_edition(sheet)
    label, url = policy_of(sheet).home(sheet)
    context = {
        "sheet": sheet,
        "newest": newest,
        "news": news_of(sheet, newest) if newest else None,
        "lifted_from": lifted_from(sheet),
        "home_label": label,
        "home_url": url,
    }
    return render(request, "sheets/edition.html", context)


def _carry_out(request: SheetRequest) -> HttpResponse:
    try:
        if request.POST.get("do") == "lower":
            lower(sheet=request.sheet, by=request.user)
            messages.success(request, _("Arket har sin tidligere udgave igen. Intet er slettet."))
        else:
            lift(sheet=request.sheet, to=sent_number(request.POST.get("to", "")), by=request.user)
            messages.success(request, _("Arket har den nye udgave. I kan fortryde det."))
    except UserError as refused:
        messages.error(request, str(refused))
    return redirect("sheets:edition", request.sheet.id)
