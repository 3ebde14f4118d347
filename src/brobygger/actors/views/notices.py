"""Contact persons no mail reaches: they are told when one talks to them next."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from brobygger.actors.domain.notices import to_tell_orally, told_orally, waiting_for_mail
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.core.paging import page_of
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest


@access(InWorkspace(Permission.ACTOR_EDIT))
@require_safe
def untold(request: WorkspaceRequest, workspace_slug: str) -> HttpResponseBase:
    """Who has not been told yet, and what to say."""
    context = {
        "workspace": request.workspace,
        "page": page_of(request, to_tell_orally(request.workspace)),
        "on_their_way": waiting_for_mail().filter(workspace=request.workspace).count(),
    }
    return render(request, "actors/untold.html", context)


@access(InWorkspace(Permission.ACTOR_EDIT))
@require_POST
def told(request: WorkspaceRequest, workspace_slug: str, person_id: UUID) -> HttpResponseBase:
    """Somebody has said it to the person."""
    person = get_object_or_404(to_tell_orally(request.workspace), pk=person_id)
    told_orally(person=person, by=request.user)
    messages.success(
        request, _("Det er noteret, at %(name)s har fået besked.") % {"name": person.name}
    )
    return redirect("actors:untold", workspace_slug)
