"""What an actor does and can give, as services and programmes of an HSDS package."""

import re
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from brobygger.actors.domain.data import VOCABULARY_OF, ActivityData, ExchangeData
from brobygger.actors.domain.terms import danish_label
from brobygger.actors.enums import ContactPointKind
from brobygger.actors.transfer.hsds_export_reach import uri

if TYPE_CHECKING:
    from brobygger.actors.transfer.hsds_export import Organization

_PROGRAM = "programs:"
# How the import says that a service is not given at present.
_PAUSED = re.compile(r"ikke i gang lige nu \((inactive|defunct|temporarily closed)\)(?:; )?")


def write_services(one: "Organization") -> None:
    """The activities, and the offers that are not one of them."""
    for activity in one.data.activities:
        if activity.external_id.startswith(_PROGRAM):
            _program(one, activity)
        else:
            _service(one, activity)
    for offer in one.data.offers:
        if offer.external_id in one.services:
            _at_places(one, offer, one.services[offer.external_id])
        else:
            _offer(one, offer)
    if one.services:
        _areas(one)


def _program(one: "Organization", activity: ActivityData) -> None:
    bare = ActivityData(name=activity.name, external_id=activity.external_id[len(_PROGRAM) :])
    one.tables.add(
        "program",
        id=one.key("program", bare),
        organization_id=one.id,
        name=activity.name,
        description=activity.description or activity.name,
    )


def _service(one: "Organization", activity: ActivityData) -> None:
    key = one.key("service", activity)
    one.services[activity.external_id or str(key)] = key
    paused = _PAUSED.match(activity.schedule)
    one.tables.add(
        "service",
        id=key,
        organization_id=one.id,
        name=activity.name,
        description=activity.description,
        url=uri(_net(one, activity, ContactPointKind.WEBSITE)),
        email=_net(one, activity, ContactPointKind.EMAIL),
        status=paused[1] if paused else "active",
    )
    if schedule := activity.schedule[paused.end() :] if paused else activity.schedule:
        _schedule(one, key, schedule)


def _schedule(one: "Organization", service: UUID, schedule: str) -> None:
    one.tables.add(
        "schedule", id=uuid5(service, "schedule"), service_id=service, description=schedule
    )


def _net(one: "Organization", activity: ActivityData, kind: ContactPointKind) -> str:
    """The service's own e-mail or website, as the import put it among the actor's."""
    begins = f"services:{activity.external_id}:"
    found = (
        point.value
        for point in one.data.contact_points
        if point.kind == kind and activity.external_id and point.external_id.startswith(begins)
    )
    return next(found, "")


def _at_places(one: "Organization", offer: ExchangeData, service: UUID) -> None:
    """Where the service is given: the import wrote the places' names behind it."""
    _name, _bar, rest = offer.text.partition(" (")
    names = [name.strip() for name in rest.removesuffix(")").split(", ")]
    for key, place in zip(one.places, one.data.locations, strict=False):
        if place.name and place.name in names:
            names.remove(place.name)
            one.tables.add(
                "service_at_location",
                id=uuid5(service, str(key)),
                service_id=service,
                location_id=key,
            )


def _offer(one: "Organization", offer: ExchangeData) -> None:
    key = one.key("service", offer)
    one.services[offer.external_id or str(key)] = key
    label = danish_label(VOCABULARY_OF[offer.kind], offer.term) if offer.term else ""
    one.tables.add(
        "service",
        id=key,
        organization_id=one.id,
        name=label or offer.text[:200],
        description=" · ".join(part for part in (offer.text, offer.amount) if part),
        status="active",
    )
    if offer.period:
        _schedule(one, key, offer.period)


def _areas(one: "Organization") -> None:
    service = next(iter(one.services.values()))
    for area in dict.fromkeys(part.strip() for part in one.data.area.split(",") if part.strip()):
        one.tables.add(
            "service_area", id=uuid5(one.id, f"area:{area}"), service_id=service, name=area
        )
