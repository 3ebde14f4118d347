"""The thank-you: written, seen, sent, and taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.core.errors import UserError
from brobygger.notifications.domain.notify import Recipient
from brobygger.notifications.domain.requests import requests_left
from brobygger.visits.domain.thanks import (
    composed,
    listed_introductions,
    listed_promises,
    send_thanks,
    thanked_orally,
    undo_thanks,
    write_thanks,
)
from brobygger.visits.enums import ThanksStatus
from brobygger.visits.forms import ThanksForm, written
from brobygger.visits.models import Thanks, Visit
from brobygger.visits.views.common import visit_or_404
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest


@access(InWorkspace(Permission.VISIT_WRITE))
@require_http_methods(["GET", "POST"])
def thanks(request: WorkspaceRequest, workspace_slug: str, visit_id: UUID) -> HttpResponse:
    """Edit the mail, see it as it will be, and send it."""
    visit = visit_or_404(request, visit_id)
    asked = request.POST.get("do", "") if request.method == "POST" else ""
    if asked in {"undo", "orally"}:
        return _without_words(request, visit, asked)
    present = Thanks.objects.filter(visit=visit).select_related("sent_by").first()
    words = present if present is not None and present.opening else composed(visit)
    form = ThanksForm(request.POST if asked else None, initial=written(words))
    if asked and form.is_valid():
        send = send_thanks if asked == "send" else write_thanks
        try:
            send(visit=visit, data=form.words, by=request.user)
        except UserError as refused:
            form.add_error(None, str(refused))
        else:
            if asked == "send":
                told = _("Takken bliver sendt om ti minutter. Indtil da kan du fortryde.")
            else:
                told = _("Gemt. Sådan ser mailen ud nu. Den er ikke sendt.")
            messages.success(request, told)
            return redirect(request.path)
    return _page(request, visit, present, form)


def _without_words(request: WorkspaceRequest, visit: Visit, asked: str) -> HttpResponse:
    try:
        if asked == "undo":
            undo_thanks(visit=visit, by=request.user)
            messages.success(request, _("Takken er ikke sendt. Ret i den, og send den igen."))
        else:
            thanked_orally(visit=visit, by=request.user)
            messages.success(request, _("Skrevet ned: der er sagt tak."))
    except UserError as refused:
        messages.error(request, str(refused))
    return redirect(request.path)


def _page(
    request: WorkspaceRequest, visit: Visit, present: Thanks | None, form: ThanksForm
) -> HttpResponse:
    status = ThanksStatus(present.status) if present else ThanksStatus.DRAFT
    introductions = listed_introductions(visit)
    shown = present if present is not None and present.opening else composed(visit)
    context = {
        "workspace": request.workspace,
        "visit": visit,
        "thanks": present,
        "status": status,
        "editable": status in {ThanksStatus.DRAFT, ThanksStatus.STOPPED},
        "form": form,
        "shown": shown,
        "their_language": Recipient.at(shown.to_email, shown.to_name).language,
        "promises": listed_promises(visit),
        "introductions": introductions,
        "asked": requests_left(shown.to_email) if introductions and shown.to_email else None,
    }
    return render(request, "visits/thanks.html", context, status=422 if form.errors else 200)
