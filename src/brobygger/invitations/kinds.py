"""What one can be invited to: each room tells how its invitations read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from brobygger.accounts.models import User
from brobygger.links.models import AccessLink
from brobygger.workspaces.models import Workspace


@dataclass(frozen=True)
class Invited:
    """Somebody who is invited to something, in the words of the room it leads to.

    `mail` names the kind of mail, `context` what it needs besides `by`, `url` and `until`.
    `event` is what the audit trail hears when the person comes, `on` what it is about.
    """

    kind: str
    id: UUID
    user: User
    workspace: Workspace
    heading: str | Promise
    role: str | Promise
    what: str | Promise
    home: str
    mail: str
    event: str
    on: tuple[str, UUID]
    context: dict[str, Any] = field(default_factory=dict)

    @property
    def subject(self) -> tuple[str, UUID]:
        """What its links lead to."""
        return self.kind, self.id


Find = Callable[[UUID], Invited | None]

_kinds: dict[str, Find] = {}


def register_invited(kind: str, find: Find) -> None:
    """Let people be invited to things of this kind; `find` answers None for what is over."""
    _kinds[kind] = find


def invited_by(link: AccessLink) -> Invited | None:
    """Who a link invites to what; None when it is over."""
    find = _kinds.get(link.subject_kind)
    return find(link.subject_id) if find else None
