"""The providers one may log in at, for the pages of log-in and account."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django import template
from django.conf import settings

from brobygger.accounts.models import User
from brobygger.accounts.oidc.configuration import OidcProvider

register = template.Library()


@register.simple_tag
def oidc_providers() -> list[OidcProvider]:
    """In the order they were configured."""
    return list(settings.OIDC_PROVIDERS)


@register.simple_tag
def oidc_connections(user: User) -> list[dict[str, Any]]:
    """Every provider, and whether this person has it as a way in."""
    if not settings.OIDC_PROVIDERS:
        return []
    connected = set(SocialAccount.objects.filter(user=user).values_list("provider", flat=True))
    return [{"provider": one, "connected": one.key in connected} for one in settings.OIDC_PROVIDERS]
