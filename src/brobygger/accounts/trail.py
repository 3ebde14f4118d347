"""Log-ins in the program's log: who came in and how, and what was refused.

Lines of a log, not rows of the audit trail: they help whoever looks for an attack and are gone
with the log. An address that was typed in vain is not written down; it may be anybody's.
"""

import logging
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from brobygger.accounts.models import User

log = logging.getLogger(__name__)

REFUSALS = frozenset(
    {
        "account_inactive",
        "email_password_mismatch",
        "incorrect_code",
        "incorrect_password",
        "invalid_password_reset",
        "rate_limited",
        "too_many_login_attempts",
    }
)


class TellsRefusals:
    """Mixed into allauth's adapters: every refusal of theirs passes here."""

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """The refusal as a form shows it, written down when it is about logging in."""
        if code in REFUSALS:
            log.warning("log-in refused", extra={"data": {"why": code}})
        refusal: ValidationError = super().validation_error(code, *args)  # type: ignore[misc]
        return refusal


def connect() -> None:
    """Listen to the framework, which tells of log-in and log-out and of nothing else we need."""
    user_logged_in.connect(_tell_in, dispatch_uid="accounts.trail.in")
    user_logged_out.connect(_tell_out, dispatch_uid="accounts.trail.out")


def _tell_in(request: HttpRequest, user: User, **_more: Any) -> None:
    used = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY) or []
    how = [one.get("type") or one.get("method", "") for one in used]
    log.info("logged in", extra={"data": {"user": str(user.pk), "how": how}})


def _tell_out(user: User | None, **_more: Any) -> None:
    if user is not None:
        log.info("logged out", extra={"data": {"user": str(user.pk)}})
