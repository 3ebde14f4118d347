"""One party's contribution on one page: for the parties, for the party itself, and for a guest."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brobygger.actors.models import Actor
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.access import AsParty, PartyRequest
from brobygger.collaborations.domain.contacts import Contact, contact_told
from brobygger.comparison.domain.contacts import contact_for_guests
from brobygger.comparison.domain.presentations import (
    choose_parts,
    links_of,
    make_link,
    may_present,
    parts_of,
    presentation_of,
    presented_by,
)
from brobygger.comparison.models import Presentation
from brobygger.comparison.printing import contact_lines, kind_words, paper_of
from brobygger.core.errors import UserError
from brobygger.links.access import ByLink, LinkRefused, LinkRequest
from brobygger.links.exceptions import LinkRevoked
from brobygger.links.models import Purpose
from brobygger.notifications.domain.notify import absolute_url


@access(AsParty(Permission.PARTY_VIEW))
@require_http_methods(["GET", "HEAD", "POST"])
def presentation(request: PartyRequest, collaboration_id: UUID, actor_id: UUID) -> HttpResponse:
    """The page as the others see it; its owner chooses what stands on it."""
    owner = _owner(request, actor_id)
    if request.method == "POST":
        try:
            choose_parts(
                collaboration=request.collaboration,
                owner=owner,
                keep=set(request.POST.getlist("part")),
                by=request.user,
            )
        except UserError as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("Gemt. Sådan ser siden ud nu."))
        return redirect("comparison:presentation", collaboration_id, actor_id)
    return render(request, "comparison/presentation.html", _context(request, owner))


@access(AsParty(Permission.PARTY_VIEW))
@require_POST
def new_link(request: PartyRequest, collaboration_id: UUID, actor_id: UUID) -> HttpResponse:
    """Make a link for a guest and show it; it cannot be shown again later."""
    owner = _owner(request, actor_id)
    try:
        path = make_link(collaboration=request.collaboration, owner=owner, by=request.user)
    except UserError as refused:
        messages.error(request, refused.message)
        return redirect("comparison:presentation", collaboration_id, actor_id)
    context = _context(request, owner) | {"link_url": absolute_url(path)}
    return render(request, "comparison/presentation.html", context)


@access(AsParty(Permission.PARTY_VIEW))
@require_safe
def pdf(request: PartyRequest, collaboration_id: UUID, actor_id: UUID) -> HttpResponse:
    """The same on one A4 page."""
    owner = _owner(request, actor_id)
    page = reverse("comparison:presentation", args=[collaboration_id, actor_id])
    shown = presentation_of(request.collaboration, owner)
    return _file(paper_of(shown, contact_told(owner), absolute_url(page)))


@access(ByLink(Purpose.PRESENTATION))
@never_cache
@require_safe
def guest(request: LinkRequest, token: str) -> HttpResponse:
    """The page for whoever was sent the link."""

    def page(shown: Presentation) -> HttpResponse:
        more = {"token": token, "until": request.access_link.expires_at}
        context = _page(shown, contact_for_guests(shown.owner)) | more
        return render(request, "comparison/guest.html", context)

    return _opened(request, page)


@access(ByLink(Purpose.PRESENTATION))
@never_cache
@require_safe
def guest_pdf(request: LinkRequest, token: str) -> HttpResponse:
    """The same on paper."""
    address = absolute_url(reverse("comparison:guest", args=[token]))

    def paper(shown: Presentation) -> HttpResponse:
        return _file(paper_of(shown, contact_for_guests(shown.owner), address))

    return _opened(request, paper)


def _opened(request: LinkRequest, show: Callable[[Presentation], HttpResponse]) -> HttpResponse:
    """What the link shows, or the page that says why it shows nothing any more."""
    try:
        shown = presented_by(request.access_link)
    except LinkRevoked as revoked:
        return LinkRefused(revoked).response(request)
    return show(shown)


def _owner(request: PartyRequest, actor_id: UUID) -> Actor:
    party = get_object_or_404(
        request.collaboration.parties.select_related("actor__workspace"),
        actor_id=actor_id,
        withdrew_at__isnull=True,
    )
    return party.actor


def _context(request: PartyRequest, owner: Actor) -> dict[str, Any]:
    """What its owner and the other parties see; links and choices are the owner's."""
    shown = presentation_of(request.collaboration, owner)
    mine = may_present(request.user, owner) and request.collaboration.closed_at is None
    return _page(shown, contact_told(owner)) | {
        "mine": mine,
        "links": links_of(shown) if mine else [],
        "link_url": "",
    }


def _page(shown: Presentation, contact: Contact) -> dict[str, Any]:
    parts = parts_of(shown)
    kept = [part for part in parts if not part.left_out]
    return {
        "collaboration": shown.collaboration,
        "owner": shown.owner,
        "kind": kind_words(shown.owner),
        "lead_part": next((part for part in kept if part.lead), None),
        "parts": [part for part in kept if not part.lead],
        "all_parts": parts,
        "contact": contact_lines(contact),
    }


def _file(content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="praesentation.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
