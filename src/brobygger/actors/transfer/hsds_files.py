"""The files of an HSDS 3 package that Brobygger writes, with their fields in HSDS's own order."""

from dataclasses import dataclass
from typing import Any

_NUMBERS = ("latitude", "longitude")


@dataclass(frozen=True)
class HsdsFile:
    """One file: its path, its fields, and which other files its rows refer to."""

    path: str
    fields: tuple[str, ...]
    refers: tuple[tuple[str, str], ...] = ()


def _file(path: str, fields: str, **refers: str) -> HsdsFile:
    return HsdsFile(path, tuple(fields.split()), tuple(refers.items()))


FILES = {
    "organization": _file(
        "organizations.csv",
        "id name alternate_name description email website tax_status tax_id year_incorporated"
        " legal_status logo uri parent_organization_id",
    ),
    "organization_identifier": _file(
        "organization_identifiers.csv",
        "id organization_id identifier_scheme identifier_type identifier",
        organization_id="organization",
    ),
    "program": _file(
        "programs.csv",
        "id organization_id name alternate_name description",
        organization_id="organization",
    ),
    "service": _file(
        "services.csv",
        "id organization_id program_id name alternate_name description url email status"
        " interpretation_services application_process fees_description wait_time fees"
        " accreditations eligibility_description minimum_age maximum_age assured_date"
        " assurer_email licenses alert last_modified",
        organization_id="organization",
    ),
    "service_area": _file(
        "service_areas.csv",
        "id service_id name description extent extent_type uri",
        service_id="service",
    ),
    "schedule": _file(
        "schedules.csv",
        "id service_id location_id service_at_location_id valid_from valid_to dtstart timezone"
        " until count wkst freq interval byday byweekno bymonthday byyearday description opens_at"
        " closes_at schedule_link attending_type notes",
        service_id="service",
    ),
    "location": _file(
        "locations.csv",
        "id location_type url organization_id name alternate_name description transportation"
        " latitude longitude external_identifier external_identifier_type",
        organization_id="organization",
    ),
    "service_at_location": _file(
        "service_at_location.csv",
        "id service_id location_id description",
        service_id="service",
        location_id="location",
    ),
    "address": _file(
        "addresses.csv",
        "id location_id attention address_1 address_2 city region state_province postal_code"
        " country address_type",
        location_id="location",
    ),
    "phone": _file(
        "phones.csv",
        "id location_id service_id organization_id contact_id service_at_location_id number"
        " extension type description",
        location_id="location",
        organization_id="organization",
        contact_id="contact",
    ),
    "contact": _file(
        "contacts.csv",
        "id organization_id service_id service_at_location_id location_id name title department"
        " email",
        organization_id="organization",
    ),
    "language": _file(
        "languages.csv",
        "id service_id location_id phone_id name code note",
        location_id="location",
        service_id="service",
    ),
    "attribute": _file(
        "attributes.csv",
        "id link_id taxonomy_term_id link_type link_entity value",
        taxonomy_term_id="taxonomy_term",
    ),
    "taxonomy": _file("taxonomies.csv", "id name description uri version"),
    "taxonomy_term": _file(
        "taxonomy_terms.csv",
        "id code name description parent_id taxonomy language taxonomy_id term_uri",
        taxonomy_id="taxonomy",
    ),
}


def datapackage() -> dict[str, Any]:
    """The description of the package, for programs that read tabular data packages."""
    return {
        "name": "human_services_data",
        "title": "Brobygger",
        "profile": "tabular-data-package",
        "version": "3.0.0",
        "homepage": "http://docs.openreferral.org",
        "resources": [_resource(name, table) for name, table in FILES.items()],
    }


def _resource(name: str, table: HsdsFile) -> dict[str, Any]:
    fields = [
        {"name": field, "type": "number" if field in _NUMBERS else "string"}
        for field in table.fields
    ]
    keys = [
        {"fields": field, "reference": {"resource": other, "fields": "id"}}
        for field, other in table.refers
    ]
    return {
        "name": name,
        "path": table.path,
        "format": "csv",
        "mediatype": "text/csv",
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "schema": {"primaryKey": "id", "fields": fields, "foreignKeys": keys},
    }
