"""Naming those who sign, and sending the text to them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brobygger.agreements.domain.freezing import blockers_of, freeze_agreement
from brobygger.agreements.domain.queries import agreement_of
from brobygger.agreements.exceptions import NotReady
from brobygger.agreements.forms import signatory_forms
from brobygger.agreements.models import AgreementStatus
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.access import AsParty, PartyRequest
from brobygger.core.errors import UserError


@access(AsParty(Permission.AGREEMENT_FREEZE))
@require_http_methods(["GET", "POST"])
def signatories(request: PartyRequest, collaboration_id: UUID) -> HttpResponse:
    """Who signs for each party; a POST locks the text and writes to them."""
    found = agreement_of(request.collaboration)
    if found is None:
        raise Http404
    if found.status != AgreementStatus.DRAFT:
        return redirect("agreements:agreement", collaboration_id)
    forms = signatory_forms(found, request.POST if request.method == "POST" else None)
    blockers = blockers_of(found)
    valid = [form.is_valid() for form in forms]  # every form, so that all mistakes are shown
    if request.method == "POST" and all(valid):
        named = [form.signs for form in forms if form.signs]
        try:
            freeze_agreement(agreement=found, signatories=named, by=request.user)
        except NotReady as error:
            blockers = list(error.blockers)
        except UserError as error:
            messages.error(request, error.message)
        else:
            messages.success(
                request,
                _("Teksten er låst, og vi har skrevet til alle, der skal skrive under."),
            )
            return redirect("agreements:agreement", collaboration_id)
    context = {
        "collaboration": request.collaboration,
        "agreement": found,
        "forms": forms,
        "blockers": blockers,
    }
    return render(request, "agreements/signatories.html", context)
