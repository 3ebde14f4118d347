"""The meetings of a collaboration, for those who speak for a party."""

from collections.abc import Iterable
from datetime import time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brobygger.agreements.domain.queries import agreement_of
from brobygger.agreements.models import AgreementStatus
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.access import AsParty, PartyRequest
from brobygger.collaborations.authorization import can_party
from brobygger.collaborations.models import Collaboration
from brobygger.comparison.domain.goals import goals_of
from brobygger.core import clock
from brobygger.core.errors import UserError
from brobygger.core.paging import page_of
from brobygger.followup.agenda import TOOL, agenda
from brobygger.followup.domain.meeting_sheets import FromLast, begin_meeting_sheet, from_last
from brobygger.followup.domain.meetings import (
    add_meeting,
    cancel_meeting,
    danish_moment,
    move_meeting,
)
from brobygger.followup.domain.people import signatories_of
from brobygger.followup.domain.queries import meetings_of
from brobygger.followup.domain.subscriptions import subscriptions_of
from brobygger.followup.forms import MeetingForm, values_of
from brobygger.followup.models import MeetingStatus, StatusMeeting


@access(AsParty(Permission.PARTY_VIEW))
@require_GET
def meetings(request: PartyRequest, collaboration_id: UUID) -> HttpResponse:
    """All meetings, and how to get them into one's own calendar."""
    return render(request, "followup/meetings.html", meetings_context(request))


def meetings_context(request: PartyRequest) -> dict[str, Any]:
    """What the page of meetings shows."""
    agreement = agreement_of(request.collaboration)
    page = page_of(request, meetings_of(request.collaboration))
    coming = next((meeting for meeting in page if meeting.is_ahead), None)
    in_force = agreement is not None and agreement.status == AgreementStatus.IN_FORCE
    handed = from_last(request.collaboration, request.user)
    return {
        "collaboration": request.collaboration,
        "page": page,
        "next": coming,
        "last": _last_without_sheet(page, coming),
        "from_last": handed,
        "to_add": _not_in_calendar(request.collaboration, handed) if in_force else None,
        "signatories": signatories_of(coming),
        "may_write": can_party(request.user, request.collaboration, Permission.PARTY_WRITE),
        "in_force": in_force,
        "tool": TOOL,
        "agenda": agenda(),
        "goals": [goal for goal in goals_of(request.collaboration)[:20] if not goal.reached_at],
        "subscriptions": subscriptions_of(request.collaboration, request.user),
        "subscription_url": "",
        "webcal_url": "",
    }


def _last_without_sheet(
    meetings: Iterable[StatusMeeting], coming: StatusMeeting | None
) -> StatusMeeting | None:
    """The meeting just behind, when nobody has written its sheet: it can be done afterwards."""
    behind = [one for one in meetings if one.status == MeetingStatus.PLANNED and not one.is_ahead]
    last = behind[-1] if behind else None
    return last if last != coming and last is not None and last.sheet_id is None else None


def _not_in_calendar(collaboration: Collaboration, handed: FromLast | None) -> FromLast | None:
    """The day the last meeting agreed on, when no meeting lies there yet."""
    if handed is None or handed.next_day is None or handed.next_day < clock.today():
        return None
    there = meetings_of(collaboration).filter(
        status=MeetingStatus.PLANNED,
        starts_at__gte=danish_moment(handed.next_day, time.min),
        starts_at__lte=danish_moment(handed.next_day, time.max),
    )
    return None if there.exists() else handed


@access(AsParty(Permission.PARTY_WRITE))
@require_POST
def begin_sheet(request: PartyRequest, collaboration_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Open the meeting's sheet; the first time it is begun, filled with what is known."""
    try:
        sheet = begin_meeting_sheet(meeting=_meeting(request, meeting_id), by=request.user)
    except UserError as error:
        messages.error(request, error.message)
        return redirect("followup:meetings", collaboration_id)
    return redirect("sheets:sheet", sheet.id)


@access(AsParty(Permission.PARTY_WRITE))
@require_http_methods(["GET", "POST"])
def add(request: PartyRequest, collaboration_id: UUID) -> HttpResponse:
    """Put one more meeting into the calendar."""
    form = MeetingForm(
        request.POST if request.method == "POST" else None, initial=_agreed_last(request)
    )
    if request.method == "POST" and form.is_valid():
        try:
            add_meeting(
                collaboration=request.collaboration,
                starts_at=form.starts_at,
                by=request.user,
                **form.rest,
            )
        except UserError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Mødet er lagt ind, og de andre har fået besked."))
            return redirect("followup:meetings", collaboration_id)
    context = {"collaboration": request.collaboration, "form": form, "meeting": None}
    return render(request, "followup/meeting.html", context)


@access(AsParty(Permission.PARTY_WRITE))
@require_http_methods(["GET", "POST"])
def move(request: PartyRequest, collaboration_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Give a meeting another time or place."""
    meeting = _meeting(request, meeting_id)
    form = MeetingForm(
        request.POST if request.method == "POST" else None, initial=values_of(meeting)
    )
    if request.method == "POST" and form.is_valid():
        try:
            move_meeting(meeting=meeting, starts_at=form.starts_at, by=request.user, **form.rest)
        except UserError as error:
            form.add_error(None, error.message)
        else:
            messages.success(
                request, _("Mødet er rettet. Kalenderen følger med, og de andre får besked.")
            )
            return redirect("followup:meetings", collaboration_id)
    context = {"collaboration": request.collaboration, "form": form, "meeting": meeting}
    return render(request, "followup/meeting.html", context)


@access(AsParty(Permission.PARTY_WRITE))
@require_POST
def cancel(request: PartyRequest, collaboration_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Call a meeting off."""
    try:
        cancel_meeting(meeting=_meeting(request, meeting_id), by=request.user)
    except UserError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Mødet er aflyst, og de andre får besked."))
    return redirect("followup:meetings", collaboration_id)


def _meeting(request: PartyRequest, meeting_id: UUID) -> StatusMeeting:
    return get_object_or_404(
        meetings_of(request.collaboration).select_related("collaboration"), id=meeting_id
    )


def _agreed_last(request: PartyRequest) -> dict[str, Any]:
    """The day and the caller the last status meeting agreed on."""
    handed = from_last(request.collaboration, request.user)
    if handed is None or handed.next_day is None or handed.next_day < clock.today():
        return {}
    return {"day": handed.next_day, "caller": handed.caller[:200]}
