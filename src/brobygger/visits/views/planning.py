"""Planning a visit in a minute, changing it, and getting it into one's calendar."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brobygger.actors.models import Actor
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.catalog.words import loose
from brobygger.core.errors import UserError
from brobygger.efforts.models import Effort
from brobygger.visits.calendars import calendar_of
from brobygger.visits.domain.visits import VisitData, change_visit, plan_once, plan_visit
from brobygger.visits.forms import PlanForm, efforts_of, members_of, planned, suggested
from brobygger.visits.models import Visit
from brobygger.visits.views.common import actor_or_404, back_to, visit_or_404
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest

NAMED = 12


@access(InWorkspace(Permission.VISIT_WRITE))
@require_http_methods(["GET", "POST"])
def plan(request: WorkspaceRequest, workspace_slug: str) -> HttpResponse:
    """Plan a visit to `?actor=`; without one, say first whom."""
    key = request.GET.get("actor", "")
    if not key:
        return _whom(request)
    try:
        actor = actor_or_404(request, UUID(key))
    except ValueError as malformed:
        raise Http404 from malformed
    form = _form(request, actor, None)
    if request.method == "POST" and form.is_valid():
        try:
            visit = plan_visit(actor=actor, data=form.plan, by=request.user)
        except UserError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Besøget er planlagt."))
            return back_to(visit)
    return _page(request, actor, None, form)


@access(InWorkspace(Permission.VISIT_WRITE))
@require_http_methods(["GET", "POST"])
def change(request: WorkspaceRequest, workspace_slug: str, visit_id: UUID) -> HttpResponse:
    """Give a planned visit another time, place or company."""
    visit = visit_or_404(request, visit_id)
    if not visit.is_planned:
        messages.error(request, _("Kun et planlagt besøg kan flyttes."))
        return back_to(visit)
    form = _form(request, visit.actor, visit)
    if request.method == "POST" and form.is_valid():
        try:
            change_visit(visit=visit, data=form.plan, by=request.user)
        except UserError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Besøget er rettet. De andre, der tager med, får besked."))
            return back_to(visit)
    return _page(request, visit.actor, visit, form)


@access(InWorkspace(Permission.VISIT_WRITE))
@require_POST
def at_once(request: WorkspaceRequest, workspace_slug: str, actor_id: UUID) -> HttpResponse:
    """One click: the visit is on the plan, and the time is agreed on the telephone.

    A second click finds the visit that is planned already.
    """
    actor = actor_or_404(request, actor_id)
    first = next(iter(actor.contact_persons.all()), None)
    start = suggested(actor, request.user)
    data = VisitData(
        contact=first,
        place=start["place"],
        visitors=(request.user.pk,),
        effort=_effort(request),
    )
    visit, new = plan_once(actor=actor, data=data, by=request.user)
    if new:
        messages.success(request, _("Besøget er på planen. Ring, og aftal en tid."))
    return redirect("visits:change", workspace_slug, visit.pk)


@access(InWorkspace(Permission.VISIT_VIEW))
@require_safe
def calendar(request: WorkspaceRequest, workspace_slug: str, visit_id: UUID) -> HttpResponse:
    """The visit as a file for one's calendar."""
    visit = visit_or_404(request, visit_id)
    if visit.starts_at is None:
        raise Http404
    response = HttpResponse(calendar_of(visit), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="besoeg.ics"'
    response["Cache-Control"] = "private, no-cache"
    return response


def _effort(request: WorkspaceRequest) -> Effort | None:
    wanted = request.POST.get("effort", "")
    return next((one for one in efforts_of(request.workspace) if str(one.pk) == wanted), None)


def _form(request: WorkspaceRequest, actor: Actor, visit: Visit | None) -> PlanForm:
    data = request.POST if request.method == "POST" else None
    initial = planned(visit) if visit else suggested(actor, request.user)
    if visit is None:
        initial["effort"] = request.GET.get("effort", "")
    efforts = efforts_of(request.workspace, visit)
    return PlanForm(actor, members_of(request.workspace), efforts, data, initial=initial)


def _page(
    request: WorkspaceRequest, actor: Actor, visit: Visit | None, form: PlanForm
) -> HttpResponse:
    context = {
        "workspace": request.workspace,
        "actor": actor,
        "visit": visit,
        "form": form,
        "people": [one for one in form.people.values() if one.phone],
    }
    return render(request, "visits/plan.html", context, status=422 if form.errors else 200)


def _whom(request: WorkspaceRequest) -> HttpResponse:
    """Find the one to visit by name."""
    words = request.GET.get("q", "").strip()
    actors = Actor.objects.in_workspace(request.workspace).filter(is_host=False)
    found = actors.filter(search_name__contains=loose(words)).order_by("sort_name", "id")
    context = {
        "workspace": request.workspace,
        "query": words,
        "found": found[:NAMED] if words else [],
    }
    return render(request, "visits/whom.html", context)
