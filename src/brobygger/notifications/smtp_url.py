"""The mail server as one address in the environment."""

from typing import Any
from urllib.parse import unquote, urlsplit

_PORTS = {"smtp": 25, "smtp+starttls": 587, "starttls": 587, "smtps": 465}


def parse(url: str) -> dict[str, Any]:
    """Django's mail settings of `smtp://user:password@host:port`, `starttls://…` or `smtps://…`.

    Raises ValueError with a Danish sentence when the address cannot be read.
    """
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError(
            "BROBYGGER_SMTP_URL skal se sådan ud: smtp://bruger:kodeord@server:25, "
            "starttls://bruger:kodeord@server:587 eller smtps://bruger:kodeord@server:465."
        )
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or _PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme in {"starttls", "smtp+starttls"},
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


def backend_for(*, demo: bool, url: str) -> str:
    """Where mails go. Raises ValueError when demo mode could reach real people."""
    if demo and url:
        raise ValueError(
            "Demoen må ikke sende rigtige mails. Fjern BROBYGGER_SMTP_URL, eller slå "
            "BROBYGGER_DEMO fra."
        )
    if demo:
        return "brobygger.notifications.backends.OutboxBackend"
    if url:
        return "django.core.mail.backends.smtp.EmailBackend"
    return "brobygger.notifications.backends.NoServerBackend"
