"""How often the forms may be sent, by page; counted by network address before log-in.

A whole municipality can sit behind one address, so the limits hold back a machine and not a
morning: what protects one account is counted by e-mail in `accounts.limits`.
"""

from datetime import timedelta

from brobygger.core.brakes import Rate

_MINUTE = timedelta(minutes=1)

# Pages not named below, for visitors who are not logged in.
ANY_FORM = Rate(600, 5 * _MINUTE)

BRAKES: dict[str, Rate] = {
    "account_login": Rate(300, _MINUTE),
    "account_request_login_code": Rate(300, _MINUTE),
    "account_confirm_login_code": Rate(300, _MINUTE),
    "mfa_authenticate": Rate(300, _MINUTE),
    "mfa_login_webauthn": Rate(300, _MINUTE),
    "account_reset_password": Rate(20, 5 * _MINUTE),
    "account_reset_password_from_key": Rate(20, 5 * _MINUTE),
    "account_reauthenticate": Rate(10, 5 * _MINUTE),
    "mfa_reauthenticate": Rate(10, 5 * _MINUTE),
    "mfa_reauthenticate_webauthn": Rate(10, 5 * _MINUTE),
    "mfa_activate_totp": Rate(20, 5 * _MINUTE),
    "account_change_password": Rate(10, 5 * _MINUTE),
    # Heavy, or a mail each time; those who are logged in need few.
    "privacy:fetch": Rate(10, 10 * _MINUTE),
    "privacy:fetch_contact": Rate(30, 10 * _MINUTE),
    "notifications:try_again": Rate(30, 10 * _MINUTE),
    "agreements:code": Rate(30, 10 * _MINUTE),
}
