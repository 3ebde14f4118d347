"""Five to visit this month."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from brobygger.actors.models import Actor
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.core import clock
from brobygger.efforts.models import Effort
from brobygger.visits.domain.five import FIVE, five_to_visit
from brobygger.visits.domain.queries import for_list, this_month
from brobygger.visits.domain.resting import let_rest
from brobygger.visits.domain.resting import wake as wake_up
from brobygger.visits.models import RestingVisit
from brobygger.visits.views.common import actor_or_404, may
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest

SHOWN = 20


@access(InWorkspace(Permission.VISIT_VIEW))
@require_safe
def five(request: WorkspaceRequest, workspace_slug: str) -> HttpResponse:
    """Those one could visit now, why, and those that are on the plan already."""
    workspace = request.workspace
    underway = list(for_list(this_month(workspace)).order_by("starts_at", "id")[:SHOWN])
    resting = RestingVisit.objects.at_rest().filter(workspace=workspace)
    left = max(FIVE - len(underway), 0)
    effort = _effort(request)
    suggestions = five_to_visit(workspace, number=left, effort=effort)
    context = {
        "workspace": workspace,
        "today": clock.today(),
        "suggestions": suggestions,
        "effort": effort,
        "underway": underway,
        "enough": left == 0,
        "any": bool(suggestions or underway)
        or Actor.objects.in_workspace(workspace).filter(is_host=False).exists(),
        "resting": resting.select_related("actor", "rested_by").order_by("until", "id")[:SHOWN],
        "may_write": may(request, Permission.VISIT_WRITE),
        "may_import": may(request, Permission.ACTOR_IMPORT),
    }
    return render(request, "visits/five.html", context)


def _effort(request: WorkspaceRequest) -> Effort | None:
    """The effort one looks for, when the address names one of the workspace."""
    try:
        key = UUID(request.GET.get("effort", ""))
    except ValueError:
        return None
    return Effort.objects.filter(workspace=request.workspace, pk=key).first()


@access(InWorkspace(Permission.VISIT_WRITE))
@require_POST
def rest(request: WorkspaceRequest, workspace_slug: str, actor_id: UUID) -> HttpResponse:
    """Not now: another one takes the place."""
    actor = actor_or_404(request, actor_id)
    let_rest(actor=actor, by=request.user)
    told = _("%(name)s hviler i tre måneder. Her er en anden i stedet.") % {"name": actor.name}
    messages.success(request, told)
    return redirect("visits:five", workspace_slug)


@access(InWorkspace(Permission.VISIT_WRITE))
@require_POST
def wake(request: WorkspaceRequest, workspace_slug: str, resting_id: UUID) -> HttpResponse:
    """Suggest it again."""
    resting = get_object_or_404(
        RestingVisit.objects.select_related("actor", "workspace"),
        pk=resting_id,
        workspace=request.workspace,
    )
    wake_up(resting=resting, by=request.user)
    told = _("%(name)s kan blive foreslået igen.") % {"name": resting.actor.name}
    messages.success(request, told)
    return redirect("visits:five", workspace_slug)
