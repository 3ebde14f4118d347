"""Telephones and contact persons of an actor, as rows of an HSDS package."""

from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from brobygger.actors.domain.data import ContactPersonData, ContactPointData
from brobygger.actors.enums import ContactPointKind

if TYPE_CHECKING:
    from brobygger.actors.transfer.hsds_export import Organization

_TYPES = {ContactPointKind.PHONE: "voice", ContactPointKind.FAX: "fax"}


def write_reach(one: "Organization") -> None:
    """The contact persons, and every number once: at the person, the place or the organisation."""
    contacts = [_contact(one, person) for person in one.data.contact_persons]
    numbers = [point for point in one.data.contact_points if point.kind in _TYPES]
    numbers.sort(key=lambda point: point.value != one.data.phone)
    if one.data.phone and one.data.phone not in {point.value for point in numbers}:
        _phone(one, uuid5(one.id, "phone"), one.data.phone, organization_id=one.id)
    with_number: set[UUID] = set()
    for point in numbers:
        contact = _whose(one, point, contacts)
        number = point.place or 0
        place = one.places[number - 1] if 0 < number <= len(one.places) else None
        if contact:
            with_number.add(contact)
        _phone(
            one,
            one.key("phone", point),
            point.value,
            contact_id=contact,
            location_id=place,
            organization_id=None if contact or place else one.id,
            type=_TYPES[point.kind],
            description=_without_name(one, point, contact, contacts),
        )
    for key, person in zip(contacts, one.data.contact_persons, strict=True):
        if person.phone and key not in with_number:
            _phone(one, uuid5(key, "phone"), person.phone, contact_id=key)


def _contact(one: "Organization", person: ContactPersonData) -> UUID:
    key = one.key("contact", person)
    one.tables.add(
        "contact",
        id=key,
        organization_id=one.id,
        name=person.name,
        title=person.title,
        email=person.email,
    )
    return key


def _phone(one: "Organization", key: UUID, number: str, **values: object) -> None:
    one.tables.add("phone", **({"type": "voice"} | values), id=key, number=number)


def _whose(one: "Organization", point: ContactPointData, contacts: list[UUID]) -> UUID | None:
    """The person whose number it is: the import writes their name at it."""
    for key, person in zip(contacts, one.data.contact_persons, strict=True):
        if person.phone == point.value and person.name in point.label.split(" · "):
            return key
    return None


def _without_name(
    one: "Organization", point: ContactPointData, contact: UUID | None, contacts: list[UUID]
) -> str:
    if contact is None:
        return point.label
    name = one.data.contact_persons[contacts.index(contact)].name
    return " · ".join(part for part in point.label.split(" · ") if part != name)


def uri(website: str) -> str:
    """A website as an address, whatever was typed."""
    website = "".join(website.split())
    return website if not website or "://" in website else f"https://{website}"
