"""Forms that anybody may send are counted, so that nobody can send them all day."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from brobygger.core.brakes import Rate, TooMany, take
from brobygger.core.http import client_address
from brobygger.core.views import too_many_requests

_READING = {"GET", "HEAD", "OPTIONS", "TRACE"}


class BrakesMiddleware:
    """Every form is counted for a visitor who is not logged in, by network address.

    `settings.BRAKES` names the pages that stand more or less than the rest; those are counted
    for people who are logged in too, each by themselves.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.rates: Mapping[str, Rate] = import_string(settings.BRAKES)
        self.ordinary: Rate = import_string(settings.BRAKE_ON_ANY_FORM)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        if request.method in _READING:
            return None
        page = request.resolver_match.view_name if request.resolver_match else ""
        rate = self.rates.get(page)
        if request.user.is_authenticated:
            who = f"user {request.user.pk}"
        else:
            who = f"address {client_address(request)}"
            rate = rate or self.ordinary
        if rate is None:
            return None
        try:
            take(f"form.{page if page in self.rates else ''}", who, rate)
        except TooMany as too_many:
            return too_many_requests(request, too_many.wait)
        return None
