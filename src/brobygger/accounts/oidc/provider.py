"""allauth's OpenID Connect provider, made strict and forgetful."""

import hashlib
import secrets
from typing import Any

import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from brobygger.accounts.oidc.configuration import OidcProvider
from brobygger.accounts.oidc.discovery import discover, get_json
from brobygger.accounts.oidc.tokens import InvalidToken, verified_claims


def configured(key: str) -> OidcProvider:
    """The provider with this key. Raises SocialApp.DoesNotExist."""
    for one in settings.OIDC_PROVIDERS:
        if one.key == key:
            return one
    raise SocialApp.DoesNotExist


class Conversation(OpenIDConnectOAuth2Adapter):
    """What is said between us and the provider during one log-in."""

    nonce = ""

    @property
    def ours(self) -> OidcProvider:
        return configured(self.provider_id)

    @property
    def openid_config(self) -> dict[str, Any]:
        if not hasattr(self, "_openid_config"):
            self._openid_config = discover(self.ours)
        return self._openid_config

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """From our settings, never from what the browser calls us."""
        path = reverse("accounts:oidc_callback", args=[self.provider_id])
        return str(settings.BASE_URL).rstrip("/") + path

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        """Who it is. Raises InvalidToken or RequestException."""
        claims = verified_claims(
            str(kwargs["response"].get("id_token", "")),
            keys=get_json(self.openid_config["jwks_uri"]),
            issuer=self.ours.issuer,
            client_id=self.ours.client_id,
            nonce=self.nonce,
        )
        told_all = {"email", "email_verified"} <= claims.keys()
        if not told_all and self.openid_config.get("userinfo_endpoint"):
            claims = self._asked_further(token.token, claims) | claims
        return self.get_provider().sociallogin_from_response(request, claims)

    def _asked_further(self, access_token: str, claims: dict[str, Any]) -> dict[str, Any]:
        told = get_json(self.profile_url, Authorization=f"Bearer {access_token}")
        if told.get("sub") != claims["sub"]:
            raise InvalidToken("sub: the two answers are about two people")
        return told


class StrictProvider(OpenIDConnectProvider):
    """Asks for as little as it can, and keeps only that this person is that account."""

    oauth2_adapter_class = Conversation
    pkce_enabled_default = True

    def get_default_scope(self) -> list[str]:
        return ["openid", "email"]

    def redirect(self, request: HttpRequest, process: str, next_url: str) -> HttpResponse:
        """Begin; the nonce of the log-in lies in the session until the answer comes."""
        nonce = secrets.token_urlsafe(24)
        response: HttpResponse = super().redirect(
            request, process, next_url, auth_params={"nonce": nonce}, nonce=nonce
        )
        return response

    def extract_uid(self, data: dict[str, Any]) -> str:
        """The person at that issuer. Another issuer under the same key is other people."""
        return hashlib.sha256(f"{data['iss']} {data['sub']}".encode()).hexdigest()

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Nothing is kept of what the provider tells."""
        return {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {"email": data.get("email")}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        """The address, and whether the provider has made sure that it is the person's."""
        email = data.get("email")
        if not isinstance(email, str) or not email:
            return []
        trusted = configured(self.app.provider_id).trust_email
        # Some write the word instead of the value.
        verified = trusted or data.get("email_verified") in (True, "true")
        return [EmailAddress(email=email, verified=verified, primary=True)]


class NoAnswer(OAuth2Error):
    """The provider could not be reached, or is not what it was."""


def onward_url(request: HttpRequest, key: str, process: str, next_url: str) -> str:
    """Where to send the person now. Raises NoAnswer."""
    provider = get_adapter().get_provider(request, key)
    try:
        response = provider.redirect(request, process, next_url)
    except (OAuth2Error, requests.RequestException) as error:
        raise NoAnswer(str(error)) from error
    return str(response["Location"])
