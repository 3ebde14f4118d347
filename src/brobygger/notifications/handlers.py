"""Mails about what happens in the rooms below, which cannot write mails themselves."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.authorization.roles import ROLES, Role
from brobygger.core.events import handles
from brobygger.notifications.domain.notify import Recipient, absolute_url, notify
from brobygger.workspaces.models import Membership


@handles("workspace.member_invited")
def tell_new_member(payload: dict[str, str]) -> None:
    """Welcome a new member once; whoever has been removed again hears nothing."""
    members = Membership.objects.select_related("user", "workspace")
    member = members.filter(pk=UUID(payload["membership_id"])).first()
    by = User.objects.filter(pk=UUID(payload["by_id"])).first()
    if member is None or by is None:
        return
    notify(
        "member_invited",
        to=Recipient.of_user(member.user),
        context={
            "workspace": member.workspace.name,
            "role": ROLES[Role(member.role)],
            "by": str(by),
            "url": absolute_url(reverse(settings.LOGIN_URL)),
        },
        key=f"member_invited:{member.pk}",
    )
