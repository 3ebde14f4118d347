"""Standing by one fact, and saying that one knows somebody."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from brobygger.actors.acquaintance_forms import AcquaintanceForm
from brobygger.actors.domain.acquaintances import forget, know
from brobygger.actors.domain.confirming import confirm_fact
from brobygger.actors.models import Actor
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.core.errors import UserError
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest


class _FactForm(forms.Form):
    """Which fact: the field, and the row where it is one."""

    field = forms.SlugField(max_length=40)
    row = forms.UUIDField(required=False)


@access(InWorkspace(Permission.ACTOR_EDIT))
@require_POST
def confirm_one(request: WorkspaceRequest, workspace_slug: str, actor_id: UUID) -> HttpResponseBase:
    """One thing is still right today."""
    actor = _actor(request, actor_id)
    form = _FactForm(request.POST)
    try:
        field = form.cleaned_data["field"] if form.is_valid() else ""
        confirm_fact(actor=actor, field=field, row=form.cleaned_data.get("row"), by=request.user)
    except UserError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Oplysningen er bekræftet i dag."))
    return _back(actor, "sources")


@access(InWorkspace(Permission.ACTOR_EDIT))
@require_POST
def know_them(request: WorkspaceRequest, workspace_slug: str, actor_id: UUID) -> HttpResponseBase:
    """The person knows the actor; how and since when may come later."""
    actor = _actor(request, actor_id)
    form = AcquaintanceForm(request.POST, prefix="know")
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(str(error) for error in errors))
        return _back(actor, "acquaintances")
    know(actor=actor, by=request.user, **form.cleaned_data)
    messages.success(request, _("Det står der nu, at du kender dem."))
    return _back(actor, "acquaintances")


@access(InWorkspace(Permission.ACTOR_EDIT))
@require_POST
def forget_them(request: WorkspaceRequest, workspace_slug: str, actor_id: UUID) -> HttpResponseBase:
    """The person does not know the actor after all."""
    actor = _actor(request, actor_id)
    forget(actor=actor, by=request.user)
    messages.success(request, _("Du står ikke længere som en, der kender dem."))
    return _back(actor, "acquaintances")


def _actor(request: WorkspaceRequest, actor_id: UUID) -> Actor:
    actor: Actor = get_object_or_404(
        Actor.objects.in_workspace(request.workspace).select_related("workspace"), pk=actor_id
    )
    return actor


def _back(actor: Actor, part: str) -> HttpResponseBase:
    page = reverse("actors:detail", args=[actor.workspace.slug, actor.pk])
    opened = "?sources=open" if part == "sources" else ""
    return redirect(f"{page}{opened}#{part}")
