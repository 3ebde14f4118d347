"""Request types, so that views say what they rely on."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from brobygger.accounts.models import User


class Request(HttpRequest):
    """A request with HTMX details and, behind log-in, a user of ours."""

    htmx: HtmxDetails
    user: "User"
