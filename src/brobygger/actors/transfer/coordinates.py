"""A point in columns of its own: read as people write it, and put with the place it is of."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from brobygger.actors.domain.data import LocationData
from brobygger.actors.domain.whereabouts import possible, read_coordinates

Point = tuple[float, float]

POINT_KEYS = ("latitude", "longitude")
_ADDRESS = ("street", "postcode", "town")


def cells_of_point(rows: tuple[LocationData, ...]) -> dict[str, str]:
    """The first place on the map, as a Danish spreadsheet writes numbers."""
    for row in rows:
        if row.latitude is not None:
            said = zip(POINT_KEYS, (row.latitude, row.longitude), strict=True)
            return {key: f"{value!r}".replace(".", ",") for key, value in said}
    return dict.fromkeys(POINT_KEYS, "")


def read_point(cells: Mapping[str, str]) -> Point | None:
    """The point of the cells: two columns, or one with both. None when they say nothing.

    Raises ValueError when it is no place on earth, or half of one.
    """
    latitude, longitude = (cells.get(key, "").strip() for key in POINT_KEYS)
    both = cells.get("coordinates", "").strip()
    if latitude or longitude:
        point = _number(latitude), _number(longitude)
        if not possible(*point):
            raise ValueError(point)
        return point
    return read_coordinates(both) if both else None


def put_on_map(values: dict[str, Any], point: Point, *, ours: bool) -> None:
    """Put the point with the actor's own address among its places.

    In `ours` the columns are those of the first place on the map, and move it.
    """
    rows = list(values.get("locations", ()))
    if any((row.latitude, row.longitude) == point for row in rows):
        return
    home = tuple(values.get(key, "") for key in _ADDRESS)
    places = [n for n, row in enumerate(rows) if ours and row.latitude is not None]
    places += [n for n, row in enumerate(rows) if _address(row) == home and row.latitude is None]
    if places:
        rows[places[0]] = replace(rows[places[0]], latitude=point[0], longitude=point[1])
    else:
        address = dict(zip(_ADDRESS, home, strict=True)) | {"country": values.get("country", "DK")}
        rows.append(LocationData(latitude=point[0], longitude=point[1], **address))
    values["locations"] = tuple(rows)


def _address(row: LocationData) -> tuple[str, ...]:
    return tuple(getattr(row, key) for key in _ADDRESS)


def _number(cell: str) -> float:
    return float(cell.strip("° ").replace(",", "."))
