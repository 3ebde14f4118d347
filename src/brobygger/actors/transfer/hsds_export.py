"""The register as an HSDS 3 package: CSV files and a datapackage.json in a zip.

The ids of the source are kept (`hsds_tables.Keys`); an id that is no UUID stands as an identifier
of the organisation.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, BinaryIO
from uuid import UUID, uuid5

from brobygger.actors.domain.data import ActorData, LocationData
from brobygger.actors.domain.terms import danish_label
from brobygger.actors.enums import ContactPointKind
from brobygger.actors.transfer.hsds_export_reach import uri, write_reach
from brobygger.actors.transfer.hsds_export_services import write_services
from brobygger.actors.transfer.hsds_export_taxonomy import write_attributes
from brobygger.actors.transfer.hsds_kept import KeptRow, write_kept
from brobygger.actors.transfer.hsds_loose import write_loose
from brobygger.actors.transfer.hsds_tables import Keys, Tables
from brobygger.actors.transfer.leaving import Leaving


@dataclass
class Organization:
    """An actor on its way into the package, with the keys its rows were given."""

    tables: Tables
    keys: Keys
    id: UUID
    actor: Leaving
    places: list[UUID] = field(default_factory=list)
    services: dict[str, UUID] = field(default_factory=dict)

    @property
    def data(self) -> ActorData:
        return self.actor.data

    def key(self, kind: str, row: Any) -> UUID:
        """The key of one of the actor's rows."""
        return self.keys.of(kind, row, self.actor.origin)


def write_hsds(
    actors: Iterator[Leaving],
    output: BinaryIO,
    *,
    shared: frozenset[str] = frozenset(),
    loose: Iterable[KeptRow] = (),
) -> int:
    """Write the package; answers how many organisations are in it. `loose` rows belong to none."""
    keys = Keys(shared)
    with ExitStack() as stack:
        tables = Tables(stack)
        count = 0
        for actor in actors:
            _write(tables, keys, actor)
            count += 1
        write_loose(tables, loose)
        tables.pack(output)
    return count


def _write(tables: Tables, keys: Keys, actor: Leaving) -> None:
    data = actor.data
    key = keys.of("organization", _Identified(actor.id, data.external_id), actor.origin)
    tables.add(
        "organization",
        id=key,
        name=data.name,
        description=data.description or data.name,
        email=data.email,
        website=uri(data.website),
        legal_status=danish_label("actor_kinds", data.kind),
    )
    one = Organization(tables, keys, key, actor)
    _identifiers(one)
    _places(one)
    write_services(one)
    write_reach(one)
    _languages(one)
    write_attributes(one)
    write_kept(one)


@dataclass(frozen=True)
class _Identified:
    id: UUID
    external_id: str


def _identifiers(one: Organization) -> None:
    for scheme, kind, value in (
        ("DK-CVR", "CVR", one.data.cvr),
        ("", "Brobygger", str(one.actor.id)),
        ("", one.data.source or "source", one.data.external_id),
    ):
        if value:
            one.tables.add(
                "organization_identifier",
                id=uuid5(one.id, f"{kind}:{value}"),
                organization_id=one.id,
                identifier_scheme=scheme,
                identifier_type=kind,
                identifier=value,
            )


def _places(one: Organization) -> None:
    """The places in their order. The actor's address is one too, unless a place has it."""
    data = one.data
    address = (data.street, data.postcode, data.town)
    for number, place in enumerate(data.locations, 1):
        one.places.append(_place(one, one.key("location", place), place, number))
    there = [(place.street, place.postcode, place.town) for place in data.locations]
    if any(address) and address not in there:
        own = LocationData(
            street=data.street, postcode=data.postcode, town=data.town, country=data.country
        )
        one.places.append(_place(one, uuid5(one.id, "location"), own, 0))


def _place(one: Organization, key: UUID, place: LocationData, number: int) -> UUID:
    websites = [
        point.value
        for point in one.data.contact_points
        if point.place == number and point.kind == ContactPointKind.WEBSITE
    ]
    one.tables.add(
        "location",
        id=key,
        location_type="physical",
        url=uri(next(iter(websites), "")),
        organization_id=one.id,
        name=place.name or one.data.name,
        description=place.description,
        latitude=place.latitude,
        longitude=place.longitude,
    )
    if place.street or place.postcode or place.town:
        # HSDS wants all five; what we do not know is said with a dash.
        one.tables.add(
            "address",
            id=uuid5(key, "address"),
            location_id=key,
            address_1=place.street or "-",
            city=place.town or "-",
            state_province="-",
            postal_code=place.postcode or "-",
            country=place.country or "-",
            address_type="physical",
        )
    return key


def _languages(one: Organization) -> None:
    """The languages of the actor stand at its first place, or at its first service."""
    place = next(iter(one.places), None)
    service = None if place else next(iter(one.services.values()), None)
    if not (place or service):
        return  # they stand as attributes
    for language in one.data.languages:
        one.tables.add(
            "language",
            id=uuid5(one.id, f"language:{language}"),
            location_id=place,
            service_id=service,
            name=danish_label("languages", language),
            code=language if len(language) == 2 else "",
        )
