"""Letting a suggestion rest, and waking it."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from brobygger.actors.models import Actor
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.core.templatetags.brobygger import short_day
from brobygger.matching.domain.resting import let_rest, wake
from brobygger.matching.models import RestingSuggestion
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest


@access(InWorkspace(Permission.COLLABORATION_OPEN))
@require_POST
def rest(
    request: WorkspaceRequest, workspace_slug: str, actor_id: UUID, other_id: UUID
) -> HttpResponse:
    """Not now; again in three months."""
    register = Actor.objects.in_workspace(request.workspace)
    actor = get_object_or_404(register, id=actor_id)
    other = get_object_or_404(register.exclude(id=actor_id), id=other_id)
    resting = let_rest(actor=actor, other=other, by=request.user)
    text = _("Forslaget om {name} hviler til {day}. Du kan tage det frem igen under »Hviler«.")
    messages.success(request, text.format(name=other.name, day=short_day(resting.until)))
    return redirect("matching:for_actor", workspace_slug, actor_id)


@access(InWorkspace(Permission.COLLABORATION_OPEN))
@require_POST
def wake_up(
    request: WorkspaceRequest, workspace_slug: str, actor_id: UUID, other_id: UUID
) -> HttpResponse:
    """Suggest them to each other again."""
    pair = Q(actor_a=actor_id, actor_b=other_id) | Q(actor_a=other_id, actor_b=actor_id)
    at_rest = RestingSuggestion.objects.at_rest().filter(pair, workspace=request.workspace)
    resting = get_object_or_404(at_rest)
    wake(resting=resting, by=request.user)
    messages.success(request, _("Forslaget er taget frem igen."))
    return redirect("matching:for_actor", workspace_slug, actor_id)
