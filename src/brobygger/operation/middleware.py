"""Around every request: its number, its line in the log, its place in the numbers."""

import logging
import re
from collections.abc import Callable
from time import perf_counter
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from structlog.contextvars import bound_contextvars

from brobygger.operation import metrics

log = logging.getLogger("brobygger.request")

# What proxies make: hexadecimal, sometimes with dashes. Anything else is somebody's own idea.
_REQUEST_ID = re.compile(r"[0-9A-Za-z-]{16,64}")
_FOR_MACHINES = {"/health/", "/ready/", "/metrics"}


class RequestMiddleware:
    """First of all, so that whatever answers has a number and a line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info in _FOR_MACHINES:
            # Those who look after us ask by the address of the machine, whatever our name is.
            request.META["HTTP_HOST"] = "localhost"
        number = _number_of(request)
        started = perf_counter()
        with bound_contextvars(request=number):
            response = self.get_response(request)
            seconds = perf_counter() - started
            route = route_of(request)
            metrics.count_request(route, request.method, response.status_code, seconds)
            log.log(
                logging.DEBUG if _is_noise(request, response) else logging.INFO,
                "request",
                extra={"data": _line(request, response, route, seconds)},
            )
        response.headers["X-Request-ID"] = number
        return response


def route_of(request: HttpRequest) -> str:
    """The name of the page. Its address would tell too much: it holds ids and keys of links."""
    if request.resolver_match:
        return request.resolver_match.view_name or "unnamed"
    return "static" if request.path_info.startswith(settings.STATIC_URL) else "unknown"


def _number_of(request: HttpRequest) -> str:
    given = request.headers.get("X-Request-ID", "")
    return given if _REQUEST_ID.fullmatch(given) else uuid4().hex


def _is_noise(request: HttpRequest, response: HttpResponse) -> bool:
    """What goes on all the time and went well."""
    to_machines = request.path_info in _FOR_MACHINES or route_of(request) == "static"
    return to_machines and response.status_code < 400


def _line(
    request: HttpRequest, response: HttpResponse, route: str, seconds: float
) -> dict[str, object]:
    line: dict[str, object] = {
        "route": route,
        "method": metrics.method_of(request.method),
        "status": response.status_code,
        "seconds": round(seconds, 4),
    }
    # Only if the page asked who it was: a line is not worth a query.
    if (user := getattr(request, "_cached_user", None)) is not None and user.is_authenticated:
        line["user"] = str(user.pk)
    return line
