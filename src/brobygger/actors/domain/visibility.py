"""Who may read which fact about an actor.

Three circles, each inside the next: the workspace, those the actor works together with, everybody.
Every fact has a usual circle; `ActorData.visibility` and a row's own `visibility` say where it is
another. `visible_data` is the one gate: whatever shows or sends facts to somebody outside the
workspace asks it first, and shows nothing else.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from brobygger.actors.domain.data import (
    ROW_FIELDS,
    ActorData,
    ContactPointData,
    RowData,
)
from brobygger.actors.enums import ActorKind, Visibility

if TYPE_CHECKING:
    from brobygger.actors.models import Actor

_RANK = {Visibility.WORKSPACE: 0, Visibility.PARTIES: 1, Visibility.PUBLIC: 2}

# What each fact's circle is when nobody has chosen another.
USUAL: Mapping[str, Visibility] = {
    **dict.fromkeys(
        ("name", "cvr", "description", "phone", "email", "website", "area", "street", "postcode",
         "town", "target_groups", "wished_target_groups", "activity_areas", "languages",
         "capacity", "offers", "activities", "locations", "contact_points"),
        Visibility.PUBLIC,
    ),
    # What one lacks and dreams of is told to those one works together with; so are people.
    **dict.fromkeys(("needs", "ideas", "interests", "contact_persons"), Visibility.PARTIES),
    "challenges": Visibility.WORKSPACE,
}  # fmt: skip
# Those that go with another: nobody chooses for them.
GOES_WITH = {
    "kind": "name",
    "last_confirmed_on": "name",
    "external_id": "name",
    "country": "town",
    "capacity_text": "capacity",
}
# Never read outside the workspace, whatever anybody chooses.
NEVER_OUTSIDE = frozenset({"notes", "source", "background", "visibility"})
# Fields, aside from rows, whose circle can be chosen.
CHOOSABLE = tuple(name for name in USUAL if name not in ROW_FIELDS)
# Where a group without an address of its own lives: with one of its people.
_AT_HOME = frozenset({"phone", "email", "street", "locations", "contact_points"})


def usual(name: str, kind: ActorKind) -> Visibility:
    """The circle of a field or a kind of row when nobody has chosen. People are never public."""
    level = USUAL.get(GOES_WITH.get(name, name), Visibility.WORKSPACE)
    one_person = kind == ActorKind.ENTHUSIAST
    at_home = kind == ActorKind.INFORMAL_GROUP and name in _AT_HOME
    return narrower(level, Visibility.PARTIES) if one_person or at_home else level


def level_of(data: ActorData, name: str) -> Visibility:
    """Who may read a field."""
    if name in NEVER_OUTSIDE:
        return Visibility.WORKSPACE
    name = GOES_WITH.get(name, name)
    return _chosen(data.visibility.get(name, ""), usual(name, data.kind))


def level_of_row(name: str, row: Any, kind: ActorKind) -> Visibility:
    """Who may read a row; `name` is the field it stands in, `kind` the actor's."""
    return _chosen(row.visibility, usual(name, kind))


def narrower(one: Visibility, other: Visibility) -> Visibility:
    """The one that fewer people are in."""
    return min(one, other, key=_RANK.__getitem__)


def may_read(level: Visibility, audience: Visibility) -> bool:
    """Whether somebody in the circle `audience` may read a fact of this level."""
    return _RANK[level] >= _RANK[audience]


def visible_data(data: ActorData, audience: Visibility) -> ActorData | None:
    """What this audience may know of the actor; None when not even that it is there.

    `audience` WORKSPACE is the workspace's own people and its own files: everything but what an
    actor says of its background, which is read on the actor's page and nowhere else.
    """
    if audience == Visibility.WORKSPACE:
        return replace(data, background="")
    if not may_read(level_of(data, "name"), audience):
        return None
    seen: dict[str, Any] = {}
    for field in fields(ActorData):
        if field.name in ROW_FIELDS:
            seen[field.name] = _rows(data, field.name, audience)
        elif not may_read(level_of(data, field.name), audience):
            seen[field.name] = _silent(field)
    seen["contact_points"] = _placed(data, seen["contact_points"], audience)
    return replace(data, **seen)


@dataclass(frozen=True)
class Told:
    """Which facts of a stored actor an audience may read, where its rows are read one by one."""

    circles: ActorData
    audience: Visibility

    @classmethod
    def of(cls, actor: "Actor", audience: Visibility) -> "Told":
        kind = ActorKind(actor.kind)
        return cls(ActorData(name=actor.name, kind=kind, visibility=actor.visibility), audience)

    def field(self, name: str) -> bool:
        """Whether they may read a field."""
        return may_read(level_of(self.circles, name), self.audience)

    def row(self, name: str, row: Any) -> bool:
        """Whether they may read a row."""
        return may_read(level_of_row(name, row, self.circles.kind), self.audience)


def _chosen(value: str, otherwise: Visibility) -> Visibility:
    """The chosen circle. What cannot be understood shuts the door."""
    if not value:
        return otherwise
    return Visibility(value) if value in Visibility.values else Visibility.WORKSPACE


def _silent(field: Any) -> Any:
    """The value of a field that says nothing."""
    if field.name == "country":
        return ""
    if field.default_factory is not MISSING:
        make: Callable[[], Any] = field.default_factory
        return make()
    return field.default


def _rows(data: ActorData, name: str, audience: Visibility) -> tuple[RowData, ...]:
    return tuple(
        replace(row, visibility="")
        for row in getattr(data, name)
        if may_read(level_of_row(name, row, data.kind), audience)
    )


def _placed(
    data: ActorData, points: tuple[ContactPointData, ...], audience: Visibility
) -> tuple[ContactPointData, ...]:
    """The numbers, each at its place in what is left of the places."""
    places: dict[int, int] = {}
    for number, place in enumerate(data.locations, start=1):
        if may_read(level_of_row("locations", place, data.kind), audience):
            places[number] = len(places) + 1
    return tuple(replace(point, place=places.get(point.place or 0)) for point in points)
