"""What somebody wrote when their log-in had run out: shown to be saved, or thrown away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.sheets import kept as keeping
from brobygger.sheets.access import OnSheet, SheetRequest, policy_of
from brobygger.sheets.seeing import seen_by


@access(OnSheet(Permission.SHEET_VIEW))
@require_http_methods(["GET", "HEAD", "POST"])
def kept(request: SheetRequest, sheet_id: UUID) -> HttpResponse:
    """What lies here for this person, with a button that sends it again; a POST throws it away."""
    sheet = request.sheet
    found = keeping.kept_for(request, sheet)
    if request.method == "POST" and found is not None:
        keeping.forget(request)
        messages.success(request, _("Det er smidt væk. Arket er, som det var."))
    if request.method == "POST" or found is None:
        return redirect("sheets:sheet", sheet.pk)
    seen = seen_by(request.user, sheet)
    label, url = policy_of(sheet).home(sheet)
    context = {
        "sheet": sheet,
        "kept": found,
        "told": found.told([one for one in sheet.tool.fields if seen.sees(one.id)]),
        "again": keeping.AGAIN,
        "home_label": label,
        "home_url": url,
    }
    return render(request, "sheets/kept.html", context)
