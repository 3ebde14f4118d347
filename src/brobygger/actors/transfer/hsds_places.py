"""Locations and addresses of an HSDS organisation."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from brobygger.actors.domain.data import LocationData
from brobygger.actors.models import Actor, Location
from brobygger.actors.transfer.checks import BadCell, postcode_and_town, shortened
from brobygger.actors.transfer.countries import country_code
from brobygger.actors.transfer.drafts import Problem
from brobygger.actors.transfer.hsds_links import Line
from brobygger.actors.transfer.hsds_times import opening_hours

# Stored with the actor, so the same whatever the language of the one who imports.
_POST = "Postadresse"


@dataclass
class Places:
    """The places in order, which one each location id became, and the organisation's address."""

    rows: list[LocationData] = field(default_factory=list)
    number_of: dict[str, int] = field(default_factory=dict)
    address: dict[str, str] = field(default_factory=dict)

    def name_of(self, location_id: str) -> str:
        number = self.number_of.get(location_id)
        return self.rows[number - 1].name if number else ""


def places_of(mine: list[Line], problems: list[Problem]) -> Places:
    """Every location with its first address; further addresses are places of their own."""
    places = Places()
    addresses = _by_location(mine, "addresses")
    for line in mine:
        if line.table == "locations":
            own = addresses.get(line.id, [])
            address = _address(own.pop(0), problems) if own else {}
            hours = opening_hours(mine, "location_id", line.id)
            row = _location(line, address, hours, problems)
            places.rows.append(row)
            places.number_of.setdefault(line.id, len(places.rows))
    for line in (one for rest in addresses.values() for one in rest):
        places.rows.append(_only_address(line, places, "", problems))
    for line in mine:
        if line.table == "mail_addresses":
            row = _only_address(line, places, _POST, problems)
            if not _same_place(row, places):
                places.rows.append(row)
    places.address = _first_address(places.rows)
    return places


def _by_location(mine: list[Line], table: str) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in mine:
        if line.table == table:
            found.setdefault(line.get("location_id"), []).append(line)
    return found


def _location(
    line: Line, address: dict[str, Any], hours: str, problems: list[Problem]
) -> LocationData:
    texts = [line.get("description", "short_desc")]
    texts += [f"Åbent: {hours}"] if hours else []
    latitude, longitude = _coordinates(line, problems)
    return LocationData(
        name=shortened(Location, "name", line.get("name", "alternate_name")),
        description="\n\n".join(text for text in texts if text),
        latitude=latitude,
        longitude=longitude,
        external_id=line.own_id,
        **({"country": ""} | address),
    )


def _coordinates(line: Line, problems: list[Problem]) -> tuple[float | None, float | None]:
    said = line.get("latitude"), line.get("longitude")
    if not any(said):
        return None, None
    try:
        latitude, longitude = float(said[0].replace(",", ".")), float(said[1].replace(",", "."))
    except ValueError:
        latitude = longitude = 999.0
    if -90 <= latitude <= 90 and -180 <= longitude <= 180:
        return latitude, longitude
    text = _(
        "Koordinaterne »%(latitude)s, %(longitude)s« ligger ikke på jorden. "
        "Stedet er lagt ind uden dem."
    ) % {"latitude": said[0][:20], "longitude": said[1][:20]}
    problems.append(Problem(line.file, line.row.number, text))
    return None, None


def _address(line: Line, problems: list[Problem]) -> dict[str, Any]:
    country = country_code(_said(line, "country"))
    foreign = country != "DK"
    try:
        postcode, town = postcode_and_town(_said(line, "postal_code"), foreign=foreign)
    except BadCell as error:
        postcode, town = "", ""
        problems.append(Problem(line.file, line.row.number, str(error)))
    street = ", ".join(one for one in (_said(line, "address_1"), _said(line, "address_2")) if one)
    return {
        "street": shortened(Location, "street", street),
        "postcode": postcode,
        "town": shortened(Location, "town", _said(line, "city") or town),
        "country": country,
    }


def _said(line: Line, column: str) -> str:
    """The cell; a dash fills a required one that nobody knew."""
    return line.get(column) if line.get(column) != "-" else ""


def _only_address(line: Line, places: Places, what: str, problems: list[Problem]) -> LocationData:
    name = line.get("attention") or places.name_of(line.get("location_id"))
    return LocationData(
        name=shortened(Location, "name", name),
        description=what,
        external_id=line.key[:200],
        **_address(line, problems),
    )


def _same_place(row: LocationData, places: Places) -> bool:
    return any(
        (row.street, row.postcode, row.town) == (one.street, one.postcode, one.town)
        for one in places.rows
    )


def _first_address(rows: list[LocationData]) -> dict[str, str]:
    for row in rows:
        if row.street or row.postcode or row.town:
            return {
                "street": shortened(Actor, "street", row.street),
                "postcode": row.postcode,
                "town": row.town,
                "country": row.country,
            }
    return {}
