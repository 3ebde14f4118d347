"""What the parties say about their collaboration, and ending it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.access import AsParty, PartyRequest
from brobygger.collaborations.domain.collaborations import (
    close_collaboration,
    describe_collaboration,
    reopen_collaboration,
)
from brobygger.collaborations.forms import DescriptionForm, description_of
from brobygger.core.errors import UserError


@access(AsParty(Permission.PARTY_WRITE))
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PartyRequest, collaboration_id: UUID) -> HttpResponse:
    """Another title or purpose."""
    form = DescriptionForm(request.POST or None, initial=description_of(request.collaboration))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                describe_collaboration(
                    collaboration=request.collaboration,
                    title=form.cleaned_data["title"],
                    purpose=form.cleaned_data["purpose"],
                    by=request.user,
                )
            except UserError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("Det er gemt. Alle parter ser den nye tekst."))
                return redirect("desk:thread", collaboration_id)
    context = {"collaboration": request.collaboration, "form": form}
    return render(request, "collaborations/edit.html", context, status=status)


@access(AsParty(Permission.PARTY_SHARE))
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: PartyRequest, collaboration_id: UUID) -> HttpResponse:
    """Asks first, then closes."""
    if request.method == "POST":
        try:
            close_collaboration(collaboration=request.collaboration, by=request.user)
        except UserError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Samarbejdet er afsluttet. I kan stadig læse det hele."))
        return redirect("desk:thread", collaboration_id)
    context = {"collaboration": request.collaboration}
    return render(request, "collaborations/close.html", context)


@access(AsParty(Permission.PARTY_SHARE))
@require_POST
def reopen(request: PartyRequest, collaboration_id: UUID) -> HttpResponse:
    """Goes on where it stopped."""
    reopen_collaboration(collaboration=request.collaboration, by=request.user)
    messages.success(request, _("Samarbejdet er i gang igen."))
    return redirect("desk:thread", collaboration_id)
