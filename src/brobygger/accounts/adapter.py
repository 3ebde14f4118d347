"""How allauth behaves in this house."""

import logging
from smtplib import SMTPException
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
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
