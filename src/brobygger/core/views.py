"""Error pages: what happened, what was kept, what to do next.

They are shown when something is already wrong, so the ones for a broken house (500, 503) touch
neither database nor session.
"""

import logging
import math
import sys
from datetime import timedelta
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from brobygger.core.typed import typed_by

log = logging.getLogger(__name__)

_RETRY_AFTER_SECONDS = "15"
_PAUSE = timedelta(minutes=5)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, and 413 when what was sent is larger than we take."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return _bare(request, "core/errors/413.html", 413)
    return _bare(request, "core/errors/400.html", 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """403: the page is there, but not for this role."""
    return render(request, "core/errors/403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """404: nothing here, or nothing for you; we do not say which."""
    return render(request, "core/errors/404.html", status=404)


def too_many_requests(request: HttpRequest, wait: timedelta = _PAUSE) -> HttpResponse:
    """429: a form was sent too often. Says how long to wait; nothing typed is lost."""
    minutes = max(1, math.ceil(wait / timedelta(minutes=1)))
    response = _bare(request, "core/errors/429.html", 429, minutes=minutes)
    response["Retry-After"] = str(max(1, math.ceil(wait.total_seconds())))
    response["Cache-Control"] = "no-store"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500, and 503 when the reason is that the database cannot be reached."""
    error = sys.exc_info()[1]
    if error is not None and is_database_away(error):
        return database_away(request)
    return _bare(request, "core/errors/500.html", 500, typed=typed_by(request))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that is too old or comes from elsewhere. The text is repeated, not re-sent."""
    # Not the address: it may hold the key of somebody's link.
    log.warning("form refused: %s", reason)
    return _bare(request, "core/errors/csrf.html", 403, typed=typed_by(request))


def database_away(request: HttpRequest) -> HttpResponse:
    """503: repeats everything that was typed and offers to send it again.

    Passwords, codes and files are left out. The form carries the token that was sent with it and
    never a fresh one, so that a stranger's form is still refused the second time.
    """
    response = _bare(
        request,
        "core/errors/503.html",
        503,
        typed=typed_by(request),
        token=request.POST.get("csrfmiddlewaretoken", "") if request.method == "POST" else "",
    )
    response["Retry-After"] = _RETRY_AFTER_SECONDS
    response["Cache-Control"] = "no-store"
    return response


def is_database_away(error: BaseException | None) -> bool:
    """Whether the error, or what caused it, is a database that does not answer."""
    while error is not None:
        if isinstance(error, OperationalError | InterfaceError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _bare(request: HttpRequest, template: str, status: int, **context: Any) -> HttpResponse:
    language = translation.get_language() or "da"
    return render(
        request,
        template,
        {"bare": True, "page_language": language, **context},
        status=status,
    )
