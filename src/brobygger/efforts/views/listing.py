"""The efforts of a workspace, and starting one."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from brobygger.actors.models import Actor
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.core.errors import UserError
from brobygger.core.paging import page_of
from brobygger.efforts.domain.efforts import FACTS, start_effort
from brobygger.efforts.domain.queries import Numbers, efforts_of, is_due, numbers_by_effort
from brobygger.efforts.forms import EffortForm
from brobygger.efforts.views.common import may
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest
from brobygger.workspaces.models import Workspace


@access(InWorkspace(Permission.EFFORT_VIEW))
@require_safe
def effort_list(request: WorkspaceRequest, workspace_slug: str) -> HttpResponse:
    """Every effort, those in hand first."""
    page = page_of(request, efforts_of(request.workspace), per_page=25)
    numbers = numbers_by_effort(list(page))
    rows = [(one, numbers.get(one.pk, Numbers()), is_due(one.next_review_on)) for one in page]
    context = {
        "workspace": request.workspace,
        "page": page,
        "rows": rows,
        "may_start": may(request, Permission.EFFORT_EDIT),
    }
    return render(request, "efforts/list.html", context)


@access(InWorkspace(Permission.EFFORT_EDIT))
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: WorkspaceRequest, workspace_slug: str) -> HttpResponseBase:
    """One short form; then the walk begins at why."""
    form = EffortForm(
        request.workspace, request.POST or None, initial={"responsible": request.user.pk}
    )
    token = request.POST.get("token") or str(uuid4())
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in FACTS}
        facts["target_groups"] = list(facts["target_groups"])
        facts["activity_areas"] = list(facts["activity_areas"])
        try:
            effort = start_effort(
                workspace=request.workspace, facts=facts, by=request.user, form_token=_key(token)
            )
        except UserError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Indsatsen er oprettet. Begynd med hvorfor."))
            return redirect("efforts:why", workspace_slug, effort.pk)
    context = {
        "workspace": request.workspace,
        "form": form,
        "token": token,
        "areas": known_areas(request.workspace),
    }
    return render(request, "efforts/start.html", context, status=422 if form.errors else 200)


def known_areas(workspace: Workspace) -> list[Any]:
    """Places the register knows, to choose among while one types."""
    actors = Actor.objects.in_workspace(workspace).exclude(area="")
    return list(actors.order_by("area").values_list("area", flat=True).distinct()[:100])


def _key(token: str) -> UUID | None:
    try:
        return UUID(token)
    except ValueError:
        return None
