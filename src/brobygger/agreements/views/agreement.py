"""The agreement's own pages, for those who speak for a party."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from brobygger.accounts.telling import PARAMETER, trail_of
from brobygger.agreements.domain.drafts import carriable_sheets, start_agreement
from brobygger.agreements.domain.freezing import blockers_of, end_agreement, withdraw_version
from brobygger.agreements.domain.invitations import (
    asked_today,
    remind_signatory,
    signing_link,
)
from brobygger.agreements.domain.queries import agreement_of, counting_version
from brobygger.agreements.links import signing_links
from brobygger.agreements.models import Agreement, AgreementStatus, AgreementVersion, Signatory
from brobygger.agreements.presentation import Shown, shown_draft, shown_version
from brobygger.audit.timeline import events_about
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.access import AsParty, PartyRequest
from brobygger.collaborations.authorization import can_party
from brobygger.collaborations.models import CollaborationSheet
from brobygger.core.errors import UserError


@access(AsParty(Permission.PARTY_VIEW))
@require_GET
def agreement(request: PartyRequest, collaboration_id: UUID) -> HttpResponse:
    """The agreement as a document, with what is missing and what to do next."""
    context: dict[str, Any] = {
        "collaboration": request.collaboration,
        "may_write": can_party(request.user, request.collaboration, Permission.PARTY_WRITE),
        "may_freeze": can_party(request.user, request.collaboration, Permission.AGREEMENT_FREEZE),
    }
    found = agreement_of(request.collaboration)
    if found is None:
        context["carried"] = carriable_sheets(request.collaboration, request.user)
        return render(request, "agreements/begin.html", context)
    context |= _page(request, found, may_write=context["may_write"])
    events = events_about("agreement", found.id)
    context["trail"] = trail_of(events, request.GET.get(PARAMETER, ""))
    return render(request, "agreements/agreement.html", context)


def _page(request: PartyRequest, found: Agreement, *, may_write: bool) -> dict[str, Any]:
    version = counting_version(found)
    if version is None:
        shown = shown_draft(found, request.user, may_write=may_write)
        return {
            "agreement": found,
            "shown": shown,
            "blockers": blockers_of(found),
            "declined": _last_decline(found),
            "mine": None,
            "version": None,
            "asked_today": [],
            "links": [],
        }
    shown = shown_version(version)
    return {
        "agreement": found,
        "shown": shown,
        "version": version,
        "blockers": [],
        "declined": None,
        "mine": _mine(request, shown),
        "asked_today": [one.signatory.id for one in shown.missing if asked_today(one.signatory)],
        "links": signing_links(version),
    }


def _mine(request: PartyRequest, shown: Shown) -> Signatory | None:
    """The line this person is to sign, when they are among those asked."""
    email = request.user.email.casefold()
    return next(
        (one.signatory for one in shown.missing if one.signatory.email.casefold() == email), None
    )


def _last_decline(found: Agreement) -> Signatory | None:
    latest = found.versions.order_by("-number").first()
    if latest is None:
        return None
    return latest.signatories.filter(declined_at__isnull=False).select_related("actor").first()


@access(AsParty(Permission.PARTY_WRITE))
@require_POST
def start(request: PartyRequest, collaboration_id: UUID) -> HttpResponse:
    """Begin the draft, from the sheets that were ticked."""
    wanted = request.POST.getlist("sheet")
    links = [
        link
        for link in CollaborationSheet.objects.filter(collaboration=request.collaboration)
        if str(link.id) in wanted
    ]
    try:
        start_agreement(collaboration=request.collaboration, by=request.user, sheets=links)
    except UserError as error:
        messages.error(request, error.message)
    return redirect("agreements:agreement", collaboration_id)


@access(AsParty(Permission.AGREEMENT_FREEZE))
@require_POST
def withdraw(request: PartyRequest, collaboration_id: UUID) -> HttpResponse:
    """Take the text back to be changed."""
    try:
        withdraw_version(agreement=_agreement(request), by=request.user)
    except UserError as error:
        messages.error(request, error.message)
    else:
        messages.success(
            request, _("Teksten er åben igen. Vi har skrevet til dem, der skulle skrive under.")
        )
    return redirect("agreements:agreement", collaboration_id)


@access(AsParty(Permission.AGREEMENT_FREEZE))
@require_POST
def end(request: PartyRequest, collaboration_id: UUID) -> HttpResponse:
    """Say that the agreement no longer holds."""
    try:
        end_agreement(agreement=_agreement(request), by=request.user)
    except UserError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Aftalen er slut. I kan stadig læse den."))
    return redirect("agreements:agreement", collaboration_id)


@access(AsParty(Permission.PARTY_WRITE))
@require_POST
def remind(request: PartyRequest, collaboration_id: UUID, signatory_id: UUID) -> HttpResponse:
    """Ask a signatory once more."""
    signatory = get_object_or_404(
        Signatory, id=signatory_id, version__agreement__collaboration_id=collaboration_id
    )
    try:
        remind_signatory(signatory=signatory, by=request.user)
    except UserError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Vi har skrevet til %(name)s igen.") % {"name": signatory.name})
    return redirect("agreements:agreement", collaboration_id)


@access(AsParty(Permission.PARTY_VIEW))
@require_POST
def to_my_signature(request: PartyRequest, collaboration_id: UUID) -> HttpResponse:
    """Take a signatory with an account to the same page their mail leads to."""
    found = _agreement(request)
    version = counting_version(found)
    if version is None or found.status != AgreementStatus.SIGNING:
        return redirect("agreements:agreement", collaboration_id)
    mine = _mine(request, shown_version(version))
    if mine is None:
        raise Http404
    return redirect(signing_link(mine, by=request.user))


@access(AsParty(Permission.PARTY_VIEW))
@require_GET
def pdf(request: PartyRequest, collaboration_id: UUID, number: int) -> HttpResponse:
    """A version on paper, signed when it is signed."""
    version = get_object_or_404(
        AgreementVersion, agreement__collaboration_id=collaboration_id, number=number
    )
    return pdf_response(version)


def pdf_response(version: AgreementVersion) -> HttpResponse:
    """The stored PDF of a version: made once, never again."""
    content = version.signed_pdf or version.pdf
    response = HttpResponse(bytes(content), content_type="application/pdf")
    name = f"samarbejdsaftale-{version.number}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _agreement(request: PartyRequest) -> Agreement:
    found = agreement_of(request.collaboration)
    if found is None:
        raise Http404
    return found
