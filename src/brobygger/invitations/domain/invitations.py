"""Sending invitations, and taking them."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.audit.record import record
from brobygger.core import clock
from brobygger.invitations.exceptions import InvitedToday
from brobygger.invitations.kinds import Invited
from brobygger.links.domain.links import consume, issue_link, live_links, revoke_links_of
from brobygger.links.models import AccessLink, Purpose
from brobygger.notifications.domain.notify import Recipient, absolute_url, notify

GOOD_FOR = timedelta(days=14)


@transaction.atomic
def send_invitation(invited: Invited, *, by: User) -> AccessLink:
    """Send a new link, good for two weeks and for one use; older ones open nothing any more.

    Whether `by` may, the room that is invited to has asked.
    """
    revoke_links_of(invited.subject, purpose=Purpose.INVITATION, by=by)
    link, token = issue_link(
        purpose=Purpose.INVITATION,
        subject=invited.subject,
        by=by,
        expires_at=clock.now() + GOOD_FOR,
        workspace_id=invited.workspace.pk,
        email=invited.user.email,
        single_use=True,
    )
    words = {
        "workspace": invited.workspace.name,
        "by": str(by),
        "url": absolute_url(reverse("invitations:open", args=[token])),
        "expires_at": link.expires_at,
    }
    notify(
        invited.mail,
        to=Recipient.of_user(invited.user),
        context={**invited.context, **words},
        key=f"{invited.mail}:{link.id}",
        until=link.expires_at,
    )
    return link


@transaction.atomic
def send_again(invited: Invited, *, by: User) -> AccessLink:
    """Send another one. Raises InvitedToday while one of today is open."""
    for link in live_links(invited.subject, Purpose.INVITATION):
        if link.created_at.astimezone(clock.DENMARK).date() == clock.today():
            raise InvitedToday
    return send_invitation(invited, by=by)


@transaction.atomic
def take(link: AccessLink, invited: Invited) -> None:
    """The person is here. Of two who come with the same link at once, one gets LinkUsed."""
    consume(link)
    record(invited.event, by=invited.user, on=invited.on, workspace_id=invited.workspace.pk)
