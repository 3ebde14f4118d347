"""Who is a member of a workspace, and what they may do there.

Each change locks the workspace first: two administrators who remove each other at the same moment
do it one after the other, and the second one is refused.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from brobygger.accounts.domain.users import get_or_create_user
from brobygger.accounts.models import User
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import Role
from brobygger.core.events import emit
from brobygger.workspaces.authorization import check_workspace
from brobygger.workspaces.domain.workspaces import add_member
from brobygger.workspaces.exceptions import LastAdministrator, NoLongerMember
from brobygger.workspaces.models import Membership, Workspace


class Outcome(StrEnum):
    """What an invitation came to."""

    INVITED = "invited"
    ROLE_CHANGED = "role_changed"
    NOTHING_NEW = "nothing_new"


@dataclass(frozen=True)
class Invitation:
    """The member, and whether they were one before."""

    membership: Membership
    outcome: Outcome


@transaction.atomic
def invite_member(
    *, workspace: Workspace, email: str, role: Role, by: User, name: str = ""
) -> Invitation:
    """Make a person a member and let them know by mail; an account is made when they have none.

    Who is a member already gets the role and no mail. Raises LastAdministrator.
    """
    _lock(workspace, by)
    user = get_or_create_user(email=email, name=name)
    present = Membership.objects.filter(workspace=workspace, user=user).first()
    if present is not None:
        changed = _give(present, role, by)
        return Invitation(present, Outcome.ROLE_CHANGED if changed else Outcome.NOTHING_NEW)
    membership = add_member(workspace=workspace, user=user, role=role, by=by)
    emit(
        "workspace.member_invited",
        key=str(membership.id),
        payload={"membership_id": str(membership.id), "by_id": str(by.id)},
    )
    return Invitation(membership, Outcome.INVITED)


@transaction.atomic
def change_role(*, membership: Membership, role: Role, by: User) -> bool:
    """Give a member another role; answers whether it is another.

    Raises LastAdministrator, and NoLongerMember when somebody else removed them meanwhile.
    """
    _lock(membership.workspace, by)
    return _give(_fresh(membership), role, by)


@transaction.atomic
def remove_member(*, membership: Membership, by: User) -> None:
    """Let a person no longer be a member. What they wrote stays, and so does their account.

    Raises LastAdministrator, and NoLongerMember when somebody else removed them meanwhile.
    """
    _lock(membership.workspace, by)
    member = _fresh(membership)
    _refuse_last_administrator(member)
    _record("workspace.member_removed", member, by)
    member.delete()


@transaction.atomic
def restore_member(*, workspace: Workspace, user: User, role: Role, by: User) -> Membership:
    """Undo a removal, without a mail. A role somebody gave the person meanwhile stays."""
    _lock(workspace, by)
    present = Membership.objects.filter(workspace=workspace, user=user).first()
    return present or add_member(workspace=workspace, user=user, role=role, by=by)


def _lock(workspace: Workspace, by: User) -> None:
    """One change at a time; whether `by` may is asked after those before have finished."""
    Workspace.objects.select_for_update().get(pk=workspace.pk)
    check_workspace(by, workspace, Permission.WORKSPACE_MANAGE)


def _fresh(membership: Membership) -> Membership:
    member = Membership.objects.filter(pk=membership.pk).first()
    if member is None:
        raise NoLongerMember
    return member


def _give(member: Membership, role: Role, by: User) -> bool:
    if member.role == role:
        return False
    _refuse_last_administrator(member)
    member.role = role.value
    member.save(update_fields=["role"])
    _record("workspace.role_changed", member, by)
    return True


def _refuse_last_administrator(member: Membership) -> None:
    if member.role != Role.ADMINISTRATOR:
        return
    administrators = Membership.objects.filter(
        workspace_id=member.workspace_id, role=Role.ADMINISTRATOR, user__is_active=True
    )
    if not administrators.exclude(pk=member.pk).exists():
        raise LastAdministrator


def _record(event: str, member: Membership, by: User) -> None:
    workspace_id: UUID = member.workspace_id
    record(
        event,
        by=by,
        on=("workspace", workspace_id),
        workspace_id=workspace_id,
        related=[("user", member.user_id)],
    )
