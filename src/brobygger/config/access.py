"""Who may use the addresses of packages we did not write. Default deny holds for them too."""

from brobygger.authorization.access import AccessRule, LoggedIn, Public

_LOG_IN = Public("log-in")
_FORGOTTEN = Public("a new password for somebody who cannot log in")

THIRD_PARTY_ACCESS: dict[str, AccessRule] = {
    "account_login": _LOG_IN,
    "account_request_login_code": _LOG_IN,
    "account_confirm_login_code": _LOG_IN,
    "account_inactive": Public("tells somebody that their account is closed"),
    # Also the way out of a log-in that is half done, when nobody is logged in yet.
    "account_logout": Public("log-out"),
    "account_reset_password": _FORGOTTEN,
    "account_reset_password_done": _FORGOTTEN,
    "account_reset_password_from_key": _FORGOTTEN,
    "account_reset_password_from_key_done": _FORGOTTEN,
    "account_change_password": LoggedIn(),
    "account_set_password": LoggedIn(),
    "account_reauthenticate": LoggedIn(),
    "mfa_authenticate": _LOG_IN,
    "mfa_login_webauthn": _LOG_IN,
    "mfa_reauthenticate": LoggedIn(),
    "mfa_reauthenticate_webauthn": LoggedIn(),
    "mfa_activate_totp": LoggedIn(),
    "mfa_deactivate_totp": LoggedIn(),
    "mfa_view_recovery_codes": LoggedIn(),
    "mfa_generate_recovery_codes": LoggedIn(),
    "mfa_add_webauthn": LoggedIn(),
    "mfa_edit_webauthn": LoggedIn(),
    "mfa_remove_webauthn": LoggedIn(),
}
