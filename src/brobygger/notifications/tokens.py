"""The key in a mail with which its reader says no to more of them.

Signed, not stored: it names a fingerprint of the address and the kinds, and works for as long as
the mail lies around (docs/adr/0017).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer

_SALT = "notifications.stop"


@dataclass(frozen=True)
class Reader:
    """Whoever reads the mails to an address, and the kinds the mail was of."""

    fingerprint: str
    kinds: tuple[str, ...]


def token_for(fingerprint: str, kinds: Sequence[str]) -> str:
    """The key for the reader of an address, for these kinds."""
    return Signer(salt=_SALT).sign(f"{fingerprint}:{','.join(kinds)}")


def read_token(token: str) -> Reader | None:
    """Who holds the key; None when it is none of ours."""
    try:
        fingerprint, kinds = Signer(salt=_SALT).unsign(token).split(":")
    except (BadSignature, ValueError):
        return None
    return Reader(fingerprint, tuple(kind for kind in kinds.split(",") if kind))
