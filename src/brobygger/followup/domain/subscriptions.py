"""A calendar that keeps itself up to date."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.authorization import can_party, check_party
from brobygger.collaborations.models import Collaboration
from brobygger.core import clock
from brobygger.links.domain.links import issue_link, live_links, revoke
from brobygger.links.exceptions import LinkRevoked
from brobygger.links.models import AccessLink, Purpose

GOOD_FOR = timedelta(days=2 * 365)


@transaction.atomic
def subscribe(*, collaboration: Collaboration, by: User) -> str:
    """Make a calendar link for this person; answers its path, which is shown this once.

    Raises PermissionDenied.
    """
    check_party(by, collaboration, Permission.PARTY_VIEW)
    _link, token = issue_link(
        purpose=Purpose.CALENDAR,
        subject=("collaboration", collaboration.id),
        by=by,
        expires_at=clock.now() + GOOD_FOR,
        workspace_id=collaboration.workspace_id,
        email=by.email,
    )
    return reverse("followup:calendar", args=[token])


def subscriptions_of(collaboration: Collaboration, user: User) -> list[AccessLink]:
    """The person's own open calendar links."""
    links = live_links(("collaboration", collaboration.id), Purpose.CALENDAR)
    return [link for link in links if link.created_by_id == user.id]


@transaction.atomic
def unsubscribe(*, collaboration: Collaboration, link_id: UUID, by: User) -> bool:
    """Close one of the person's own links; False when it is not theirs or closed already."""
    for link in subscriptions_of(collaboration, by):
        if link.id == link_id:
            revoke(link, by=by)
            return True
    return False


def subscribed_collaboration(link: AccessLink) -> tuple[Collaboration, User]:
    """What the link shows, and for whom.

    Raises LinkRevoked when the one who made it is no longer among the parties.
    """
    collaboration = Collaboration.objects.filter(id=link.subject_id).first()
    owner = (
        User.objects.filter(id=link.created_by_id, is_active=True).first()
        if link.created_by_id
        else None
    )
    if collaboration is None or owner is None:
        raise LinkRevoked(link)
    if not can_party(owner, collaboration, Permission.PARTY_VIEW):
        raise LinkRevoked(link)
    return collaboration, owner
