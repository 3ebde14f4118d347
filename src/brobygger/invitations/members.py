"""Invitations to a workspace: what the page and the mail say, and how the list of members tells."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import ROLES, Role
from brobygger.invitations.domain.queries import State, states_of
from brobygger.invitations.kinds import Invited
from brobygger.links.models import AccessLink
from brobygger.workspaces.authorization import can_workspace
from brobygger.workspaces.models import Membership

KIND = "membership"


def find_membership(membership_id: UUID) -> Invited | None:
    """The invitation to be a member; None when the person no longer is one."""
    members = Membership.objects.select_related("user", "workspace")
    member = members.filter(pk=membership_id).first()
    return invited_member(member) if member else None


def invited_member(member: Membership) -> Invited:
    """How it reads."""
    workspace, role = member.workspace, ROLES[Role(member.role)]
    return Invited(
        kind=KIND,
        id=member.pk,
        user=member.user,
        workspace=workspace,
        heading=_("Du er inviteret til %(name)s") % {"name": workspace.name},
        role=role.title,
        what=role.description,
        home=reverse("desk:overview", args=[workspace.slug]),
        mail="member_invited",
        event="workspace.member_came",
        on=("workspace", workspace.pk),
        context={"role": role},
    )


def states_of_members(members: list[Membership]) -> dict[UUID, State]:
    """For the list of members."""
    return states_of(KIND, {member.pk: member.user for member in members})


def may_close(link: AccessLink, user: User) -> bool:
    """Whoever manages the workspace may close its invitations."""
    member = _member(link)
    permission = Permission.WORKSPACE_MANAGE
    return member is not None and can_workspace(user, member.workspace, permission)


def page_of_members(link: AccessLink) -> str:
    """Where they are listed."""
    member = _member(link)
    assert member is not None  # `may_close` has found it
    return reverse("workspaces:members", args=[member.workspace.slug])


def _member(link: AccessLink) -> Membership | None:
    return Membership.objects.select_related("workspace").filter(pk=link.subject_id).first()
