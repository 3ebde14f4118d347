"""Where a prefilled field came from, in words and with a link back."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.sheets.access import policy_of
from brobygger.sheets.models import Sheet


@dataclass(frozen=True)
class OriginLink:
    """What a field was taken from; no address when the reader may not go there."""

    label: str
    url: str = ""


Resolver = Callable[[UUID, User], OriginLink | None]

_resolvers: dict[str, Resolver] = {}


def register_origin(kind: str, resolver: Resolver) -> None:
    """Let a room say where its things are; called from AppConfig.ready()."""
    _resolvers[kind] = resolver


def origin_link(kind: str, key: UUID | None, reader: User) -> OriginLink | None:
    """The origin as the reader may see it; None when it is gone or nobody knows the kind."""
    resolver = _resolvers.get(kind)
    return resolver(key, reader) if resolver and key else None


def sheet_origin(key: UUID, reader: User) -> OriginLink | None:
    """A field taken from another sheet."""
    sheet = Sheet.objects.filter(id=key).first()
    if sheet is None:
        return None
    policy = policy_of(sheet)
    owner, _readers = policy.whose(sheet)
    label = f"{sheet.title} · {owner}" if owner else sheet.title
    may_see = policy.can_view(reader, sheet)
    return OriginLink(label, reverse("sheets:sheet", args=[sheet.id]) if may_see else "")
