"""What a form began with, sent along with it, so that two people's changes can be told apart."""

from collections.abc import Mapping
from typing import Any

from django.core import signing

from brobygger.efforts.domain.settling import plain

_SALT = "efforts.base"


def seal(values: Mapping[str, Any]) -> str:
    """The values for a hidden field."""
    return signing.dumps({name: plain(one) for name, one in values.items()}, salt=_SALT)


def unseal(sealed: str) -> dict[str, Any] | None:
    """The values again, as plain words and lists; None when they are not ours."""
    try:
        values: dict[str, Any] = signing.loads(sealed, salt=_SALT)
    except signing.BadSignature:
        return None
    return values
