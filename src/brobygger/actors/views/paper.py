"""The mapping sheet on paper."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from brobygger.actors.domain.rows import with_rows
from brobygger.actors.models import Actor
from brobygger.actors.paper.sheets import PLACES, actor_pdf, blank_pdf
from brobygger.actors.transfer.leaving import Audience
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest


@access(InWorkspace(Permission.ACTOR_VIEW))
@require_GET
def blank(request: WorkspaceRequest, workspace_slug: str) -> HttpResponse:
    """An empty sheet to take along; its QR code opens the page where it is typed in."""
    size = _size(request)
    url = request.build_absolute_uri(reverse("actors:grid", args=[workspace_slug]))
    return _pdf(blank_pdf(request.workspace, size=size, url=url), f"kortlaegning-{size}")


@access(InWorkspace(Permission.ACTOR_VIEW))
@require_GET
def sheet(request: WorkspaceRequest, workspace_slug: str, actor_id: UUID) -> HttpResponse:
    """What is known of one actor, with room for the rest; for others only what is public."""
    actors = with_rows(Actor.objects.in_workspace(request.workspace)).select_related("workspace")
    actor = get_object_or_404(actors, pk=actor_id)
    own = request.GET.get("audience", Audience.OWN) == Audience.OWN
    audience = Audience.OWN if own else Audience.PUBLIC
    url = request.build_absolute_uri(reverse("actors:detail", args=[workspace_slug, actor.pk]))
    size = _size(request)
    pdf = actor_pdf(actor, size=size, audience=audience, url=url)
    if pdf is None:
        raise Http404
    return _pdf(pdf, f"kortlaegning-{actor.pk}-{size}")


def _size(request: WorkspaceRequest) -> str:
    size = request.GET.get("size", "a4")
    return size if size in PLACES else "a4"


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
