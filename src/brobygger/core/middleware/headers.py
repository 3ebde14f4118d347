"""Headers Django does not set itself."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# A later room that needs one of these (notes by voice) opens that one and no other.
_CLOSED = ("camera", "microphone", "payment", "usb", "browsing-topics")
# Our own pages may ask: who is near where I stand (the browser asks the person first).
_OURS = ("geolocation",)
_POLICY = ", ".join(
    [*(f"{feature}=()" for feature in _CLOSED), *(f"{feature}=(self)" for feature in _OURS)]
)


class PermissionsPolicyMiddleware:
    """Tells the browser which of its powers our pages never use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", _POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
