"""Keys: UUID version 7, so that rows made together lie together."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A new, time-ordered key (RFC 9562)."""
    return uuid7()
