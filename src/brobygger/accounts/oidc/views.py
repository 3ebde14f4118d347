"""To the provider and back again, and out."""

import hmac
from typing import Any
from urllib.parse import urlencode

import requests
from allauth.account.decorators import reauthentication_required
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from brobygger.accounts.domain.connections import disconnect_account
from brobygger.accounts.oidc.adapter import Reason, refusal
from brobygger.accounts.oidc.configuration import OidcProvider
from brobygger.accounts.oidc.discovery import discover
from brobygger.accounts.oidc.provider import (
    Conversation,
    NoAnswer,
    configured,
    onward_url,
)
from brobygger.accounts.views import safe_next
from brobygger.authorization.access import LoggedIn, Public, access
from brobygger.core.http import Request

_LOG_IN = Public("log-in at a provider")
_LOG_OUT = Public("log-out at a provider")


@access(_LOG_IN)
@require_POST
def login(request: HttpRequest, provider_key: str) -> HttpResponse:
    """Send the person to the provider to log in."""
    return _onward(request, provider_key, AuthProcess.LOGIN, safe_next(request))


@access(LoggedIn())
@require_POST
@reauthentication_required  # type: ignore[untyped-decorator]
def connect(request: Request, provider_key: str) -> HttpResponse:
    """Send somebody who is logged in there, to have it as a way in from now on.

    Who has a password or a second step says it once more: whoever borrows an open browser must
    not leave a way in of their own.
    """
    return _onward(request, provider_key, AuthProcess.CONNECT, reverse("accounts:profile"))


@access(LoggedIn())
@require_POST
def disconnect(request: Request, provider_key: str) -> HttpResponse:
    """The provider is no way in any more."""
    if disconnect_account(user=request.user, provider_key=provider_key):
        messages.success(request, _("Forbindelsen er fjernet. Du kan stadig få en kode på mail."))
    return redirect("accounts:profile")


@access(_LOG_IN)
@never_cache
@require_GET
def callback(request: HttpRequest, provider_key: str) -> HttpResponse:
    """Back from the provider."""
    _configured(provider_key)
    return _Callback.answer(request, provider_key)


@access(_LOG_OUT)
@require_GET
def logged_out(request: HttpRequest, provider_key: str) -> HttpResponse:
    """Logged out here, and perhaps not there; the person decides about the other."""
    context = {"provider": _configured(provider_key), "cannot": False}
    return render(request, "accounts/oidc/logged_out.html", context)


@access(_LOG_OUT)
@require_GET
def logout(request: HttpRequest, provider_key: str) -> HttpResponse:
    """Send the person on to log out there too; the provider asks before it does."""
    ours = _configured(provider_key)
    try:
        end = discover(ours).get("end_session_endpoint")
    except requests.RequestException as problem:
        return refusal(request, provider_key, Reason.NO_ANSWER, problem=problem)
    if not end:
        return render(request, "accounts/oidc/logged_out.html", {"provider": ours, "cannot": True})
    back = str(settings.BASE_URL).rstrip("/") + reverse("account_login")
    values = {"client_id": ours.client_id, "post_logout_redirect_uri": back}
    return redirect(f"{end}{'&' if '?' in end else '?'}{urlencode(values)}")


class _Callback(OAuth2CallbackView):
    """allauth's, which here also brings the nonce along and asks who is answering."""

    @classmethod
    def answer(cls, request: HttpRequest, provider_key: str) -> HttpResponse:
        """What the browser gets."""
        response: HttpResponse = cls.adapter_view(Conversation(request, provider_key))(request)
        return response

    def _get_state(self, request: HttpRequest, provider: Any) -> tuple[Any, Any]:
        state, response = super()._get_state(request, provider)
        if state is not None:
            self.adapter.nonce = state.get("nonce", "")
            said = request.GET.get("iss")  # RFC 9207: who sent the person back
            ours = self.adapter.ours.issuer
            if said is not None and not hmac.compare_digest(said.encode(), ours.encode()):
                return None, refusal(request, self.adapter.provider_id, Reason.NOT_TRUSTED)
        return state, response


def _configured(provider_key: str) -> OidcProvider:
    try:
        return configured(provider_key)
    except SocialApp.DoesNotExist:
        raise Http404 from None


def _onward(request: HttpRequest, key: str, process: str, next_url: str) -> HttpResponse:
    """A page that goes on by itself.

    Not a redirect: Chromium lets `form-action` hold for every redirect after a form, and a broker
    sends people on to hosts we cannot know (docs/adr/0016-oidc.md).
    """
    ours = _configured(key)
    try:
        url = onward_url(request, key, process, next_url)
    except NoAnswer as problem:
        return refusal(request, key, Reason.NO_ANSWER, problem=problem)
    return render(request, "accounts/oidc/onward.html", {"provider": ours, "url": url})
