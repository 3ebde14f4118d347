"""One sheet beside itself: how it was, and how it should be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
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
from brobygger.sheets.models import SheetVersion


@dataclass(frozen=True)
class Words:
    """What the page calls itself, and what it says when there is nothing on it."""

    name: Promise
    heading: Promise
    lead: Promise
    empty_title: Promise
    empty_text: Promise
    empty_action: Promise


WISHED = Words(
    _("Nu og ønsket"),
    _("Sådan er det, og sådan vil I have det"),
    _("At være tilfreds er også et svar."),
    _("I har ikke svaret endnu"),
    _("Når I har valgt, hvordan det er, og hvordan I vil have det, ser I forskellen her."),
    _("Skriv i arket"),
)
THEN = Words(
    _("Før og nu"),
    _("Før og nu"),
    _("Se, hvad der er ændret på arket."),
    _("Der står ikke noget at sammenligne"),
    _("Hverken dengang eller nu er der skrevet i de felter, du må læse."),
    _("Åbn arket"),
)


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
    return _page(request, board, link, WISHED)


@access(OnSheet(Permission.SHEET_VIEW))
@require_http_methods(["GET", "HEAD", "POST"])
def then(request: SheetRequest, sheet_id: UUID) -> HttpResponse:
    """A version, or the day a year ago, beside what the sheet says now."""
    link, source = _source(request)
    collaboration = link.collaboration if link else None
    versions = list(versions_for(request.sheet, request.user)[:50])
    whole = source.seen.fields is None
    if not versions and not whole:
        raise Http404  # what it said before is not theirs to read
    form, chosen, day = _asked(request, versions, whole=whole)
    if chosen is not None:
        title, values = version_title(chosen), values_then(chosen, request.user)
    else:
        title, values = short_day(day), values_on(source, day)
    key = str(chosen.id) if chosen else day.isoformat()
    board = board_of_times(values, title, source, collaboration, key=key)
    if request.method == "POST":
        return answer(request, board, collaboration, {}, request.user)
    more = {"form": form, "whole": whole, "versions": versions}
    return _page(request, board, link, THEN, **more)


def _source(request: SheetRequest) -> tuple[CollaborationSheet | None, Source]:
    link = place_of(request.sheet, request.user, request.GET.get("in", ""))
    return link, source_of(request.sheet, request.user, link)


def _asked(
    request: SheetRequest, versions: Sequence[SheetVersion], *, whole: bool
) -> tuple[ThenForm, SheetVersion | None, date]:
    """The form, and the version or the day to show. Unasked it is a year ago, or the day the sheet
    was begun when it is younger; for those who read only versions, the newest."""
    chosen = None if whole else versions[0]
    begun = request.sheet.created_at.astimezone(clock.DENMARK).date()
    day = max(clock.today() - timedelta(days=365), begun)
    unasked = {"version": str(chosen.id)} if chosen else {"on": day}
    sent = request.GET if any(request.GET.get(name) for name in ("version", "on")) else None
    form = ThenForm(sent, versions=versions, initial=unasked)
    if form.is_valid():
        chosen = form.cleaned_data["version"] or chosen
        day = form.cleaned_data["on"] or day
    return form, chosen, day


def _page(
    request: SheetRequest,
    board: Board,
    link: CollaborationSheet | None,
    words: Words,
    **more: object,
) -> HttpResponse:
    collaboration = link.collaboration if link else None
    label, url = policy_of(request.sheet).home(request.sheet)
    context = {
        "sheet": request.sheet,
        "words": words,
        "collaboration": collaboration,
        "board": board,
        "may_write": may_make(request.user, collaboration),
        "may_ask": policy_of(request.sheet).can_edit(request.user, request.sheet),
        "home_label": label,
        "home_url": url,
        **choices(),
        **more,
    }
    return render(request, "comparison/over_time.html", context)
