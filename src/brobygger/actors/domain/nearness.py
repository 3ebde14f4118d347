"""Where the register's actors are, and how far it is: great circles, counted by the database."""

import math
from dataclasses import dataclass
from typing import Any

from django.db.models import Aggregate, FloatField, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import ASin, Cos, Least, Power, Radians, Sin, Sqrt

from brobygger.actors.domain.filters import Filter
from brobygger.actors.models import Location
from brobygger.actors.models.actor import ActorQuerySet
from brobygger.workspaces.models import Workspace

_EARTH = 6371.0088  # km, the mean radius
_DEGREE = 111.2  # km of latitude


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
    for names in (_of_area, _of_place, _of_actor):
        if found := _middle(_located(workspace).filter(names(wanted.place))):
            return Place(wanted.place, *found)
    return None


def _of_area(name: str) -> Q:
    number = name.split(maxsplit=1)[0]
    written = Q(actor__area__iexact=name) | Q(actor__town__iexact=name) | Q(town__iexact=name)
    if number.isdecimal():  # "8000", "8000 Aarhus C"
        written |= Q(actor__postcode=number) | Q(postcode=number)
    return written


def _of_place(name: str) -> Q:
    return Q(name__iexact=name) | Q(street__iexact=name) | Q(actor__street__iexact=name)


def _of_actor(name: str) -> Q:
    return Q(actor__name__iexact=name)


def _located(workspace: Workspace) -> QuerySet[Location]:
    return Location.objects.filter(
        workspace=workspace, latitude__isnull=False, actor__deleted_at__isnull=True
    )


class _Median(Aggregate):
    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


def _middle(places: QuerySet[Location]) -> tuple[float, float] | None:
    """The median, so that one wrong coordinate in the sea moves nothing."""
    found = places.aggregate(north=_Median("latitude"), east=_Median("longitude"))
    return None if found["north"] is None else (found["north"], found["east"])


def within(actors: ActorQuerySet, place: Place, km: float) -> ActorQuerySet:
    """The actors with a place of theirs at most `km` away, each with its `distance` in km."""
    there = _boxed(place, km).annotate(away=_away(place)).filter(away__lte=km)
    nearest = (
        Location.objects.filter(actor=OuterRef("pk"), latitude__isnull=False)
        .order_by()
        .values("actor")
        .annotate(nearest=Min(_away(place)))
        .values("nearest")
    )
    return actors.filter(pk__in=there.values("actor")).annotate(distance=Subquery(nearest))


def _boxed(place: Place, km: float) -> QuerySet[Location]:
    """The places in a box around: what an index can find, before anything is counted."""
    north = km / _DEGREE
    box = Q(latitude__range=(place.latitude - north, place.latitude + north))
    widest = math.cos(math.radians(min(abs(place.latitude) + north, 90.0)))
    east = north / widest if widest > north / 180 else 180.0
    west_end, east_end = place.longitude - east, place.longitude + east
    if east >= 180:
        return Location.objects.filter(box)
    if west_end < -180:
        around = Q(longitude__lte=east_end) | Q(longitude__gte=west_end + 360)
    elif east_end > 180:
        around = Q(longitude__gte=west_end) | Q(longitude__lte=east_end - 360)
    else:
        around = Q(longitude__range=(west_end, east_end))
    return Location.objects.filter(box & around)


def _away(place: Place) -> Any:
    """The haversine formula, in km."""
    lat, lon = math.radians(place.latitude), math.radians(place.longitude)
    half_north = Sin((Radians("latitude") - Value(lat)) / Value(2.0))
    half_east = Sin((Radians("longitude") - Value(lon)) / Value(2.0))
    chord = Power(half_north, 2.0) + Value(math.cos(lat)) * Cos(Radians("latitude")) * Power(
        half_east, 2.0
    )
    return Value(2 * _EARTH) * ASin(Least(Value(1.0), Sqrt(chord)))
