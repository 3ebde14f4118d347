"""The list of collaborations a member sees."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import Role, role_has
from brobygger.collaborations.domain.queries import rows_of, stages, with_stage
from brobygger.collaborations.forms import ListForm
from brobygger.collaborations.models import Collaboration
from brobygger.core.paging import page_of
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest


@access(InWorkspace(Permission.COLLABORATION_LIST))
@require_safe
def collaboration_list(request: WorkspaceRequest, workspace_slug: str) -> HttpResponse:
    """The workspace's collaborations its own organisation takes part in, newest first."""
    form = ListForm(request.GET or None, stages=stages())
    mine = Collaboration.objects.filter(workspace=request.workspace).visible_to(request.user)
    shown = with_stage(mine).order_by("-opened_at", "-id")
    if form.is_valid():
        words, stage = form.cleaned_data["q"], form.cleaned_data["stage"]
        if words:
            named = Q(title__icontains=words) | Q(parties__actor__name__icontains=words)
            shown = shown.filter(id__in=mine.filter(named).values("id"))
        if stage:
            shown = shown.filter(stage=stage)
    page = page_of(request, shown, per_page=25)
    context = {
        "workspace": request.workspace,
        "form": form,
        "page": page,
        "rows": rows_of(page),
        "filtered": bool(request.GET.get("q") or request.GET.get("stage")),
        "may_open": role_has(Role(request.membership.role), Permission.COLLABORATION_OPEN),
    }
    return render(request, "collaborations/list.html", context)
