"""The words around a mail: its frame, and how to have fewer of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation

from brobygger.notifications.domain.addresses import fingerprint
from brobygger.notifications.kinds import Kind
from brobygger.notifications.models import Notification
from brobygger.notifications.tokens import token_for


@dataclass(frozen=True)
class Words:
    """What stands in a letter."""

    subject: str
    text: str
    html: str


def render(name: str, values: dict[str, Any], *, escape: bool) -> str:
    """A template as a string."""
    # Plain text must not get `&amp;`, which the loader's own render() would give it.
    template = get_template(name).template  # type: ignore[attr-defined]
    return str(template.render(Context(values, autoescape=escape)))


def stop_url(kinds: Sequence[Kind], email: str) -> str:
    """Where the reader of the address stops these kinds; empty when all of them always come."""
    optional = list(dict.fromkeys(kind.id for kind in kinds if kind.may_opt_out))
    if not optional:
        return ""
    token = token_for(fingerprint(email), optional)
    return settings.BASE_URL.rstrip("/") + reverse("notifications:stop", args=[token])


def footer(kinds: Sequence[Kind], email: str) -> dict[str, str]:
    """What the foot of a mail says: how to stop it, and where to choose among all kinds."""
    token = token_for(fingerprint(email), [])
    choices = settings.BASE_URL.rstrip("/") + reverse("notifications:choices", args=[token])
    return {"stop_url": stop_url(kinds, email), "choices_url": choices}


def words_of(mails: Sequence[Notification], kinds: Sequence[Kind]) -> Words:
    """What a letter with these mails says. The same mails always give the same letter."""
    if len(mails) == 1:
        return Words(mails[0].subject, mails[0].text, mails[0].html)
    first = mails[0]
    values = {
        "to": {"name": first.to_name},
        "parts": mails,
        "subjects": [mail.subject for mail in mails],
        "more": len(mails) - 1,
        **footer(kinds, first.to_email),
    }
    with translation.override(first.language):
        subject = render("notifications/gathered.subject.txt", values, escape=False)
        values["subject"] = subject = " ".join(subject.split())[:200]
        return Words(
            subject,
            render("notifications/gathered.txt", _framed(values, "txt"), escape=False),
            render("notifications/gathered.html", _framed(values, "html"), escape=True),
        )


def _framed(values: dict[str, Any], ending: str) -> dict[str, Any]:
    return {**values, "frame": f"notifications/whole.{ending}"}
