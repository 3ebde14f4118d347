"""Overblik: what is next for you, what changed, what meets soon."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from brobygger.actors.models import Actor
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import Role, role_has
from brobygger.collaborations.models import Collaboration
from brobygger.desk.history import news_of
from brobygger.desk.overview import cards_for, greeting, meetings_ahead
from brobygger.visits.domain.queries import to_go, with_people
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest

SHOWN = 3


@access(InWorkspace(Permission.WORKSPACE_VIEW))
@require_safe
def overview(request: WorkspaceRequest, workspace_slug: str) -> HttpResponse:
    """The page a member begins the day with."""
    workspace, user = request.workspace, request.user
    collaborations = Collaboration.objects.filter(workspace=workspace).visible_to(user)
    context = {
        "workspace": workspace,
        "greeting": greeting(user),
        "is_new": not Actor.objects.in_workspace(workspace).filter(is_host=False).exists(),
        "may_import": role_has(Role(request.membership.role), Permission.ACTOR_IMPORT),
        "cards": cards_for(workspace, request.membership, user, collaborations),
        "news": news_of(workspace, user),
        "meetings": meetings_ahead(collaborations),
        "visits": list(with_people(to_go(user, workspace))[:SHOWN]),
    }
    return render(request, "desk/overview.html", context)
