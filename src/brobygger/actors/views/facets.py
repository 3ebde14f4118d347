"""How many of each there are: beside the list, and on a page of its own without JavaScript."""

from django.http import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from brobygger.actors.domain.facets import facets_of
from brobygger.actors.domain.filters import filter_of
from brobygger.actors.list_filters import choices_of, groups_of
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest


@access(InWorkspace(Permission.ACTOR_VIEW))
@require_GET
@vary_on_headers("HX-Request")
def facets(request: WorkspaceRequest, workspace_slug: str) -> HttpResponseBase:
    """The choices of the filter with how many actors each would leave."""
    wanted = filter_of(request.GET)
    context = {
        "workspace": request.workspace,
        "wanted": wanted,
        "groups": groups_of(facets_of(request.workspace, wanted), request.workspace),
    }
    if request.htmx and not request.htmx.history_restore_request:
        return render(request, "actors/list/facets.html", context)
    return render(request, "actors/list/facets_page.html", context | choices_of(wanted))
