"""A calendar that keeps itself up to date."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.authorization import can_party, check_party
from brobygger.collaborations.models import Collaboration
from brobygger.core import clock
from brobygger.links.domain.links import issue_link
from brobygger.links.domain.queries import LiveLink, live_links_to
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


def subscriptions_of(collaboration: Collaboration, user: User) -> list[LiveLink]:
    """The person's own open calendar links."""
    links = live_links_to("collaboration", [collaboration.id], Purpose.CALENDAR)
    return [one for one in links if one.link.created_by_id == user.id]


def may_close(link: AccessLink, user: User) -> bool:
    """A calendar link is its maker's own."""
    return link.purpose == Purpose.CALENDAR and link.created_by_id == user.id


def page_of_calendar(link: AccessLink) -> str:
    """Where it is listed."""
    return reverse("followup:meetings", args=[link.subject_id]) + "#kalender"


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
