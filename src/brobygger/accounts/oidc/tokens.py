"""Is this ID token from them, for us, for this log-in, and still good?

allauth leaves the signature and the nonce out, as the specification lets it when the token comes
straight from the provider over TLS. We check all of it: one mistake in a proxy must not let
people in.
"""

import hmac
from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error

# Only signatures with a key pair: nothing we share with the provider, and never »none«.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
ALGORITHMS += ["EdDSA"]
_NEEDED = ["iss", "sub", "aud", "exp", "iat"]
_CLOCKS_DIFFER_BY = 60  # seconds


class InvalidToken(OAuth2Error):
    """The ID token is not what we asked for. The text is for the log and names no person."""


def verified_claims(
    id_token: str, *, keys: dict[str, Any], issuer: str, client_id: str, nonce: str
) -> dict[str, Any]:
    """What the provider says of the person, once it is sure that the provider says it.

    Raises InvalidToken.
    """
    try:
        claims: dict[str, Any] = jwt.decode(
            id_token,
            key=_key_of(id_token, keys),
            algorithms=ALGORITHMS,
            audience=client_id,
            issuer=issuer,
            leeway=_CLOCKS_DIFFER_BY,
            options={"require": _NEEDED},
        )
    except jwt.PyJWTError as refused:
        raise InvalidToken(f"{type(refused).__name__}: {refused}") from refused
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise InvalidToken("nonce: it was made for another log-in")
    audience = claims["aud"]
    several = isinstance(audience, list) and len(audience) > 1
    if claims.get("azp", client_id if not several else None) != client_id:
        raise InvalidToken("azp: it was issued to another client")
    return claims


def _key_of(id_token: str, keys: dict[str, Any]) -> jwt.PyJWK:
    """The provider's key the token says it is signed with."""
    wanted = jwt.get_unverified_header(id_token).get("kid")
    known = [
        key
        for key in jwt.PyJWKSet.from_dict(keys).keys
        if key.public_key_use in (None, "sig") and (wanted is None or key.key_id == wanted)
    ]
    if len(known) != 1:
        raise InvalidToken("kid: the provider has no such key")
    return known[0]
