"""Changes in how one logs in, as events of the audit trail.

allauth tells the owner of each by mail; what it tells of is what the trail holds.
"""

from dataclasses import dataclass

from brobygger.accounts.models import User
from brobygger.audit.record import record


@dataclass(frozen=True)
class _Change:
    mail: str
    event: str


_CHANGES = (
    _Change("mfa/email/totp_activated", event="account.second_step_added"),
    _Change("mfa/email/totp_deactivated", event="account.second_step_removed"),
    _Change("mfa/email/webauthn_added", event="account.passkey_added"),
    _Change("mfa/email/webauthn_removed", event="account.passkey_removed"),
    _Change("mfa/email/recovery_codes_generated", event="account.emergency_codes_made"),
    _Change("account/email/password_set", event="account.password_set"),
    _Change("account/email/password_changed", event="account.password_changed"),
    _Change("account/email/password_reset", event="account.password_changed"),
)


def record_change(mail: str, user: User) -> None:
    """Add a line to the trail when this mail tells of a change in how the person logs in."""
    for change in _CHANGES:
        if change.mail == mail:
            record(change.event, by=user, on=("user", user.pk), workspace_id=None)
