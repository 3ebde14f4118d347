"""What a browser keeps of our pages."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

LOG_OUTS = ("account_logout", "accounts:close_all", "privacy:erase_me")


class CachesMiddleware:
    """Pages of somebody logged in are theirs alone, and leave the machine with them.

    The browser asks again before it shows such a page, and log-out empties its cache: on a
    shared machine the next person's Back button finds nothing. `no-store` would do the same, but
    it also throws away what stands in a half-filled form when its owner goes back to it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private, no-cache")
            patch_vary_headers(response, ["Cookie"])
        match = request.resolver_match
        if request.method == "POST" and match is not None and match.view_name in LOG_OUTS:
            response.headers["Clear-Site-Data"] = '"cache"'
        return response
