"""What we promised: on the visit, and as a list to work through."""

from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.core.errors import UserError
from brobygger.core.paging import page_of
from brobygger.visits.domain.promises import add_promise, remove_promise, settle_promise
from brobygger.visits.enums import PromiseStatus
from brobygger.visits.forms import PromiseForm, members_of
from brobygger.visits.models import Promise
from brobygger.visits.policies import PromiseStep
from brobygger.visits.views.common import back_to, may, visit_or_404
from brobygger.visits.views.visits import visit_page
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest


@access(InWorkspace(Permission.VISIT_VIEW))
@require_safe
def promise_list(request: WorkspaceRequest, workspace_slug: str) -> HttpResponse:
    """What is promised and not kept: one's own first asked for, or everybody's (`?all`)."""
    everybody = "all" in request.GET
    found = Promise.objects.filter(workspace=request.workspace, status=PromiseStatus.OPEN)
    if not everybody:
        found = found.filter(promised_by=request.user)
    found = found.select_related("visit__actor", "visit__workspace", "promised_by")
    page = page_of(request, found.order_by(F("due_on").asc(nulls_last=True), "id"), per_page=25)
    context = {
        "workspace": request.workspace,
        "page": page,
        "everybody": everybody,
        "may_write": may(request, Permission.VISIT_WRITE),
    }
    return render(request, "visits/promises.html", context)


@access(InWorkspace(Permission.VISIT_WRITE))
@require_POST
def add(request: WorkspaceRequest, workspace_slug: str, visit_id: UUID) -> HttpResponse:
    """Write one down."""
    visit = visit_or_404(request, visit_id)
    form = PromiseForm(members_of(request.workspace), request.POST, prefix="promise")
    if form.is_valid():
        try:
            add_promise(
                visit=visit,
                text=form.cleaned_data["text"],
                promised_by=form.who,
                due_on=form.cleaned_data["due_on"],
                by=request.user,
            )
        except UserError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Løftet er skrevet ned."))
            return back_to(visit, "promises")
    return visit_page(request, visit, promise_form=form, status=422)


@access(InWorkspace(Permission.VISIT_WRITE))
@require_POST
def settle(
    request: WorkspaceRequest, workspace_slug: str, visit_id: UUID, promise_id: UUID
) -> HttpResponse:
    """Tick it, give it up, open it again, or take it away."""
    promise = get_object_or_404(
        Promise.objects.select_related("visit__workspace"),
        pk=promise_id,
        visit_id=visit_id,
        workspace=request.workspace,
    )
    try:
        step = PromiseStep(request.POST.get("do", ""))
    except ValueError as unknown:
        raise Http404 from unknown
    try:
        if step == PromiseStep.REMOVE:
            remove_promise(promise=promise, by=request.user)
        else:
            settle_promise(promise=promise, step=step, by=request.user)
    except UserError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _TOLD[step]())
    return redirect(_next(request, promise))


_TOLD = {
    PromiseStep.KEEP: lambda: _("Løftet er holdt. Godt gået."),
    PromiseStep.GIVE_UP: lambda: _(
        "Løftet er taget af listen. De ser, at det ikke blev til noget."
    ),
    PromiseStep.REOPEN: lambda: _("Løftet er åbent igen."),
    PromiseStep.REMOVE: lambda: _("Løftet er slettet."),
}


def _next(request: WorkspaceRequest, promise: Promise) -> str:
    """Back to where it was ticked."""
    wanted = request.POST.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        return wanted
    page = reverse("visits:visit", args=[request.workspace.slug, promise.visit_id])
    return f"{page}#promises"
