"""How allauth behaves in this house."""

import logging
from smtplib import SMTPException
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from brobygger.accounts.changes import record_change
from brobygger.accounts.domain.sessions import close_sessions
from brobygger.accounts.letters import with_look
from brobygger.accounts.limits import forgive_password_try, take_password_try
from brobygger.accounts.models import User
from brobygger.accounts.trail import TellsRefusals
from brobygger.core.brakes import TooMany

log = logging.getLogger(__name__)


class AccountAdapter(TellsRefusals, DefaultAccountAdapter):
    """Nobody signs up on their own; refusals and mails are in plain words."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Kontoen er lukket. Skriv til den, der inviterede dig."),
        "email_password_mismatch": _(
            "E-mail og adgangskode passer ikke sammen. Prøv igen, eller få en kode på mail."
        ),
        "enter_current_password": _("Skriv den adgangskode, du har nu."),
        "incorrect_code": _("Koden passer ikke. Tjek den nyeste mail, og skriv de seks tal."),
        "incorrect_password": _("Adgangskoden passer ikke."),
        "invalid_password_reset": _("Linket er brugt eller for gammelt. Bed om et nyt."),
        "too_many_login_attempts": _(
            "Der er prøvet for mange gange. Vent fem minutter, og prøv igen."
        ),
        "rate_limited": _("Det går lidt stærkt. Vent et øjeblik, og prøv igen."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: people are invited by a workspace or by the actor they represent."""
        return False

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Whoever came in through a provider is offered to log out there as well."""
        methods = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY) or []
        used = [one.get("provider") for one in methods if one.get("method") == "socialaccount"]
        for provider in settings.OIDC_PROVIDERS:
            if provider.key in used:
                return reverse("accounts:oidc_logged_out", args=[provider.key])
        return str(super().get_logout_redirect_url(request))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try. Raises ValidationError when the account or the network must wait."""
        try:
            take_password_try(request, credentials.get("email", ""))
        except TooMany as too_many:
            raise self.validation_error("too_many_login_attempts") from too_many

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The person with this e-mail and password. A right password is not counted as a try."""
        user: User | None = super().authenticate(request, **credentials)
        if user is not None:
            forgive_password_try(request, credentials.get("email", ""))
        return user

    def set_password(self, user: User, password: str) -> None:
        """Keep a new password; the person stays logged in here and nowhere else."""
        super().set_password(user, password)
        close_sessions(by=user, but=self.request.session.session_key)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """The ways somebody can show that it is still them, in our words."""
        words = {
            reverse("account_reauthenticate"): _("Brug din adgangskode"),
            reverse("mfa_reauthenticate"): _("Brug en kode fra din kode-app"),
            reverse("mfa_reauthenticate_webauthn"): _("Brug din adgangsnøgle"),
        }
        return [
            {**method, "description": words[method["url"]]}
            for method in super().get_reauthentication_methods(user)
        ]

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the owner and the trail what was changed; nothing about the network."""
        record_change(template_prefix, user)
        with translation.override(user.language):
            self.send_mail(template_prefix, email or user.email, {"user": user, **(context or {})})

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMultiAlternatives:
        """The mail as text and, in the same words, as HTML."""
        return with_look(super().render_mail(template_prefix, email, context, headers))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail; when the mail server is away, say so instead of breaking the page."""
        try:
            super().send_mail(template_prefix, email, context)
        except (SMTPException, OSError):
            log.exception("mail %s was not sent", template_prefix)
            messages.error(
                self.request,
                _("Mailen kunne ikke sendes lige nu. Vent et øjeblik, og bed om en ny."),
            )
