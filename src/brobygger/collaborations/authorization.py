"""May this person do this in this collaboration? Access comes only from being a party."""

from uuid import UUID

from django.core.exceptions import PermissionDenied

from brobygger.accounts.models import User
from brobygger.actors.models import Actor, Representation
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import Role, role_has
from brobygger.collaborations.models import Collaboration, Party
from brobygger.core.asking import once
from brobygger.workspaces.models import Membership


def parties_of_user(user: User, collaboration: Collaboration) -> dict[Party, Role]:
    """The parties the person speaks for, with the role that lets them.

    A representative speaks with the role PARTY; a member of a workspace speaks for the
    workspace's own organisation with their role there.
    """
    question = ("parties of user", user.pk, collaboration.pk)
    return dict(once(question, lambda: _parties_of_user(user, collaboration)))


def _parties_of_user(user: User, collaboration: Collaboration) -> dict[Party, Role]:
    represented = once(("represented", user.pk), lambda: _represented(user))
    roles = once(("roles", user.pk), lambda: _roles(user))
    found: dict[Party, Role] = {}
    for party in (
        Party.objects.filter(collaboration=collaboration, withdrew_at__isnull=True)
        .select_related("actor")
        .order_by("actor__sort_name", "id")
    ):
        if party.actor_id in represented:
            found[party] = Role.PARTY
        elif party.actor.is_host and party.actor.workspace_id in roles:
            found[party] = roles[party.actor.workspace_id]
    return found


def _represented(user: User) -> set[UUID]:
    mine = Representation.objects.filter(user_id=user.pk, ended_at__isnull=True)
    return set(mine.values_list("actor_id", flat=True))


def _roles(user: User) -> dict[UUID, Role]:
    rows = Membership.objects.filter(user_id=user.pk).values_list("workspace_id", "role")
    return {workspace_id: Role(role) for workspace_id, role in rows}


def role_for(user: User, actor: Actor) -> Role | None:
    """The role with which the person speaks for the actor, None when they do not."""
    return once(("role for", user.pk, actor.pk), lambda: _role_for(user, actor))


def _role_for(user: User, actor: Actor) -> Role | None:
    if Representation.objects.filter(user_id=user.pk, actor=actor, ended_at__isnull=True).exists():
        return Role.PARTY
    if not actor.is_host:
        return None
    membership = Membership.objects.filter(user_id=user.pk, workspace_id=actor.workspace_id).first()
    return Role(membership.role) if membership else None


def may_for(user: User, actor: Actor, permission: Permission) -> bool:
    """Whether the person may do this on behalf of the actor."""
    role = role_for(user, actor)
    return role is not None and role_has(role, permission)


def party_with(user: User, collaboration: Collaboration, permission: Permission) -> Party | None:
    """The first party the person may do this for, None when there is none."""
    for party, role in parties_of_user(user, collaboration).items():
        if role_has(role, permission):
            return party
    return None


def can_party(user: User, collaboration: Collaboration, permission: Permission) -> bool:
    """Whether the person may do this for some party of the collaboration."""
    return party_with(user, collaboration, permission) is not None


def check_party(user: User, collaboration: Collaboration, permission: Permission) -> Party:
    """The party the person acts for; raises PermissionDenied when there is none."""
    party = party_with(user, collaboration, permission)
    if party is None:
        raise PermissionDenied
    return party
