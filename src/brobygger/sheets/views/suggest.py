"""Actors to choose among while one writes in a sheet."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.sheets.access import OnSheet, SheetRequest
from brobygger.sheets.directory import suggest


@access(OnSheet(Permission.SHEET_EDIT))
@require_safe
def suggestions(request: SheetRequest, sheet_id: UUID) -> HttpResponse:
    """The options of a list, for those who may see the register; empty for everybody else."""
    words = request.GET.get("q", "")
    if len(words) > 200:
        raise Http404
    known = suggest(request.sheet, words, to=request.user)
    return render(request, "sheets/suggestions.html", {"known": known})
