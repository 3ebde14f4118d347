"""What the views of visits share."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from brobygger.actors.models import Actor
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import Role, role_has
from brobygger.visits.domain.queries import with_people
from brobygger.visits.models import Visit
from brobygger.workspaces.access import WorkspaceRequest


def visits_here(request: WorkspaceRequest) -> QuerySet[Visit]:
    """The visits of the workspace, with their people."""
    return with_people(Visit.objects.in_workspace(request.workspace))


def visit_or_404(request: WorkspaceRequest, visit_id: UUID) -> Visit:
    """One visit of the workspace."""
    return get_object_or_404(visits_here(request), pk=visit_id)


def actor_or_404(request: WorkspaceRequest, actor_id: UUID) -> Actor:
    """One of the register whom one may visit."""
    actors = Actor.objects.in_workspace(request.workspace).filter(is_host=False)
    found: Actor = get_object_or_404(
        actors.select_related("workspace").prefetch_related("contact_persons"), pk=actor_id
    )
    return found


def may(request: WorkspaceRequest, permission: Permission) -> bool:
    """Whether the reader's role holds the permission."""
    return role_has(Role(request.membership.role), permission)


def back_to(visit: Visit, part: str = "") -> HttpResponse:
    """The visit's page, at one of its parts."""
    page = reverse("visits:visit", args=[visit.workspace.slug, visit.pk])
    return redirect(f"{page}#{part}" if part else page)
