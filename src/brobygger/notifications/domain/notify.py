"""Writing a mail, in the transaction of what it tells of."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation

from brobygger.accounts.models import User
from brobygger.core import clock
from brobygger.notifications.domain.addresses import address_of
from brobygger.notifications.domain.choices import plan
from brobygger.notifications.domain.requests import count_request
from brobygger.notifications.domain.words import footer, render
from brobygger.notifications.kinds import Kind, Urgency, kind_of
from brobygger.notifications.models import Notification, NotificationStatus

_WRITTEN = (
    *("kind", "to_email", "to_name", "to_user_id", "language", "about", "until"),
    *("subject", "text", "html", "part_text", "part_html", "send_after", "status"),
)


@dataclass(frozen=True)
class Recipient:
    """Who a mail is for, and the language they read."""

    email: str
    name: str = ""
    language: str = "da"
    user_id: UUID | None = None

    @classmethod
    def of_user(cls, user: User) -> "Recipient":
        """A person with an account, in the language they have chosen."""
        return cls(email=user.email, name=user.name, language=user.language, user_id=user.id)

    @classmethod
    def at(cls, email: str, name: str = "") -> "Recipient":
        """Whoever reads this address: in their own language when they have an account."""
        user = User.objects.filter(email__iexact=email.strip()).first()
        if user is None:
            return cls(email=email.strip(), name=name)
        return cls(email=email.strip(), name=name, language=user.language, user_id=user.id)


@transaction.atomic
def notify(
    kind: str,
    *,
    to: Recipient,
    context: dict[str, Any],
    key: str,
    about: UUID | None = None,
    until: datetime | None = None,
) -> Notification:
    """Write a mail now, in the receiver's language, and let the worker send it in its time.

    The same `key` a second time answers the mail that is already there and sends nothing, unless
    that came back and its address is believed in again: then it is written anew. `until` is the
    moment after which it says nothing any more; `about` is what `still_true` of the kind gets to
    look up. Raises UnknownKind for a kind no room has registered, AskedEnough for a request too
    many (`requests.py`).
    """
    present = Notification.objects.filter(key=key).first()
    if present is not None and present.status != NotificationStatus.RETURNED:
        return present
    address = address_of(to.email)
    if present is not None and address.returned_at:
        return present
    mail = Notification(
        kind=kind,
        to_email=to.email,
        to_name=to.name,
        to_user_id=to.user_id,
        language=to.language,
        about=about,
        until=until,
    )
    plan(mail, address)
    if mail.status == NotificationStatus.WAITING:
        _write_words(mail, to, context)
        if address.returned_at:
            mail.status = NotificationStatus.HELD
    return _keep(mail, key)


def absolute_url(path: str) -> str:
    """The whole address of a page, for use in a mail."""
    return settings.BASE_URL.rstrip("/") + path


def _keep(mail: Notification, key: str) -> Notification:
    from brobygger.notifications.tasks import send_notification

    Notification.objects.filter(key=key, status=NotificationStatus.RETURNED).delete()
    values = {field: getattr(mail, field) for field in _WRITTEN}
    kept, created = Notification.objects.get_or_create(key=key, defaults=values)
    if created and kept.status == NotificationStatus.WAITING and kind_of(kept.kind).is_request:
        count_request(kind=kept.kind, email=kept.to_email)
    now = kept.send_after is None or kept.send_after <= clock.now()
    if created and kept.status == NotificationStatus.WAITING and now:
        send_notification.defer(notification_id=str(kept.id))
    return kept


def _write_words(mail: Notification, to: Recipient, context: dict[str, Any]) -> None:
    kind = kind_of(mail.kind)
    values = {**context, "to": to, "base_url": settings.BASE_URL, **footer([kind], to.email)}
    with translation.override(to.language):
        subject = render(f"notifications/{kind.id}.subject.txt", values, escape=False)
        mail.subject = " ".join(subject.split())[:200]
        values["subject"] = mail.subject
        mail.text, mail.html = _both(kind, {**values, "frame": "whole"})
        if kind.urgency != Urgency.DUE:
            mail.part_text, mail.part_html = _both(kind, {**values, "frame": "part"})


def _both(kind: Kind, values: dict[str, Any]) -> tuple[str, str]:
    frame = values["frame"]
    text = {**values, "frame": f"notifications/{frame}.txt"}
    html = {**values, "frame": f"notifications/{frame}.html"}
    return (
        render(f"notifications/{kind.id}.txt", text, escape=False).strip() + "\n",
        render(f"notifications/{kind.id}.html", html, escape=True),
    )
