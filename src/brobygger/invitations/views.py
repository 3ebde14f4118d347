"""The page an invitation leads to, and sending another."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from brobygger.accounts.entering import enter
from brobygger.accounts.models import User
from brobygger.authorization.access import access
from brobygger.authorization.permissions import Permission
from brobygger.core.errors import UserError
from brobygger.invitations.domain.invitations import send_again, take
from brobygger.invitations.domain.queries import came_another_way
from brobygger.invitations.exceptions import CameAnotherWay
from brobygger.invitations.kinds import Invited, invited_by
from brobygger.invitations.members import invited_member
from brobygger.links.access import ByLink, LinkRefused, LinkRequest
from brobygger.links.exceptions import LinkRevoked, LinkUsed
from brobygger.links.models import AccessLink, Purpose
from brobygger.workspaces.access import InWorkspace, WorkspaceRequest
from brobygger.workspaces.models import Membership


@access(ByLink(Purpose.INVITATION))
@require_http_methods(["GET", "HEAD", "POST"])
def open_invitation(request: LinkRequest, token: str) -> HttpResponse:
    """Who invites to what. Only the button takes the invitation; looking does not."""
    link = request.access_link
    invited = invited_by(link)
    if invited is None:
        return LinkRefused(LinkRevoked(link)).response(request)
    if came_another_way(link, invited.user) and request.user != invited.user:
        return LinkRefused(CameAnotherWay(link)).response(request)
    if request.method == "POST":
        return _taken(request, invited)
    context = {
        "token": token,
        "invited": invited,
        "link": link,
        "by": _maker(link),
        "somebody_else": request.user.pk not in (None, invited.user.pk),
    }
    return render(request, "invitations/open.html", context)


@access(InWorkspace(Permission.WORKSPACE_MANAGE))
@require_POST
def invite_member_again(
    request: WorkspaceRequest, workspace_slug: str, membership_id: UUID
) -> HttpResponse:
    """Another mail, with a new link."""
    members = Membership.objects.filter(workspace=request.workspace)
    member = get_object_or_404(members.select_related("user", "workspace"), pk=membership_id)
    again(request, invited_member(member))
    return redirect("workspaces:members", workspace_slug)


def again(request: WorkspaceRequest, invited: Invited) -> None:
    """Send it once more, and say so."""
    try:
        send_again(invited, by=request.user)
    except UserError as refused:
        messages.error(request, str(refused))
    else:
        words = {"email": invited.user.email}
        messages.success(request, _("En ny invitation er sendt til %(email)s.") % words)


def _maker(link: AccessLink) -> User | None:
    return User.objects.filter(pk=link.created_by_id).first() if link.created_by_id else None


def _taken(request: LinkRequest, invited: Invited) -> HttpResponse:
    if not invited.user.is_active:
        return redirect("account_inactive")
    try:
        take(request.access_link, invited)
    except LinkUsed as used:
        return LinkRefused(used).response(request)
    return enter(request, invited.user, to=invited.home)
