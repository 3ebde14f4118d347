"""Where a field's words came from and what they fed later, with links both ways.

A link is given only to somebody who may read the field at its other end.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.sheets.access import policy_of
from brobygger.sheets.models import FieldOrigin, Sheet


@dataclass(frozen=True)
class OriginLink:
    """The other end; no address when the reader may not go there."""

    label: str
    url: str = ""
    field: str = ""  # what the field there is called, for somebody who may read it


Resolver = Callable[[UUID, User], OriginLink | None]
# By field of the sheet: what it became in another room.
Uses = Callable[[Sheet, User], Mapping[str, Sequence[OriginLink]]]

_resolvers: dict[str, Resolver] = {}
_uses: list[Uses] = []


def register_origin(kind: str, resolver: Resolver) -> None:
    """Let a room say where its things are; called from AppConfig.ready()."""
    _resolvers[kind] = resolver


def register_uses(uses: Uses) -> None:
    """Let a room above tell what it made of a sheet's fields; called from AppConfig.ready()."""
    _uses.append(uses)


def came_from(sheet: Sheet, reader: User) -> dict[str, list[OriginLink]]:
    """By field: what it was taken from, as the reader may see it."""
    found: dict[str, list[OriginLink]] = defaultdict(list)
    noted = list(FieldOrigin.objects.filter(sheet=sheet).order_by("noted_at", "id"))
    ways = _Ways(reader, {one.origin_id for one in noted if one.kind == "sheet"})
    other: dict[tuple[str, UUID], OriginLink | None] = {}
    for one in noted:
        if one.kind == "sheet":
            link = ways.to(one.origin_id, one.origin_field)
        else:
            key = (one.kind, one.origin_id)
            if key not in other:
                resolver = _resolvers.get(one.kind)
                other[key] = resolver(one.origin_id, reader) if resolver else None
            link = other[key]
        if link is not None and link not in found[one.field_id]:
            found[one.field_id].append(link)
    return dict(found)


def led_to(sheet: Sheet, reader: User) -> dict[str, list[OriginLink]]:
    """By field: where its words were taken on to, as far as the reader may follow."""
    found: dict[str, list[OriginLink]] = defaultdict(list)
    noted = list(
        FieldOrigin.objects.filter(kind="sheet", origin_id=sheet.id)
        .exclude(origin_field="")
        .order_by("noted_at", "id")
    )
    ways = _Ways(reader, {one.sheet_id for one in noted})
    for one in noted:
        link = ways.to(one.sheet_id, one.field_id)
        if link is not None and link.url:
            found[one.origin_field].append(link)
    for uses in _uses:
        for field_id, links in uses(sheet, reader).items():
            found[field_id].extend(links)
    return dict(found)


class _Ways:
    """The way to fields of other sheets, for one reader; each sheet is asked about once."""

    def __init__(self, reader: User, keys: set[UUID]) -> None:
        sheets = Sheet.objects.filter(id__in=keys).select_related("workspace")
        self._sheets = {one.id: one for one in sheets}
        self._open: dict[UUID, frozenset[str] | None] = {
            key: policy_of(one).readable(reader, one) for key, one in self._sheets.items()
        }

    def to(self, key: UUID, field_id: str) -> OriginLink | None:
        """The field when the reader may read it, else only the kind of sheet it stands in."""
        sheet = self._sheets.get(key)
        if sheet is None:
            return None
        owner, _readers = policy_of(sheet).whose(sheet)
        readable = self._open[key]
        if readable is not None and not readable:  # a name of one's own may tell too much
            return OriginLink(_titled(sheet.tool.title.text, owner))
        url = reverse("sheets:sheet", args=[key])
        if not (sheet.tool.has(field_id) and (readable is None or field_id in readable)):
            return OriginLink(_titled(sheet.title, owner), url)
        field = sheet.tool.field(field_id).title.text
        return OriginLink(_titled(sheet.title, owner), f"{url}#field-{field_id}", field)


def _titled(title: str, owner: str) -> str:
    return f"{title} · {owner}" if owner else title
