"""How far invitations have come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from brobygger.accounts.models import User
from brobygger.core import clock
from brobygger.links.models import AccessLink, Purpose


@dataclass(frozen=True)
class State:
    """The newest invitation to one thing, and whether the person has come."""

    link: AccessLink
    came_at: datetime | None

    @property
    def open(self) -> bool:
        """Whether its link can still be used."""
        link = self.link
        return not (self.came_at or link.revoked_at) and link.expires_at > clock.now()


def states_of(kind: str, people: Mapping[UUID, User]) -> dict[UUID, State]:
    """The state of each invitation, in one query; things nobody was invited to are left out."""
    links = AccessLink.objects.filter(
        purpose=Purpose.INVITATION, subject_kind=kind, subject_id__in=list(people)
    ).order_by("created_at", "id")
    return {link.subject_id: _state(link, people[link.subject_id]) for link in links}


def _state(link: AccessLink, user: User) -> State:
    """Whoever logged in some other way since has come as well."""
    return State(link, link.used_at or came_another_way(link, user))


def came_another_way(link: AccessLink, user: User) -> datetime | None:
    """When the person logged in, if that was after the invitation was sent."""
    return user.last_login if user.last_login and user.last_login >= link.created_at else None
