"""Who a person from a provider is here: somebody who has been invited, or nobody."""

import logging
from enum import StrEnum
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from requests import RequestException

from brobygger.accounts.domain.connections import connect_account
from brobygger.accounts.domain.users import find_user
from brobygger.accounts.models import User
from brobygger.accounts.oidc.provider import configured

log = logging.getLogger(__name__)


class Reason(StrEnum):
    """Why somebody who came from a provider did not get in."""

    CANCELLED = "cancelled"
    NO_ANSWER = "no_answer"
    NOT_TRUSTED = "not_trusted"
    NO_EMAIL = "no_email"
    NOT_VERIFIED = "not_verified"
    NOT_INVITED = "not_invited"
    SOMEBODY_ELSE = "somebody_else"


_STATUS = {Reason.NO_ANSWER: 502, Reason.NOT_TRUSTED: 401, Reason.CANCELLED: 200}


def refusal(
    request: HttpRequest,
    key: str,
    reason: Reason,
    email: str = "",
    problem: Exception | None = None,
) -> HttpResponse:
    """The page that says why, and what to do; what is technically wrong goes to the log."""
    if problem is not None:
        log.warning("log-in at %s refused: %s", key, problem)
    context = {"provider": configured(key), "reason": reason, "email": email}
    status = _STATUS.get(reason, 403)
    return render(request, "accounts/oidc/refused.html", context, status=status)


class SocialAdapter(DefaultSocialAccountAdapter):
    """Providers come from the environment alone; people come from invitations alone."""

    def list_apps(
        self, request: HttpRequest, provider: Any = None, client_id: Any = None
    ) -> list[SocialApp]:
        """What the environment says. Nobody adds a provider by writing in a table."""
        kind = OpenIDConnectProvider.id
        return [
            SocialApp(
                provider=kind,
                provider_id=one.key,
                name=one.name,
                client_id=one.client_id,
                secret=one.client_secret,
                settings={"server_url": one.discovery_url},
            )
            for one in settings.OIDC_PROVIDERS
            if provider in (None, kind, one.key) and client_id in (None, one.client_id)
        ]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never; `pre_social_login` has said so in words before this is asked."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account of the person; whoever has none is told what to do."""
        key = sociallogin.account.provider
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            raise ImmediateHttpResponse(self._connected(request, sociallogin))
        if sociallogin.is_existing:
            return
        address = next(iter(sociallogin.email_addresses), None)
        if address is None:
            raise ImmediateHttpResponse(refusal(request, key, Reason.NO_EMAIL))
        if not address.verified:
            raise ImmediateHttpResponse(refusal(request, key, Reason.NOT_VERIFIED, address.email))
        user = find_user(address.email)
        if user is None:
            raise ImmediateHttpResponse(refusal(request, key, Reason.NOT_INVITED, address.email))
        sociallogin.user = user
        if user.is_active:  # else allauth shows that the account is closed
            connect_account(user=user, account=sociallogin.account)

    def _connected(self, request: HttpRequest, sociallogin: SocialLogin) -> HttpResponse:
        """Somebody logged in has been at the provider to have it as a way in from now on."""
        user, account = request.user, sociallogin.account
        taken = sociallogin.is_existing and sociallogin.user != user
        if not isinstance(user, User) or taken:
            return refusal(request, account.provider, Reason.SOMEBODY_ELSE)
        connect_account(user=user, account=account)
        name = configured(account.provider).name
        messages.success(request, _("Du kan nu logge ind med %(name)s.") % {"name": name})
        return redirect("accounts:profile")

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Any = None,
        extra_context: Any = None,
    ) -> None:
        """Every failure ends on a page of ours; what is wrong stands in the log."""
        key = provider.app.provider_id
        reason = Reason.NOT_TRUSTED
        if error == AuthError.CANCELLED:
            reason = Reason.CANCELLED
        elif isinstance(exception, RequestException):
            reason = Reason.NO_ANSWER
        raise ImmediateHttpResponse(refusal(request, key, reason, problem=exception))
