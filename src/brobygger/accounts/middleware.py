"""The language of the page, and when a log-in was last used."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from brobygger.accounts.domain.sessions import has_lived_out, note_visit
from brobygger.accounts.models import User


class LanguageMiddleware:
    """The person's own language, else the one chosen in this browser, else Danish.

    The browser's list of languages is not asked: many Danes have an English browser.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # The cookie first: it needs no database, should the person be out of reach.
        self._use(request, request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""))
        user = request.user
        if isinstance(user, User) or user.is_authenticated:
            self._use(request, user.language)
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or "da")
        return response

    @staticmethod
    def _use(request: HttpRequest, language: str) -> None:
        known = {code for code, _name in settings.LANGUAGES}
        translation.activate(language if language in known else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE


class VisitMiddleware:
    """Notes in a session which browser it is and when it was used, and ends it when it is old."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if has_lived_out(request.session):
            logout(request)
        response = self.get_response(request)
        if response.status_code < 500:  # a database that is away is not asked twice
            note_visit(
                request.session,
                request.headers.get("User-Agent", ""),
                is_saved_anyway=request.session.modified,
            )
        return response
