"""One sheet beside itself: how it was, and how it should be."""

from datetime import date, timedelta
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.models import CollaborationSheet
from brobygger.comparison.board import Board
from brobygger.comparison.domain.boards import (
    Source,
    board_of_times,
    board_of_wishes,
    source_of,
    values_on,
    values_then,
    version_title,
)
from brobygger.comparison.domain.queries import place_of
from brobygger.comparison.forms import ThenForm
from brobygger.comparison.views.making import answer, choices, may_make
from brobygger.core import clock
from brobygger.core.templatetags.brobygger import short_day
from brobygger.sheets.access import OnSheet, SheetRequest, policy_of
from brobygger.sheets.domain.versions import versions_for


@access(OnSheet(Permission.SHEET_VIEW))
@require_http_methods(["GET", "HEAD", "POST"])
def wished(request: SheetRequest, sheet_id: UUID) -> HttpResponse:
    """How it is now beside how the organisation wants it."""
    link, source = _source(request)
    collaboration = link.collaboration if link else None
    board = board_of_wishes(source, collaboration)
    if not board.themes:
        raise Http404
    if request.method == "POST":
        return answer(request, board, collaboration, {}, request.user)
    return _page(request, "comparison/wished.html", board, link)


@access(OnSheet(Permission.SHEET_VIEW))
@require_http_methods(["GET", "HEAD", "POST"])
def then(request: SheetRequest, sheet_id: UUID) -> HttpResponse:
    """A version, or the day a year ago, beside what the sheet says now."""
    link, source = _source(request)
    collaboration = link.collaboration if link else None
    versions = list(versions_for(request.sheet, request.user)[:50])
    whole = source.seen.fields is None
    form = ThenForm(request.GET or None, versions=versions, initial={"on": _last_year(request)})
    form.is_valid()
    asked = getattr(form, "cleaned_data", {})
    chosen, day = asked.get("version"), asked.get("on")
    if chosen is None and day is None and not form.errors:
        if versions and not whole:
            chosen = versions[0]
        elif whole:
            day = _last_year(request)
    if chosen is not None:
        words, values = version_title(chosen), values_then(chosen, request.user)
        key = str(chosen.id)
    else:
        day = day or _last_year(request)
        words, values = short_day(day), values_on(source, day)
        key = day.isoformat()
    board = board_of_times(values, words, source, collaboration, key=key)
    if request.method == "POST":
        return answer(request, board, collaboration, {}, request.user)
    more = {"form": form, "whole": whole, "versions": versions}
    return _page(request, "comparison/then.html", board, link, **more)


def _source(request: SheetRequest) -> tuple[CollaborationSheet | None, Source]:
    link = place_of(request.sheet, request.user, request.GET.get("in", ""))
    return link, source_of(request.sheet, request.user, link)


def _last_year(request: SheetRequest) -> date:
    """A year ago, or the day the sheet was begun when it is younger."""
    return max(clock.today() - timedelta(days=365), request.sheet.created_at.date())


def _page(
    request: SheetRequest,
    template: str,
    board: Board,
    link: CollaborationSheet | None,
    **more: object,
) -> HttpResponse:
    collaboration = link.collaboration if link else None
    label, url = policy_of(request.sheet).home(request.sheet)
    context = {
        "sheet": request.sheet,
        "collaboration": collaboration,
        "board": board,
        "may_write": may_make(request.user, collaboration),
        "may_ask": policy_of(request.sheet).can_edit(request.user, request.sheet),
        "home_label": label,
        "home_url": url,
        **choices(),
        **more,
    }
    return render(request, template, context)
