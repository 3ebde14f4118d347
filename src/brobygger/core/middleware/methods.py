"""Which HTTP methods the house answers at all."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

ANSWERED = ("GET", "HEAD", "POST", "OPTIONS")


class MethodsMiddleware:
    """Pages are read and forms are sent; every other method is refused before a view sees it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ANSWERED:
            return HttpResponseNotAllowed(ANSWERED)
        return self.get_response(request)
