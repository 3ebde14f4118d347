"""Everything a field has said, and bringing one of the wordings back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.core.errors import UserError
from brobygger.core.paging import page_of
from brobygger.sheets.access import OnSheet, SheetRequest, policy_of
from brobygger.sheets.domain.restoring import put_back
from brobygger.sheets.editions import field_behind, title_of_field
from brobygger.sheets.models import FieldRevision
from brobygger.sheets.presentation import value_words
from brobygger.sheets.seeing import seen_by
from brobygger.sheets.shapes.base import sent_number
from brobygger.sheets.talk import names_of
from brobygger.sheets.values import is_empty


@access(OnSheet(Permission.SHEET_EDIT))
@require_http_methods(["GET", "HEAD", "POST"])
def history(request: SheetRequest, sheet_id: UUID, field_id: str) -> HttpResponse:
    """The wordings of the field, newest first, for those who write; a POST brings one back."""
    sheet = request.sheet
    revisions = sheet.field_revisions.filter(field_id=field_id).order_by("-revision")
    if not seen_by(request.user, sheet).sees(field_id):
        raise Http404
    if not sheet.tool.has(field_id) and not revisions.exists():
        raise Http404
    if request.method == "POST":
        return _put_back(request, field_id)
    page = page_of(request, revisions, per_page=20)
    names = names_of(one.by_id for one in page.object_list)
    label, url = policy_of(sheet).home(sheet)
    newest = revisions.values_list("revision", flat=True).first() or 0
    context = {
        "sheet": sheet,
        "field_id": field_id,
        "field_title": title_of_field(sheet, field_id),
        "lives": sheet.tool.has(field_id),
        "page": page,
        "rows": [(one, names.get(one.by_id, ""), _words(request, one)) for one in page.object_list],
        "newest": newest,
        "home_label": label,
        "home_url": url,
    }
    return render(request, "sheets/history.html", context)


def _words(request: SheetRequest, wording: FieldRevision) -> list[str]:
    if is_empty(wording.value):
        return []
    field = field_behind(request.sheet, wording.field_id, wording.value)
    return value_words(field, wording.value) if field else []


def _put_back(request: SheetRequest, field_id: str) -> HttpResponse:
    if not request.sheet.tool.has(field_id):
        raise Http404
    seen = sent_number(request.POST.get("seen", ""))
    try:
        put_back(
            sheet=request.sheet,
            field_id=field_id,
            revision=sent_number(request.POST.get("revision", "")),
            seen=seen,
            by=request.user,
        )
    except UserError as refused:
        messages.error(request, str(refused))
        return redirect("sheets:history", request.sheet.id, field_id)
    address = reverse("sheets:field", args=[request.sheet.id, field_id])
    return redirect(f"{address}?undo={seen}")
