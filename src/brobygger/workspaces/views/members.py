"""The members of a workspace, for those who manage it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brobygger.accounts.telling import PARAMETER, trail_of
from brobygger.audit.timeline import events_about
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import ROLES, Role
from brobygger.core.errors import UserError
from brobygger.core.paging import page_of
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest
from brobygger.workspaces.authorization import can_workspace
from brobygger.workspaces.beside import tell_beside
from brobygger.workspaces.domain.members import (
    Invitation,
    Outcome,
    change_role,
    invite_member,
    remove_member,
    restore_member,
)
from brobygger.workspaces.forms import MEMBER_ROLES, InviteForm, RoleForm
from brobygger.workspaces.models import Membership
from brobygger.workspaces.undo import removed_by, ticket_for


@access(InWorkspace(Permission.WORKSPACE_MANAGE))
@require_safe
def member_list(request: WorkspaceRequest, workspace_slug: str) -> HttpResponse:
    """Everybody with a role here, by name."""
    members = Membership.objects.filter(workspace=request.workspace).select_related("user")
    ticket = request.GET.get("undo", "")
    page = page_of(request, members.order_by("user__name", "user__email", "id"))
    beside = tell_beside(list(page))
    context = {
        "workspace": request.workspace,
        "page": page,
        "rows": [(member, beside[member.pk]) for member in page],
        "trail": trail_of(
            events_about("workspace", request.workspace.id).filter(
                event__startswith="workspace.", workspace_id=request.workspace.id
            ),
            request.GET.get(PARAMETER, ""),
            reader=request.user,
            naming=("user",),
        ),
        "roles": [(role, ROLES[role]) for role in MEMBER_ROLES],
        "removed": removed_by(ticket, request.workspace) if ticket else None,
    }
    return render(request, "workspaces/members.html", context)


@access(InWorkspace(Permission.WORKSPACE_MANAGE))
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: WorkspaceRequest, workspace_slug: str) -> HttpResponse:
    """Ask somebody in by e-mail."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invitation = invite_member(
                workspace=request.workspace, **form.cleaned_data, by=request.user
            )
        except UserError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _told(invitation))
            return _back(request)
    status = 422 if request.method == "POST" else 200
    context = {"workspace": request.workspace, "form": form}
    return render(request, "workspaces/invite.html", context, status=status)


@access(InWorkspace(Permission.WORKSPACE_MANAGE))
@require_POST
def change(request: WorkspaceRequest, workspace_slug: str, membership_id: UUID) -> HttpResponse:
    """Another role for a member."""
    member = _member(request, membership_id)
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Vælg en rolle fra listen. Intet er ændret."))
        return _back(request)
    role = form.cleaned_data["role"]
    try:
        change_role(membership=member, role=role, by=request.user)
    except UserError as refused:
        messages.error(request, str(refused))
    else:
        words = {"who": member.user, "role": ROLES[role].title}
        messages.success(request, _("%(who)s har nu rollen %(role)s.") % words)
    return _back(request)


@access(InWorkspace(Permission.WORKSPACE_MANAGE))
@require_POST
def remove(request: WorkspaceRequest, workspace_slug: str, membership_id: UUID) -> HttpResponse:
    """No longer a member; the list then offers to undo it."""
    member = _member(request, membership_id)
    try:
        remove_member(membership=member, by=request.user)
    except UserError as refused:
        messages.error(request, str(refused))
        return _back(request)
    if member.user == request.user:
        messages.success(request, _("Du er ikke længere medlem af %s.") % request.workspace)
        return redirect("desk:home")
    page = reverse("workspaces:members", args=[workspace_slug])
    return redirect(f"{page}?undo={ticket_for(member)}")


@access(InWorkspace(Permission.WORKSPACE_MANAGE))
@require_POST
def restore(request: WorkspaceRequest, workspace_slug: str) -> HttpResponse:
    """A removed member has the same role again."""
    removed = removed_by(request.POST.get("ticket", ""), request.workspace)
    if removed is None:
        messages.error(request, _("Det kan ikke fortrydes længere. Invitér personen igen."))
        return _back(request)
    member = restore_member(
        workspace=request.workspace, user=removed.user, role=removed.role, by=request.user
    )
    words = {"who": removed.user, "role": ROLES[Role(member.role)].title}
    messages.success(request, _("%(who)s er medlem igen med rollen %(role)s.") % words)
    return _back(request)


def _member(request: WorkspaceRequest, membership_id: UUID) -> Membership:
    members = Membership.objects.filter(workspace=request.workspace)
    return get_object_or_404(members.select_related("user", "workspace"), pk=membership_id)


def _back(request: WorkspaceRequest) -> HttpResponse:
    """To the list; who has just given up the role no longer sees it."""
    if can_workspace(request.user, request.workspace, Permission.WORKSPACE_MANAGE):
        return redirect("workspaces:members", request.workspace.slug)
    return redirect("desk:overview", request.workspace.slug)


def _told(invitation: Invitation) -> str:
    member = invitation.membership
    words = {
        "who": member.user,
        "email": member.user.email,
        "role": ROLES[Role(member.role)].title,
    }
    if invitation.outcome is Outcome.INVITED:
        return _("Invitationen er sendt til %(email)s.") % words
    if invitation.outcome is Outcome.ROLE_CHANGED:
        return _("%(who)s var medlem i forvejen og har nu rollen %(role)s.") % words
    return _("%(who)s er allerede medlem med rollen %(role)s.") % words
