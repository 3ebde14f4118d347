"""Who may use the addresses of packages we did not write. Default deny holds for them too."""

from brobygger.authorization.access import AccessRule, LoggedIn, Public

THIRD_PARTY_ACCESS: dict[str, AccessRule] = {
    "account_login": Public("log-in"),
    "account_logout": LoggedIn(),
}
