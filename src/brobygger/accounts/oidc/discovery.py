"""What a provider tells of itself. Knows nothing of Django: `brobygger doctor` asks too."""

from typing import Any

import requests

from brobygger.accounts.oidc.configuration import OidcProvider

_NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_SECONDS = 5


class BadAnswer(requests.RequestException):
    """It answers, but not with what it should. The text is for the log and for the doctor."""


def get_json(url: str, **headers: str) -> dict[str, Any]:
    """What a provider answers, within a few seconds. Raises RequestException."""
    answer = requests.get(url, headers=headers, timeout=_SECONDS, allow_redirects=False)
    answer.raise_for_status()
    content = answer.json()
    if not isinstance(content, dict):
        raise BadAnswer(f"{url} does not answer with an object")
    return content


def discover(ours: OidcProvider) -> dict[str, Any]:
    """The addresses and habits of a provider. Raises RequestException."""
    told = get_json(ours.discovery_url)
    if told.get("issuer") != ours.issuer:
        raise BadAnswer(f"issuer: it calls itself {told.get('issuer')!r}, not {ours.issuer!r}")
    missing = [name for name in _NEEDED if not told.get(name)]
    if missing:
        raise BadAnswer(f"it does not tell {', '.join(missing)}")
    return told
