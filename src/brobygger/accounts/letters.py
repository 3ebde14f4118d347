"""The look of the mails of the log-in: the same words as their text, in the frame of the house."""

import re
from dataclasses import dataclass

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

_CODE = re.compile(r"[A-Z0-9]{4,12}(-[A-Z0-9]{2,8})*")
_LINK = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Part:
    """A paragraph of a mail, and whether it is a code or a link and nothing else."""

    text: str

    @property
    def is_code(self) -> bool:
        """To be read from one screen and typed on another."""
        return _CODE.fullmatch(self.text) is not None

    @property
    def is_link(self) -> bool:
        """To be pressed."""
        return _LINK.fullmatch(self.text) is not None


def html_of(subject: str, text: str) -> str:
    """A mail that is plain text, as HTML in the active language; made from the words themselves,
    so the two never say different things."""
    parts = [Part(part.strip()) for part in re.split(r"\n\s*\n", text) if part.strip()]
    return render_to_string("accounts/email/letter.html", {"subject": subject, "parts": parts})


def with_look(message: EmailMultiAlternatives) -> EmailMultiAlternatives:
    """The message with its HTML beside the text."""
    message.attach_alternative(html_of(str(message.subject), str(message.body)), "text/html")
    return message
