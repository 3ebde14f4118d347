"""Asking an actor's people to look its profile through."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from brobygger.actors.domain.profile_mail import ask_for_profile
from brobygger.actors.models import Actor
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.core import clock
from brobygger.core.errors import UserError
from brobygger.core.templatetags.brobygger import moment
from brobygger.notifications.models import Notification
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest


@access(InWorkspace(Permission.ACTOR_EDIT))
@require_POST
def ask(request: WorkspaceRequest, workspace_slug: str, actor_id: UUID) -> HttpResponseBase:
    """Send one of them a link, unless they have been asked often enough."""
    actor = _actor(request, actor_id)
    try:
        mail = ask_for_profile(actor=actor, email=request.POST.get("email", ""), by=request.user)
    except UserError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _told(mail))
    page = reverse("actors:detail", args=[workspace_slug, actor.pk])
    return redirect(f"{page}#profile")


def _told(mail: Notification) -> str:
    if mail.send_after is None or mail.send_after <= clock.now():
        return _("Spørgsmålet er sendt til %(email)s.") % {"email": mail.to_email}
    values = {"email": mail.to_email, "when": moment(mail.send_after)}
    return _("Spørgsmålet bliver sendt til %(email)s %(when)s.") % values


def _actor(request: WorkspaceRequest, actor_id: UUID) -> Actor:
    actor: Actor = get_object_or_404(Actor.objects.in_workspace(request.workspace), pk=actor_id)
    return actor
