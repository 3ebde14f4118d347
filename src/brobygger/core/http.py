"""Request types, so that views say what they rely on; and where a request comes from."""

import ipaddress
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from brobygger.accounts.models import User


class Request(HttpRequest):
    """A request with HTMX details and, behind log-in, a user of ours."""

    htmx: HtmxDetails
    user: "User"


def client_address(request: HttpRequest) -> str:
    """The network address of the visitor, as the nearest proxy we trust has seen it.

    The web server has already put it in place of the proxy's own (BROBYGGER_PROXIES); the header
    itself is never read, since anybody can write one. An IPv6 visitor has a whole /64 to choose
    from, so that counts as one address.
    """
    text = str(request.META.get("REMOTE_ADDR") or "")
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return text
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.IPv6Network((address, 64), strict=False).network_address)
    return text
