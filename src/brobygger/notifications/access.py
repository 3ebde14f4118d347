"""The access rule of pages that are opened from the foot of a mail."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from brobygger.authorization.access import Refused
from brobygger.core.http import Request
from brobygger.notifications.tokens import Reader, read_token


class MailRequest(Request):
    """A request that has passed `ByMailToken`."""

    mail_reader: Reader


class TokenRefused(Refused):
    """The page of a link that is none of ours."""

    def response(self, request: HttpRequest) -> HttpResponse:
        return render(request, "mail_choices/unknown.html", status=404)


@dataclass(frozen=True)
class ByMailToken:
    """For whoever reads the mails to an address: the signed token stood in one of them."""

    label: str = "link in a mail: mail choices"

    def check(self, request: HttpRequest, kwargs: dict[str, Any]) -> None:
        reader = read_token(str(kwargs["token"]))
        if reader is None:
            raise TokenRefused
        request.mail_reader = reader  # type: ignore[attr-defined]
