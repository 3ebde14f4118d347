"""The links that are open, as a list shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from brobygger.accounts.models import User
from brobygger.core import clock
from brobygger.links.models import AccessLink, Purpose


@dataclass(frozen=True)
class LiveLink:
    """An open link, and who made it."""

    link: AccessLink
    by: User | None


def live_links_to(kind: str, ids: Iterable[UUID], purpose: Purpose) -> list[LiveLink]:
    """The open links to several things, newest first, in two queries however many there are."""
    links = [
        link
        for link in AccessLink.objects.filter(
            purpose=purpose,
            subject_kind=kind,
            subject_id__in=list(ids),
            revoked_at__isnull=True,
            expires_at__gt=clock.now(),
        ).order_by("-created_at", "-id")
        if not (link.single_use and link.used_at)
    ]
    makers = User.objects.in_bulk([link.created_by_id for link in links if link.created_by_id])
    return [LiveLink(link, makers.get(link.created_by_id)) for link in links]
