"""Filling in a sheet: the whole sheet on one page, saved by a button; each field saves itself."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from brobygger.accounts.telling import PARAMETER, trail_of
from brobygger.audit.timeline import events_about
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.sheets.access import OnSheet, SheetRequest, doors_of, policy_of
from brobygger.sheets.domain.commands import FieldState
from brobygger.sheets.domain.comments import questions_for
from brobygger.sheets.domain.lifting import leftovers
from brobygger.sheets.domain.sheets import rename_sheet
from brobygger.sheets.domain.versions import edition
from brobygger.sheets.editions import newest_edition
from brobygger.sheets.exceptions import NotSaved
from brobygger.sheets.models import Occasion, Sheet, SheetVersion
from brobygger.sheets.posted import posted_value, save_posted, was_sent
from brobygger.sheets.presentation import FieldView, sheet_views, with_error
from brobygger.sheets.seeing import seen_by
from brobygger.sheets.sheet_map import first_to_fill, sheet_map
from brobygger.sheets.talk import said, with_talk

# So many stand below the sheet; the rest is one link away.
MOST_QUESTIONS = 5


@access(OnSheet(Permission.SHEET_VIEW))
@require_safe
def show_sheet(request: SheetRequest, sheet_id: UUID) -> HttpResponse:
    """The whole sheet; `?blank=<field>` gives more blank lines in a table."""
    return _page(request, _views(request))


@access(OnSheet(Permission.SHEET_EDIT))
@require_POST
def save_sheet(request: SheetRequest, sheet_id: UUID) -> HttpResponse:
    """Save every field of the form. What cannot be saved is shown again as it was typed."""
    refused: dict[str, NotSaved] = {}
    misnamed = _rename(request)
    states: list[FieldState] = []
    for field in request.sheet.tool.fields:
        if not was_sent(field, request.POST):
            continue
        try:
            states.append(save_posted(request.sheet, field, request.POST, by=request.user))
        except NotSaved as error:
            refused[field.id] = error
    if refused or misnamed:
        shown = {
            one.field.id: with_error(
                one, posted_value(one.field, request.POST), refused[one.field.id]
            )
            for one in _views(request)
            if one.field.id in refused
        }
        return show_whole(request, refused=shown, misnamed=misnamed)
    say_how_it_went(request, states)
    return redirect(back_to(request))


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
    seen = seen_by(request.user, request.sheet)
    views = sheet_views(request.sheet, request.user, can_edit=seen.writes)
    more = request.GET.get("blank")
    views = [replace(one, blank_rows=3) if one.field.id == more else one for one in views]
    return with_talk(views, request.sheet, request.user, seen)


def show_whole(
    request: SheetRequest, *, refused: Mapping[str, FieldView], misnamed: str = ""
) -> HttpResponse:
    """The sheet with what could not be saved, as it was typed."""
    views = [refused.get(one.field.id, one) for one in _views(request)]
    return _page(request, views, status=422, misnamed=misnamed)


def _page(
    request: SheetRequest, views: list[FieldView], status: int = 200, misnamed: str = ""
) -> HttpResponse:
    sheet, policy = request.sheet, policy_of(request.sheet)
    seen = seen_by(request.user, sheet)
    label, url = policy.home(sheet)
    questions = questions_for(sheet, request.user, seen).filter(settled_at__isnull=True)
    context = {
        "sheet": sheet,
        "seen": seen,
        "lead": _lead(sheet),
        "doors": doors_of(request.user, sheet),
        "can_rename": policy.can_rename(request.user, sheet),
        "typed_title": request.POST["sheet-title"] if misnamed else sheet.title,
        "misnamed": misnamed,
        "views": views,
        "cells": sheet_map(views),
        "begin_at": first_to_fill(views),
        "whole": "whole" in request.GET or "blank" in request.GET or status != 200,
        "refused": [one for one in views if one.error],
        "filled": sum(one.filled for one in views),
        "can_edit": any(one.can_edit for one in views),
        "questions": said(questions.select_related("sheet")[:MOST_QUESTIONS], request.user),
        "how_many_questions": sum(one.questions for one in views),
        "leftovers": leftovers(sheet, seen),
        "newer": newest_edition(sheet) if seen.writes else None,
        "undo": _undo(request) if seen.writes else None,
        "edition": edition(sheet),
        "trail": trail_of(events_about("sheet", sheet.id), request.GET.get(PARAMETER, "")),
        "home_label": label,
        "home_url": url,
    }
    return render(request, "sheets/sheet.html", context, status=status)


def _undo(request: SheetRequest) -> SheetVersion | None:
    """The version that was kept just before another was brought back."""
    number = request.GET.get("undo", "")
    if not (number.isascii() and number.isdigit() and len(number) < 9):
        return None
    kept = request.sheet.versions.filter(occasion=Occasion.BEFORE_RESTORE, number=int(number))
    return kept.first()


def _lead(sheet: Sheet) -> str:
    """The tool when the sheet has a name of its own, whose it is, and who reads it."""
    tool = sheet.tool.title.text
    words = [tool if tool != sheet.title else "", *policy_of(sheet).whose(sheet)]
    return " · ".join(one for one in words if one)


def say_how_it_went(request: SheetRequest, states: list[FieldState]) -> None:
    """Tell that it is saved, and when somebody else wrote in the same place meanwhile."""
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


def back_to(request: SheetRequest, field_id: str = "") -> str:
    """The sheet again, at the field whose button was pressed."""
    address = reverse("sheets:sheet", args=[request.sheet.id])
    asked = request.POST.get("do", "").split(":")
    if len(asked) > 1 and asked[1].isidentifier():
        field_id = asked[1]
        if asked[0] == "add":
            address += f"?blank={field_id}"
    return f"{address}#field-{field_id}" if field_id else address
