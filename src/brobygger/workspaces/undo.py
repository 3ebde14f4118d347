"""A removal that can be undone: its address carries what is needed, signed by us."""

from dataclasses import dataclass
from uuid import UUID

from django.core import signing

from brobygger.accounts.models import User
from brobygger.authorization.roles import Role
from brobygger.workspaces.models import Membership, Workspace

_SALT = "workspaces.removed"
_SECONDS = 24 * 60 * 60


@dataclass(frozen=True)
class Removed:
    """Who was removed, from what role, and the ticket that undoes it."""

    user: User
    role: Role
    ticket: str


def ticket_for(membership: Membership) -> str:
    """What brings the member back within a day."""
    place, person = str(membership.workspace_id), str(membership.user_id)
    return signing.dumps([place, person, membership.role], salt=_SALT)


def removed_by(ticket: str, workspace: Workspace) -> Removed | None:
    """The removal a ticket tells of; None when it is old, not ours or of another workspace."""
    try:
        place, person, role = signing.loads(ticket, salt=_SALT, max_age=_SECONDS)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=UUID(person)).first() if place == str(workspace.pk) else None
    return Removed(user, Role(role), ticket) if user else None
