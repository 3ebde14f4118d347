"""Our own files, without every page going by way of them."""

from collections.abc import Callable

from asgiref.sync import async_to_sync
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from servestatic.middleware import ServeStaticMiddleware


async def _no_such_file(request: HttpRequest) -> None:
    """Not one of our files."""


class StaticMiddleware:
    """Answers with a file of ours, or lets the request go on.

    The package's own middleware knows only the asynchronous way, and all the others only the plain
    one: every page would change thread twice for the sake of files it has nothing to do with.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        files = ServeStaticMiddleware(_no_such_file)
        self.prefix = files.static_prefix
        self.file = async_to_sync(files.__call__)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(self.prefix):
            found: HttpResponseBase | None = self.file(request)
            if found is not None:
                return found
        return self.get_response(request)
