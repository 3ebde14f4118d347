"""Which providers people may log in at, read from the environment."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

LIST = "BROBYGGER_OIDC"
_NEEDED = ("ISSUER", "CLIENT_ID", "CLIENT_SECRET")
_CHOICES = ("NAME", "TRUST_EMAIL")
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_YES = {"1", "true", "yes", "ja"}
_NO = {"", "0", "false", "no", "nej"}


@dataclass(frozen=True)
class OidcProvider:
    """A place to log in at. `key` names it in addresses, `name` on buttons."""

    key: str
    name: str
    issuer: str
    client_id: str
    client_secret: str
    # Its addresses are right although it does not say so with `email_verified`.
    trust_email: bool = False

    @property
    def discovery_url(self) -> str:
        """Where it tells its addresses and keys."""
        return self.issuer.rstrip("/") + "/.well-known/openid-configuration"


def read_providers(environ: Mapping[str, str]) -> list[OidcProvider]:
    """The providers of `BROBYGGER_OIDC`, in that order.

    Raises ValueError, which names the variable that is wrong and says what to write.
    """
    keys = [key.strip() for key in environ.get(LIST, "").split(",") if key.strip()]
    _check_keys(keys)
    known = {f"{LIST}_{key.upper()}_{rest}" for key in keys for rest in (*_NEEDED, *_CHOICES)}
    for name in environ:
        if name.startswith(f"{LIST}_") and name not in known:
            raise ValueError(
                f"{name} hører ikke til noget. Skriv navnet på udbyderen i {LIST}, eller ret "
                f"enden til én af {', '.join((*_NEEDED, *_CHOICES))}."
            )
    return [_read(key, environ) for key in keys]


def _check_keys(keys: list[str]) -> None:
    for key in keys:
        if not re.fullmatch(r"[a-z][a-z0-9]{0,29}", key):
            raise ValueError(
                f"{LIST}: »{key}« kan ikke bruges. Skriv korte navne med små bogstaver og tal, "
                "skilt af komma, fx kommune,mitid."
            )
    if len(set(keys)) < len(keys):
        raise ValueError(f"{LIST} nævner den samme udbyder to gange.")


def _read(key: str, environ: Mapping[str, str]) -> OidcProvider:
    prefix = f"{LIST}_{key.upper()}"
    issuer, client_id, client_secret = _needed(prefix, environ)
    return OidcProvider(
        key=key,
        name=environ.get(f"{prefix}_NAME", "").strip() or key,
        issuer=_checked_issuer(f"{prefix}_ISSUER", issuer),
        client_id=client_id,
        client_secret=client_secret,
        trust_email=_flag(f"{prefix}_TRUST_EMAIL", environ),
    )


def _needed(prefix: str, environ: Mapping[str, str]) -> Iterator[str]:
    for rest in _NEEDED:
        value = environ.get(f"{prefix}_{rest}", "").strip()
        if not value:
            raise ValueError(f"{prefix}_{rest} mangler.")
        yield value


def _checked_issuer(name: str, issuer: str) -> str:
    address = urlsplit(issuer)
    secure = address.scheme == "https" or address.hostname in _LOOPBACK
    if address.scheme not in {"http", "https"} or not address.hostname or not secure:
        raise ValueError(f"{name} skal være en adresse med https://, fx https://login.example.dk")
    if address.query or address.fragment:
        raise ValueError(f"{name} må ikke indeholde ? eller #")
    return issuer


def _flag(name: str, environ: Mapping[str, str]) -> bool:
    value = environ.get(name, "").strip().lower()
    if value not in _YES | _NO:
        raise ValueError(f"{name} skal være 1 eller 0.")
    return value in _YES
