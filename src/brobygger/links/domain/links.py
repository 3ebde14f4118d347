"""Making, finding, using up and closing links."""

import hashlib
import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction

from brobygger.accounts.models import User
from brobygger.audit.record import record
from brobygger.core import clock
from brobygger.links.exceptions import LinkExpired, LinkRevoked, LinkUnknown, LinkUsed
from brobygger.links.models import AccessLink, Purpose

TOKEN_BYTES = 32


@transaction.atomic
def issue_link(
    *,
    purpose: Purpose,
    subject: tuple[str, UUID],
    by: User | None,
    expires_at: datetime,
    workspace_id: UUID | None = None,
    email: str = "",
    single_use: bool = False,
) -> tuple[AccessLink, str]:
    """Make a link that opens one thing for one purpose until `expires_at`.

    The token is answered this once; only its hash is kept, so a lost link is replaced, not found.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = AccessLink.objects.create(
        purpose=purpose,
        token_hash=_hash(token),
        subject_kind=subject[0],
        subject_id=subject[1],
        workspace_id=workspace_id,
        email=email,
        created_by_id=by.id if by else None,
        expires_at=expires_at,
        single_use=single_use,
    )
    record("link.issued", by=by, on=subject, workspace_id=workspace_id)
    return link, token


def find_link(token: str, purpose: Purpose) -> AccessLink:
    """The link this token opens. Changes nothing: robots that read mail may follow links.

    Raises LinkUnknown, LinkRevoked, LinkExpired or LinkUsed.
    """
    # Looked up by the hash: the time it takes says nothing about how much of a guess was right.
    link = AccessLink.objects.filter(token_hash=_hash(token), purpose=purpose).first()
    if link is None:
        raise LinkUnknown
    if link.revoked_at is not None:
        raise LinkRevoked(link)
    if link.expires_at <= clock.now():
        raise LinkExpired(link)
    if link.single_use and link.used_at is not None:
        raise LinkUsed(link)
    return link


@transaction.atomic
def consume(link: AccessLink) -> None:
    """Note that the link was used; a link for single use opens nothing afterwards.

    Of two that use it at once, one gets LinkUsed.
    """
    fresh = AccessLink.objects.select_for_update().get(id=link.id)
    if fresh.single_use and fresh.used_at is not None:
        raise LinkUsed(fresh)
    if fresh.used_at is None:
        fresh.used_at = link.used_at = clock.now()
        fresh.save(update_fields=["used_at"])


def note_use(link: AccessLink) -> None:
    """Note that a link for more than one use was used now; looking at a page is no use."""
    link.used_at = clock.now()
    link.save(update_fields=["used_at"])


@transaction.atomic
def revoke(link: AccessLink, *, by: User | None) -> None:
    """Close one link for good. Closing it twice changes nothing."""
    _revoke([link], by)


@transaction.atomic
def revoke_links_of(subject: tuple[str, UUID], *, purpose: Purpose, by: User | None) -> int:
    """Close every open link to a thing; answers how many there were."""
    links = list(live_links(subject, purpose))
    _revoke(links, by)
    return len(links)


def live_links(subject: tuple[str, UUID], purpose: Purpose) -> list[AccessLink]:
    """The links that still open the thing, newest first."""
    kind, key = subject
    links = AccessLink.objects.filter(
        purpose=purpose,
        subject_kind=kind,
        subject_id=key,
        revoked_at__isnull=True,
        expires_at__gt=clock.now(),
    ).order_by("-created_at", "-id")
    return [link for link in links if not (link.single_use and link.used_at)]


def _revoke(links: list[AccessLink], by: User | None) -> None:
    for link in links:
        changed = AccessLink.objects.filter(id=link.id, revoked_at__isnull=True).update(
            revoked_at=clock.now()
        )
        if changed:
            record(
                "link.revoked",
                by=by,
                on=(link.subject_kind, link.subject_id),
                workspace_id=link.workspace_id,
            )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
