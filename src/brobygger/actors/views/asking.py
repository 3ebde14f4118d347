"""Asking an actor's people to look its profile through, and closing a link that was sent."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from brobygger.actors.domain.profile_mail import ask_for_profile, profile_links
from brobygger.actors.models import Actor
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.core.errors import UserError
from brobygger.links.domain.links import revoke
from brobygger.links.models import AccessLink
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest


@access(InWorkspace(Permission.ACTOR_EDIT))
@require_POST
def ask(request: WorkspaceRequest, workspace_slug: str, actor_id: UUID) -> HttpResponseBase:
    """Send one of them a link, unless they have been asked often enough."""
    actor = _actor(request, actor_id)
    try:
        link = ask_for_profile(actor=actor, email=request.POST.get("email", ""), by=request.user)
    except UserError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Spørgsmålet er sendt til %(email)s.") % {"email": link.email})
    return _back(request, actor)


@access(InWorkspace(Permission.ACTOR_EDIT))
@require_POST
def revoke_link(
    request: WorkspaceRequest, workspace_slug: str, actor_id: UUID, link_id: UUID
) -> HttpResponseBase:
    """The link opens nothing any more."""
    actor = _actor(request, actor_id)
    if any(link.pk == link_id for link in profile_links(actor)):
        revoke(AccessLink.objects.get(pk=link_id), by=request.user)
        messages.success(request, _("Linket er lukket."))
    return _back(request, actor)


def _actor(request: WorkspaceRequest, actor_id: UUID) -> Actor:
    actor: Actor = get_object_or_404(Actor.objects.in_workspace(request.workspace), pk=actor_id)
    return actor


def _back(request: WorkspaceRequest, actor: Actor) -> HttpResponseBase:
    page = reverse("actors:detail", args=[request.workspace.slug, actor.pk])
    return redirect(f"{page}#profile")
