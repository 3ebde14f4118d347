"""HSDS 3 as JSON: organisations with everything nested, laid out as the tables of the CSV form."""

from typing import Any

from django.utils.translation import gettext as _

from brobygger.actors.transfer.exceptions import ImportRefused
from brobygger.actors.transfer.tables import Row, Table, clean

_TABLES = {
    "funding": "funding",
    "accessibility": "accessibility",
    "service_at_location": "service_at_location",
    "services_at_location": "service_at_location",
    "service_at_locations": "service_at_location",
    "organization": "organizations",
    "service": "services",
    "location": "locations",
    "program": "programs",
    "taxonomy_term": "taxonomy_terms",
    "taxonomy_detail": "taxonomies",
}
_ID_OF = {
    "organizations": "organization_id",
    "services": "service_id",
    "locations": "location_id",
    "contacts": "contact_id",
    "phones": "phone_id",
    "programs": "program_id",
    "service_at_location": "service_at_location_id",
    "attributes": "attribute_id",
    "taxonomy_terms": "taxonomy_term_id",
}
_DEEPEST = 12


def tables_of_json(content: Any) -> tuple[Table, ...]:
    """The tables of an organisation, a list of them, or a page of an API's answer."""
    if isinstance(content, dict) and isinstance(content.get("contents"), list):
        content = content["contents"]
    things = content if isinstance(content, list) else [content]
    if not all(isinstance(thing, dict) and thing.get("name") for thing in things):
        raise ImportRefused(
            _("JSON-filen er ikke et HSDS-register: der mangler organisationer med et navn.")
        )
    rows: dict[str, dict[str, dict[str, str]]] = {}
    for thing in things:
        _lay_out(thing, "services" if "organization" in thing else "organizations", {}, rows, 0)
    return tuple(_table(name, list(found.values())) for name, found in rows.items())


def _lay_out(
    thing: dict[str, Any],
    table: str,
    parents: dict[str, str],
    rows: dict[str, dict[str, dict[str, str]]],
    depth: int,
) -> None:
    if depth > _DEEPEST:
        raise ImportRefused(_("JSON-filen er indlejret dybere, end vi kan læse."))
    cells = dict(parents)
    nested: list[tuple[str, dict[str, Any]]] = []
    for key, value in thing.items():
        name = _TABLES.get(key, key)
        if isinstance(value, dict):
            nested.append((name, value))
            if value.get("id") and name in _ID_OF:
                cells[_ID_OF[name]] = clean(str(value["id"]))
        elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
            nested += [(name, one) for one in value if isinstance(one, dict)]
        elif value not in (None, "", []):
            cells[key] = clean(_words(value))
    known = rows.setdefault(table, {})
    key = cells.get("id") or f"#{len(known) + 1}"
    for column, value in cells.items():
        known.setdefault(key, {}).setdefault(column, value)
    above = {_ID_OF[table]: cells["id"]} if table in _ID_OF and cells.get("id") else {}
    for name, one in nested:
        _lay_out(one, name, above if name != "organizations" else {}, rows, depth + 1)


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _table(name: str, found: list[dict[str, str]]) -> Table:
    columns = tuple(dict.fromkeys(column for cells in found for column in cells))
    rows = tuple(
        Row(number, {column: cell for column, cell in cells.items() if cell})
        for number, cells in enumerate(found, 1)
    )
    return Table(f"{name}.csv", columns, rows)
