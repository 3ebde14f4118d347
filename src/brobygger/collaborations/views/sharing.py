"""Choosing field by field what the other parties may read, and seeing it as they will."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.access import AsParty, OnOwnSheet, OwnSheetRequest, PartyRequest
from brobygger.collaborations.authorization import may_for
from brobygger.collaborations.domain.own_sheets import own_sheet
from brobygger.collaborations.domain.queries import parties_for, present_parties
from brobygger.collaborations.domain.sharing_places import collaborations_to_share_in, places_of
from brobygger.collaborations.domain.sheets import (
    bring_sheet,
    share_fields,
    shareable_fields,
    unshare_sheet,
)
from brobygger.collaborations.exceptions import NotOurSheet
from brobygger.collaborations.models import Collaboration, CollaborationSheet, OwnSheet
from brobygger.core.errors import UserError
from brobygger.core.paging import page_of
from brobygger.sheets.access import policy_of
from brobygger.sheets.presentation import FieldView, sheet_views


@dataclass(frozen=True)
class Choice:
    """One field on the page: whether it can be shared, and whether it is chosen."""

    view: FieldView
    chosen: bool
    can: bool

    @property
    def private(self) -> bool:
        """Never leaves the organisation, whatever is chosen."""
        return self.view.field.private


@access(OnOwnSheet(Permission.SHEET_VIEW))
@require_safe
def sharing(request: OwnSheetRequest, sheet_id: UUID) -> HttpResponse:
    """In which collaborations something of the sheet is shared, and where it can be."""
    own = request.own_sheet
    found = Collaboration.objects.none() if own.ours_alone else collaborations_to_share_in(own)
    page = page_of(request, found, per_page=20)
    context = {
        "own": own,
        "sheet": own.sheet,
        "page": page,
        "places": places_of(own, list(page)),
        "may_share": may_for(request.user, own.owner, Permission.SHEET_SHARE),
    }
    return render(request, "collaborations/sharing.html", context)


@access(AsParty(Permission.PARTY_SHARE))
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: PartyRequest, collaboration_id: UUID, sheet_id: UUID) -> HttpResponse:
    """The fields with a tick at each that is shared here; what is ticked on saving is."""
    own = _own(request, sheet_id)
    link = CollaborationSheet.objects.filter(
        collaboration=request.collaboration, sheet=own.sheet
    ).first()
    if request.method != "POST":
        return _page(request, own, _ticked(request, link))
    do = request.POST.get("do", "")
    if do == "undo":
        return _undo(request, link)
    if do in {"all", "none"}:
        everything = frozenset(shareable_fields(own.sheet))
        return _page(request, own, everything if do == "all" else frozenset())
    wanted = request.POST.getlist("field")
    try:
        link = link or bring_sheet(own=own, collaboration=request.collaboration, by=request.user)
        before = link.shared_fields()
        share_fields(link=link, fields=wanted, by=request.user)
    except UserError as error:
        messages.error(request, str(error))
        return redirect("collaborations:share_sheet", collaboration_id, sheet_id)
    _say(request, link, before)
    return redirect("collaborations:share_sheet", collaboration_id, sheet_id)


@access(AsParty(Permission.PARTY_SHARE))
@require_POST
def unshare(request: PartyRequest, collaboration_id: UUID, sheet_id: UUID) -> HttpResponse:
    """Keep all of it to ourselves again."""
    own = _own(request, sheet_id)
    link = CollaborationSheet.objects.filter(
        collaboration=request.collaboration, sheet=own.sheet
    ).first()
    if link is None:
        raise Http404
    before = link.shared_fields()
    unshare_sheet(link=link, by=request.user)
    _say(request, link, before)
    return redirect("collaborations:share_sheet", collaboration_id, sheet_id)


def _own(request: PartyRequest, sheet_id: UUID) -> OwnSheet:
    """The sheet, for those who decide for its owner. Others may not; for those who do not even
    see it, it is not there."""
    try:
        own = own_sheet(sheet_id)
    except NotOurSheet as error:
        raise Http404 from error
    if may_for(request.user, own.owner, Permission.SHEET_SHARE):
        return own
    if policy_of(own.sheet).can_view(request.user, own.sheet):
        raise PermissionDenied
    raise Http404


def _ticked(request: PartyRequest, link: CollaborationSheet | None) -> frozenset[str]:
    """What is shared, or what the person is trying out (`look`)."""
    if "look" in request.GET:
        return frozenset(request.GET.getlist("field"))
    return link.shared_fields() if link else frozenset()


def _page(request: PartyRequest, own: OwnSheet, ticked: frozenset[str]) -> HttpResponse:
    link = CollaborationSheet.objects.filter(
        collaboration=request.collaboration, sheet=own.sheet
    ).first()
    shared = link.shared_fields() if link else frozenset()
    can = frozenset(shareable_fields(own.sheet)) | shared
    views = sheet_views(own.sheet, request.user, can_edit=False)
    choices = [
        Choice(view, chosen=view.field.id in ticked & can, can=view.field.id in can)
        for view in views
    ]
    parties = present_parties(parties_for([request.collaboration])[request.collaboration.id])
    context = {
        "own": own,
        "sheet": own.sheet,
        "collaboration": request.collaboration,
        "choices": choices,
        "shown": [one.view for one in choices if one.chosen],
        "shared": shared,
        "unsaved": ticked & can != shared,
        "before": _before(request, link),
        "readers": [one for one in parties if one.party.actor_id != own.owner_id],
    }
    part = "#preview" if request.htmx else ""
    return render(request, f"collaborations/share.html{part}", context)


def _before(request: PartyRequest, link: CollaborationSheet | None) -> list[str] | None:
    """What was shared before the latest change here in this sitting."""
    kept = request.session.get("sharing_before", {})
    return kept["fields"] if link is not None and kept.get("link") == str(link.pk) else None


def _undo(request: PartyRequest, link: CollaborationSheet | None) -> HttpResponse:
    """Share again what was shared before the latest change, as far as it still can be."""
    fields = _before(request, link)
    if link is None or fields is None:
        raise Http404
    possible = frozenset(shareable_fields(link.sheet)) | link.shared_fields()
    try:
        share_fields(link=link, fields=possible & frozenset(fields), by=request.user)
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Fortrudt. Nu er det delt som før."))
    del request.session["sharing_before"]
    return redirect("collaborations:share_sheet", link.collaboration_id, link.sheet_id)


def _say(request: PartyRequest, link: CollaborationSheet, before: frozenset[str]) -> None:
    """What the others read now, and a way back to what they read before."""
    now = link.shared_fields()
    if now == before:
        messages.info(request, _("Der er ikke ændret noget."))
        return
    request.session["sharing_before"] = {"link": str(link.pk), "fields": sorted(before)}
    if not now:
        messages.success(request, _("Nu er arket kun for jer igen."))
        return
    text = ngettext(
        "Gemt. De andre parter kan læse ét felt.",
        "Gemt. De andre parter kan læse %(count)s felter.",
        len(now),
    )
    messages.success(request, text % {"count": len(now)})
