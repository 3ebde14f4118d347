"""Effects of what happens in the rooms below, which know neither links nor mails."""

from uuid import UUID

from django.db import transaction

from brobygger.accounts.models import User
from brobygger.core.events import handles
from brobygger.invitations.domain.invitations import send_invitation
from brobygger.invitations.members import KIND, find_membership
from brobygger.links.models import AccessLink, Purpose


@handles("workspace.member_invited")
@transaction.atomic
def invite_new_member(payload: dict[str, str]) -> None:
    """Welcome a new member once; whoever has been removed again hears nothing."""
    invited = find_membership(UUID(payload["membership_id"]))
    by = User.objects.filter(pk=UUID(payload["by_id"])).first()
    if invited is None or by is None:
        return
    # A job may run twice; the link is the sign that it has.
    User.objects.select_for_update().get(pk=invited.user.pk)
    sent = AccessLink.objects.filter(
        purpose=Purpose.INVITATION, subject_kind=KIND, subject_id=invited.id
    )
    if not sent.exists():
        send_invitation(invited, by=by)
