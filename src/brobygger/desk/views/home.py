"""The front door, and the collaborations one takes part in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from brobygger.actors.domain.representation import actors_represented_by, profiles_of
from brobygger.authorization.access import LoggedIn, access
from brobygger.collaborations.domain.queries import rows_of, with_stage
from brobygger.collaborations.models import Collaboration
from brobygger.core.http import Request
from brobygger.core.paging import page_of
from brobygger.desk.overview import meetings_ahead, thread_cards
from brobygger.workspaces.models import Workspace


@access(LoggedIn())
@require_safe
def home(request: Request) -> HttpResponse:
    """Sends a person on to where they work; who has nowhere to go is told what to do."""
    workspaces = list(Workspace.objects.visible_to(request.user).order_by("name")[:100])
    if len(workspaces) == 1:
        return redirect("desk:overview", workspaces[0].slug)
    represents = actors_represented_by(request.user).filter(is_host=False).exists()
    if not workspaces and represents:
        return redirect("desk:mine")
    context = {"workspaces": workspaces, "represents": represents}
    return render(request, "desk/home.html", context)


@access(LoggedIn())
@require_safe
def mine(request: Request) -> HttpResponse:
    """Every collaboration somebody I speak for takes part in."""
    collaborations = Collaboration.objects.visible_to(request.user)
    page = page_of(request, with_stage(collaborations).order_by("-opened_at", "-id"), per_page=25)
    context = {
        "page": page,
        "rows": rows_of(page),
        "cards": thread_cards(collaborations, request.user) if page.number == 1 else [],
        "meetings": meetings_ahead(collaborations),
        "profiles": profiles_of(request.user),
    }
    return render(request, "desk/mine.html", context)
