"""Reading the mails that reached the post office."""

import re
import time
from email.message import EmailMessage

from tests.mailserver import PostOffice

PATIENCE = 60.0
LINK = re.compile(r"https?://\S+")
# A log-in code stands on its own line, a signing code after its label.
CODE = re.compile(r"^\s*([A-Z0-9]{3,}(?:-?[A-Z0-9]{3,})?)\s*$|: (\d{6})\s*$", re.MULTILINE)


def await_mail(office: PostOffice, to: str, *, after: int = 0, having: str = "") -> EmailMessage:
    """The newest mail to somebody, with `having` in its text, waiting until it has come."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        come = [m for m in office.mails[after:] if to in str(m["To"]) and having in text_of(m)]
        if come:
            return come[-1]
        time.sleep(0.05)
    subjects = [f"{mail['To']}: {mail['Subject']}" for mail in office.mails]
    raise AssertionError(f"no mail to {to} with {having!r}; the post office has {subjects}")


def text_of(mail: EmailMessage) -> str:
    """The plain text of a mail."""
    body = mail.get_body(("plain",))
    assert body is not None, mail["Subject"]
    return str(body.get_content())


def link_in(mail: EmailMessage, having: str = "") -> str:
    """The first link in a mail with `having` in it."""
    return next(str(link).rstrip(".,)") for link in LINK.findall(text_of(mail)) if having in link)


def code_in(mail: EmailMessage) -> str:
    """The code in a mail."""
    found = CODE.search(text_of(mail))
    assert found, text_of(mail)
    return str(found[1] or found[2])
