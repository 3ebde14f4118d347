"""Everybody who comes at once is let in, a few at a time."""

import asyncio

from django.conf import settings
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase

PATIENCE = 120.0


class QueueingApplication(ASGIHandler):
    """Works on as many requests at a time as there are connections to the database.

    Without a queue each request starts a thread of its own, and the one that comes when all
    connections are taken is told within seconds that the database is away, which it is not. The
    body has been read before a request stands in line, so a slow sender holds up nobody. Who has
    waited for very long goes ahead, and hears from the database itself whether it is away.
    """

    def __init__(self) -> None:
        super().__init__()
        places = (
            settings.DATABASES["default"].get("OPTIONS", {}).get("pool", {}).get("max_size", 10)
        )
        self.places = asyncio.Semaphore(places)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, when it is this request's turn."""
        try:
            await asyncio.wait_for(self.places.acquire(), PATIENCE)
        except TimeoutError:
            return await super().get_response_async(request)
        try:
            return await super().get_response_async(request)
        finally:
            self.places.release()
