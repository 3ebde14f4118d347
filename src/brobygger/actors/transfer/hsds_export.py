"""The register as an HSDS 3 package: CSV files and a datapackage.json in a zip.

The ids of the source are kept where they are UUIDs, as HSDS demands; other ids become a UUID made
from them, the same each time, and stand as an identifier of the organisation.
"""

import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO, Any, BinaryIO
from uuid import UUID, uuid5

from brobygger.actors.domain.data import VOCABULARY_OF
from brobygger.actors.domain.terms import danish_label
from brobygger.actors.enums import ContactPointKind, ExchangeKind
from brobygger.actors.models import Actor, Location
from brobygger.actors.transfer.cells import printable
from brobygger.actors.transfer.hsds_files import FILES, datapackage
from brobygger.core.spreadsheets import harmless

NAMESPACE = UUID("7c0f3a52-6d0c-5b5e-9a36-0d2e9be0f1a7")
_NUMBER = re.compile(r"[+-][\d\s().-]*")
_PHONE_TYPES = {ContactPointKind.PHONE: "voice", ContactPointKind.FAX: "fax"}


def write_hsds(actors: Iterator[Actor], output: BinaryIO) -> int:
    """Write the package; answers how many organisations are in it."""
    with ExitStack() as stack:
        tables = Tables(stack)
        count = 0
        for actor in actors:
            _organization(tables, actor)
            count += 1
        with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("datapackage.json", json.dumps(datapackage(), indent=2))
            for name, file in tables.files.items():
                file.seek(0)
                with package.open(FILES[name].path, "w", force_zip64=True) as entry:
                    shutil.copyfileobj(file, entry)
    return count


class Tables:
    """The files of the package while they grow, on disk."""

    def __init__(self, stack: ExitStack) -> None:
        self.files: dict[str, IO[bytes]] = {}
        self._writers: dict[str, Any] = {}
        self._terms: set[UUID] = set()
        for name, table in FILES.items():
            file = stack.enter_context(TemporaryFile())  # noqa: SIM115 - closed by the stack
            text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
            stack.callback(text.detach)
            writer = csv.DictWriter(text, table.fields, lineterminator="\r\n")
            writer.writeheader()
            self.files[name], self._writers[name] = file, writer

    def add(self, table: str, **values: Any) -> None:
        """One row; fields not named are empty."""
        self._writers[table].writerow({key: _cell(value) for key, value in values.items()})

    def term(self, vocabulary: str, term_id: str) -> UUID:
        """The taxonomy term of a vocabulary's term or of somebody's own words, written once."""
        taxonomy = uuid5(NAMESPACE, f"taxonomy:{vocabulary}")
        if taxonomy not in self._terms:
            self._terms.add(taxonomy)
            self.add(
                "taxonomy", id=taxonomy, name=vocabulary, description=f"Brobygger: {vocabulary}"
            )
        key = uuid5(taxonomy, term_id)
        if key not in self._terms:
            self._terms.add(key)
            label = danish_label(vocabulary, term_id)
            self.add(
                "taxonomy_term",
                id=key,
                code=f"{vocabulary}:{term_id}",
                name=label,
                description=label,
                taxonomy=vocabulary,
                language="da",
                taxonomy_id=taxonomy,
            )
        return key


def _cell(value: Any) -> str:
    """A phone number or a coordinate may begin with a sign; nothing else may."""
    text = "" if value is None else printable(str(value))
    return text if _NUMBER.fullmatch(text) else harmless(text)


def key_of(kind: str, row: Any, source: str = "") -> UUID:
    """The row's id in the package: its source's id when that is a UUID, else one made from it."""
    if row.external_id:
        try:
            return UUID(row.external_id)
        except ValueError:
            return uuid5(NAMESPACE, f"{source}:{kind}:{row.external_id}")
    return uuid5(NAMESPACE, f"{kind}:{row.pk}")


def _organization(tables: Tables, actor: Actor) -> None:
    key = key_of("organization", actor, actor.source)
    tables.add(
        "organization",
        id=key,
        name=actor.name,
        description=actor.description or actor.name,
        email=actor.email,
        website=_uri(actor.website),
        legal_status=danish_label("actor_kinds", actor.kind),
    )
    _identifiers(tables, actor, key)
    places = _places(tables, actor, key)
    _services(tables, actor, key)
    _phones(tables, actor, key, places)
    _contacts(tables, actor, key)
    _attributes(tables, actor, key)


def _identifiers(tables: Tables, actor: Actor, organization: UUID) -> None:
    for scheme, kind, value in (
        ("DK-CVR", "CVR", actor.cvr),
        ("", "Brobygger", str(actor.pk)),
        ("", actor.source or "source", actor.external_id),
    ):
        if value:
            tables.add(
                "organization_identifier",
                id=uuid5(organization, f"{kind}:{value}"),
                organization_id=organization,
                identifier_scheme=scheme,
                identifier_type=kind,
                identifier=value,
            )


def _places(tables: Tables, actor: Actor, organization: UUID) -> dict[UUID, UUID]:
    """The places by their own keys. The actor's address is one too, unless a place has it."""
    keys: dict[UUID, UUID] = {}
    same = False
    for place in actor.locations.all():
        keys[place.pk] = _place(tables, actor, organization, place)
        same = same or place.street == actor.street
    if not same and (actor.street or actor.postcode or actor.town):
        place = Location(workspace_id=actor.workspace_id, country=actor.country, pk=actor.pk)
        place.street, place.postcode, place.town = actor.street, actor.postcode, actor.town
        keys[actor.pk] = _place(tables, actor, organization, place)
    first = next(iter(keys.values()), None)
    for language in actor.languages if first else ():
        tables.add(
            "language",
            id=uuid5(organization, f"language:{language}"),
            location_id=first,
            name=danish_label("languages", language),
            code=language if len(language) == 2 else "",
        )
    return keys


def _place(tables: Tables, actor: Actor, organization: UUID, place: Location) -> UUID:
    key = key_of("location", place, actor.source)
    tables.add(
        "location",
        id=key,
        location_type="physical",
        organization_id=organization,
        name=place.name or actor.name,
        description=place.description,
        latitude=place.latitude,
        longitude=place.longitude,
    )
    if place.street or place.postcode or place.town:
        # HSDS wants all five; what we do not know is said with a dash.
        tables.add(
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


def _services(tables: Tables, actor: Actor, organization: UUID) -> None:
    for activity in actor.activities.all():
        tables.add(
            "service",
            id=key_of("service", activity, actor.source),
            organization_id=organization,
            name=activity.name,
            description=activity.description,
            status="active",
        )
        if activity.schedule:
            service = key_of("service", activity, actor.source)
            tables.add(
                "schedule",
                id=uuid5(service, "schedule"),
                service_id=service,
                description=activity.schedule,
            )
    done = {activity.external_id for activity in actor.activities.all() if activity.external_id}
    for offer in actor.offers.all():
        if offer.external_id in done:
            continue  # a service that came in as both: one row may have the id
        label = danish_label(VOCABULARY_OF[ExchangeKind(offer.kind)], offer.term)
        tables.add(
            "service",
            id=key_of("service", offer, actor.source),
            organization_id=organization,
            name=label or offer.text[:200],
            description=" · ".join(p for p in (offer.text, offer.amount, offer.period) if p),
            status="active",
        )


def _phones(tables: Tables, actor: Actor, organization: UUID, places: dict[UUID, UUID]) -> None:
    if actor.phone:
        tables.add(
            "phone",
            id=uuid5(organization, "phone"),
            organization_id=organization,
            number=actor.phone,
            type="voice",
        )
    for point in actor.contact_points.all():
        kind = _PHONE_TYPES.get(ContactPointKind(point.kind))
        if kind:
            place = places.get(point.location_id) if point.location_id else None
            tables.add(
                "phone",
                id=key_of("phone", point, actor.source),
                location_id=place,
                organization_id=None if place else organization,
                number=point.value,
                type=kind,
                description=point.label,
            )


def _contacts(tables: Tables, actor: Actor, organization: UUID) -> None:
    for person in actor.contact_persons.all():
        key = key_of("contact", person, actor.source)
        tables.add(
            "contact",
            id=key,
            organization_id=organization,
            name=person.name,
            title=person.title,
            email=person.email,
        )
        if person.phone:
            tables.add(
                "phone", id=uuid5(key, "phone"), contact_id=key, number=person.phone, type="voice"
            )


def _attributes(tables: Tables, actor: Actor, organization: UUID) -> None:
    said = [("target_group", "target_groups", one, "") for one in actor.target_groups]
    said += [("activity_area", "activity_areas", one, "") for one in actor.activity_areas]
    for side, rows in (("offer", actor.offers.all()), ("need", actor.needs.all())):
        said += [
            (side, VOCABULARY_OF[ExchangeKind(row.kind)], row.term or row.text[:200], row.text)
            for row in rows
        ]
    for number, (kind, vocabulary, term, value) in enumerate(said):
        tables.add(
            "attribute",
            id=uuid5(organization, f"{kind}:{vocabulary}:{term}:{number}"),
            link_id=organization,
            taxonomy_term_id=tables.term(vocabulary, term),
            link_type=kind,
            link_entity="organization",
            value=value,
        )


def _uri(website: str) -> str:
    return website if not website or "://" in website else f"https://{website}"
