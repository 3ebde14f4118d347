"""Who may read the numbers: the monitoring, and nobody by accident."""

import secrets
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest

# Each of these says that somebody stands between us and the one who asks.
_PASSED_ON = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_REAL_IP")


@dataclass(frozen=True)
class ForMonitoring:
    """Open to those who hold the token, and to the networks of the monitoring when they ask us
    directly. For everybody else there is nothing here.

    A proxy on the same machine looks like the machine itself; what it passes on needs the token.
    """

    label: str = "monitoring: the token, or directly from its network"

    def check(self, request: HttpRequest, kwargs: dict[str, Any]) -> None:
        """Raise Http404 to everybody else."""
        if not (_has_token(request) or _asks_directly(request)):
            raise Http404


def _has_token(request: HttpRequest) -> bool:
    token = settings.METRICS_TOKEN
    sent = request.headers.get("Authorization", "")
    return bool(token) and secrets.compare_digest(sent.encode(), f"Bearer {token}".encode())


def _asks_directly(request: HttpRequest) -> bool:
    if any(name in request.META for name in _PASSED_ON):
        return False
    try:
        asks = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return any(asks in network for network in settings.METRICS_NETWORKS)
