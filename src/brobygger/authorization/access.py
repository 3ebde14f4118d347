"""Default deny: every view declares its rule, and a view without one is never served.

The rule stands on the view (`@access(InWorkspace(Permission.ACTOR_VIEW))`), is enforced by
`AccessMiddleware` before the view runs, and is read again by the test that walks every address
for every role. Addresses of other packages are declared in `settings.THIRD_PARTY_ACCESS`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.module_loading import import_string

from brobygger.core.asking import asked_once

READING = {"GET", "HEAD"}
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class LoginRequired(Exception):
    """The page is for people who are logged in."""


class Refused(Exception):
    """The answer is no, and the rule has a page of its own that says why."""

    def response(self, request: HttpRequest) -> HttpResponse:
        """The page."""
        raise NotImplementedError


class AccessRule(Protocol):
    """Decides whether this request may reach the view."""

    @property
    def label(self) -> str:
        """The rule in words, for docs/permissions.md."""

    def check(self, request: HttpRequest, kwargs: dict[str, Any]) -> None:
        """Return when allowed; raise LoginRequired, Http404 (outside your scope),
        PermissionDenied (wrong role) or Refused (a page that explains) when not."""


@dataclass(frozen=True)
class Public:
    """Open to everyone. The reason is asserted by a test and printed in the docs."""

    reason: str

    @property
    def label(self) -> str:
        return f"public: {self.reason}"

    def check(self, request: HttpRequest, kwargs: dict[str, Any]) -> None:
        return None


@dataclass(frozen=True)
class LoggedIn:
    """Open to everyone with an account."""

    label: str = "logged in"

    def check(self, request: HttpRequest, kwargs: dict[str, Any]) -> None:
        require_login(request)


def require_login(request: HttpRequest) -> None:
    """Raise LoginRequired for a visitor who is not logged in."""
    if not request.user.is_authenticated:
        raise LoginRequired


def access(rule: AccessRule) -> Callable[[View], View]:
    """Declare who may use a view. Must be the outermost decorator."""

    def declare(view: View) -> View:
        view.access = rule  # type: ignore[attr-defined]
        return view

    return declare


def rule_of(view: Callable[..., Any], view_name: str) -> AccessRule | None:
    """The rule declared for a view, on itself or in the list for other packages' views."""
    rule: AccessRule | None = getattr(view, "access", None)
    if rule is None:
        rule = third_party_rules().get(view_name)
    return rule


def third_party_rules() -> dict[str, AccessRule]:
    """Rules for the addresses of packages we use, by view name."""
    rules: dict[str, AccessRule] = import_string(settings.THIRD_PARTY_ACCESS)
    return rules


class AccessMiddleware:
    """Asks the rule of the view before the view runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in READING:
            return self.get_response(request)
        with asked_once():  # nothing is written, so who may what does not change on the way
            return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        rule = rule_of(view, name)
        if rule is None:
            if settings.DEBUG or settings.TESTING:
                raise ImproperlyConfigured(f"{name or view} declares no access rule")
            raise PermissionDenied
        try:
            rule.check(request, kwargs)
        except LoginRequired:
            return redirect_to_login(request.get_full_path())
        except Refused as refused:
            return refused.response(request)
        return None
