"""Where the register's actors are, and how far it is: great circles, counted by the database."""

import math
from dataclasses import dataclass

from brobygger.actors.domain.filters import Filter
from brobygger.actors.models.actor import ActorQuerySet
from brobygger.catalog.words import loose
from brobygger.core.asked_often import answers
from brobygger.core.written_sql import condition, figure
from brobygger.workspaces.models import Workspace

_EARTH = 6371.0088  # km, the mean radius
_DEGREE = 111.2  # km of latitude

# The haversine formula, in km.
_AWAY = """
    (%s * asin(least(1.0, sqrt(
        power(sin((radians(latitude) - %s) / 2.0), 2.0)
        + %s * cos(radians(latitude)) * power(sin((radians(longitude) - %s) / 2.0), 2.0)
    ))))
"""
# The median, so that one wrong coordinate in the sea moves nothing.
_MIDDLE = """
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY place.latitude),
        percentile_cont(0.5) WITHIN GROUP (ORDER BY place.longitude)
    FROM actors_location AS place
"""
_ON_MAP = "place.workspace_id = %(workspace)s AND place.latitude IS NOT NULL"
_HERE = """
    SELECT id FROM actors_actor
    WHERE workspace_id = %(workspace)s AND deleted_at IS NULL AND
"""
# Most who ask mean an area or a town, and write it as it is written: the index of the addresses
# has the whole answer, also when it is a third of the register.
_BY_ADDRESS = f"""
    WITH here AS (
        {_HERE} area = ANY(%(spelled)s) UNION {_HERE} town = ANY(%(spelled)s)
        UNION {_HERE} postcode = %(postcode)s
    )
    {_MIDDLE} JOIN here ON here.id = place.actor_id WHERE {_ON_MAP}
"""
# However it is spelled: among those whose texts have the words.
_BY_WORDS = f"""
    {_MIDDLE} JOIN actors_actor AS actor ON actor.id = place.actor_id
    WHERE {_ON_MAP} AND actor.workspace_id = %(workspace)s AND actor.deleted_at IS NULL
        AND actor.search_vector @@ plainto_tsquery('danish'::regconfig, %(words)s)
        AND ({{names}})
"""
_BY_POSTCODE = f"""
    {_MIDDLE} JOIN actors_actor AS actor ON actor.id = place.actor_id
    WHERE {_ON_MAP} AND actor.deleted_at IS NULL AND place.postcode = %(postcode)s
"""
# What a name may be that of, the first that somebody has.
_NAMES = (
    """
        upper(actor.area) = upper(%(name)s) OR upper(actor.town) = upper(%(name)s)
        OR upper(place.town) = upper(%(name)s)
    """,
    """
        upper(place.name) = upper(%(name)s) OR upper(place.street) = upper(%(name)s)
        OR upper(actor.street) = upper(%(name)s)
    """,
    "upper(actor.name) = upper(%(name)s)",
)


@dataclass(frozen=True)
class Place:
    """A point on earth and what it is called."""

    name: str
    latitude: float
    longitude: float


def place_of(workspace: Workspace, wanted: Filter) -> Place | None:
    """The place the filter asks for. None when the register knows no such place.

    A name is that of an area, a town, a postcode, a place or an actor: the middle of the places
    the register has there.
    """
    if wanted.at:
        return Place(wanted.place, *wanted.at)
    if not wanted.place:
        return None
    name = wanted.place
    digits = name.split(maxsplit=1)[0]  # "8000", "8000 Aarhus C"
    asked = {
        "name": name,
        "words": loose(name),
        "spelled": [name, name.upper(), name.lower(), name.capitalize(), name.title()],
        "postcode": digits if digits.isdecimal() else None,
        "workspace": workspace.pk,
    }
    for question in _questions(asked["postcode"] is not None):
        found = answers(question, asked)[0]
        if found[0] is not None:
            return Place(name, *found)
    return None


def _questions(is_postcode: bool) -> list[str]:
    """How a place is looked for, what is likely and quick first."""
    by_postcode = [_BY_POSTCODE] if is_postcode else []
    return [_BY_ADDRESS, *by_postcode, *(_BY_WORDS.format(names=names) for names in _NAMES)]


def within(actors: ActorQuerySet, place: Place, km: float) -> ActorQuerySet:
    """The actors with a place of theirs at most `km` away, each with its `distance` in km."""
    box, sides = _box(place, km)
    away = _angles(place)
    places = f"SELECT actor_id FROM actors_location WHERE {box} AND {_AWAY} <= %s"  # noqa: S608
    near = condition(f"{{actor}} IN ({places})", [*sides, *away, km], actor="pk")
    nearest = f"(SELECT min({_AWAY}) FROM actors_location WHERE actor_id = {{actor}})"  # noqa: S608
    return actors.filter(near).annotate(distance=figure(nearest, away, actor="pk"))


def _box(place: Place, km: float) -> tuple[str, list[float]]:
    """The places in a box around, and its sides: what an index can find before anything is
    counted."""
    north = km / _DEGREE
    bottom_top = [place.latitude - north, place.latitude + north]
    widest = math.cos(math.radians(min(abs(place.latitude) + north, 90.0)))
    east = north / widest if widest > north / 180 else 180.0
    west_end, east_end = place.longitude - east, place.longitude + east
    if east >= 180:
        return "latitude BETWEEN %s AND %s", bottom_top
    if west_end < -180:
        around, sides = "(longitude <= %s OR longitude >= %s)", [east_end, west_end + 360]
    elif east_end > 180:
        around, sides = "(longitude >= %s OR longitude <= %s)", [west_end, east_end - 360]
    else:
        around, sides = "longitude BETWEEN %s AND %s", [west_end, east_end]
    return f"latitude BETWEEN %s AND %s AND {around}", [*bottom_top, *sides]


def _angles(place: Place) -> list[float]:
    """What `_AWAY` asks for."""
    north, east = math.radians(place.latitude), math.radians(place.longitude)
    return [2 * _EARTH, north, math.cos(north), east]
