"""Writing a mail, in the transaction of what it tells of."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from brobygger.accounts.models import User
from brobygger.notifications.kinds import kind_of
from brobygger.notifications.models import Notification


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
def notify(kind: str, *, to: Recipient, context: dict[str, Any], key: str) -> Notification:
    """Write a mail now, in the receiver's language, and let the worker send it.

    `kind` names the templates `notifications/<kind>.subject.txt`, `.txt` and `.html`. The same
    `key` a second time answers the mail that is already there and sends nothing. Raises UnknownKind
    for a kind no room has registered.
    """
    from brobygger.notifications.tasks import send_notification

    kind_of(kind)
    if (present := Notification.objects.filter(key=key).first()) is not None:
        return present
    notification, created = Notification.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "to_email": to.email,
            "to_name": to.name,
            "to_user_id": to.user_id,
            "language": to.language,
            **_words(kind, to, context),
        },
    )
    if created:
        send_notification.defer(notification_id=str(notification.id))
    return notification


def absolute_url(path: str) -> str:
    """The whole address of a page, for use in a mail."""
    return settings.BASE_URL.rstrip("/") + path


def _words(kind: str, to: Recipient, context: dict[str, Any]) -> dict[str, str]:
    values = {**context, "to": to, "base_url": settings.BASE_URL}
    with translation.override(to.language):
        subject = _render(f"notifications/{kind}.subject.txt", values, escape=False)
        return {
            "subject": " ".join(subject.split())[:200],
            "text": _render(f"notifications/{kind}.txt", values, escape=False).strip() + "\n",
            "html": _render(f"notifications/{kind}.html", values, escape=True),
        }


def _render(name: str, values: dict[str, Any], *, escape: bool) -> str:
    # Plain text must not get `&amp;`, which the loader's own render() would give it.
    template = get_template(name).template  # type: ignore[attr-defined]
    return str(template.render(Context(values, autoescape=escape)))
