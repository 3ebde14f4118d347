"""Which organisation each row of an HSDS directory belongs to, and references that lead nowhere."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from brobygger.actors.transfer.drafts import Problem
from brobygger.actors.transfer.tables import Row, Table

# Older and newer names of the same tables.
_NAMES = {
    "organization": "organizations",
    "service": "services",
    "location": "locations",
    "address": "addresses",
    "physical_addresses": "addresses",
    "postal_addresses": "mail_addresses",
    "mail_address": "mail_addresses",
    "phone": "phones",
    "contact": "contacts",
    "program": "programs",
    "language": "languages",
    "schedule": "schedules",
    "regular_schedule": "regular_schedules",
    "services_at_location": "service_at_location",
    "service_at_locations": "service_at_location",
    "services_at_locations": "service_at_location",
    "taxonomy_term": "taxonomy_terms",
    "organization_identifier": "organization_identifiers",
}
# Column → the table it points into, the nearest to the organisation first.
_REFERENCES = {
    "organization_id": "organizations",
    "program_id": "programs",
    "service_id": "services",
    "location_id": "locations",
    "service_at_location_id": "service_at_location",
    "contact_id": "contacts",
    "phone_id": "phones",
    "attribute_id": "attributes",
}
_ANYTHING = ("link_id", "resource_id")
_OWNED = {"services", "locations", "contacts", "phones", "addresses", "mail_addresses", "programs"}
_ROUNDS = 5


@dataclass(frozen=True)
class Line:
    """A row with the table it stands in and its own id there."""

    table: str
    file: str
    row: Row

    @property
    def id(self) -> str:
        return self.get("id", "taxonomy_id") if self.table == "taxonomy" else self.get("id")

    @property
    def own_id(self) -> str:
        """The id as the stored row keeps it: bare, as it goes out again."""
        return self.id[:200] or self.key[:200]

    @property
    def key(self) -> str:
        """The row's id in the whole directory."""
        return f"{self.table}:{self.id or f'row {self.row.number}'}"

    def get(self, *columns: str) -> str:
        """The first of these cells that holds something."""
        return next((cell for one in columns if (cell := self.row.cells.get(one))), "")


@dataclass
class Directory:
    """All rows by table, and the organisation of each."""

    lines: dict[str, list[Line]] = field(default_factory=dict)
    by_id: dict[str, dict[str, Line]] = field(default_factory=dict)
    owner: dict[str, str] = field(default_factory=dict)
    problems: dict[str, list[Problem]] = field(default_factory=dict)

    def table(self, name: str) -> list[Line]:
        return self.lines.get(name, [])

    def everything(self) -> Iterator[Line]:
        for lines in self.lines.values():
            yield from lines

    def owned_by(self) -> dict[str, list[Line]]:
        """The rows of each organisation; under "" those that belong to none."""
        found: dict[str, list[Line]] = {}
        for line in self.everything():
            found.setdefault(self.owner.get(line.key, ""), []).append(line)
        return found


def table_name(file: str) -> str:
    """ "services" of "service.csv", "hsds/Services.csv" …"""
    stem = PurePosixPath(file).stem.lower()
    return _NAMES.get(stem, stem)


def directory_of(tables: tuple[Table, ...]) -> Directory:
    """The rows with their owners; what points at nothing is told by file and row."""
    directory = Directory()
    for table in tables:
        name = table_name(table.name)
        for row in table.rows:
            line = Line(name, table.name, row)
            directory.lines.setdefault(name, []).append(line)
            if line.id:
                directory.by_id.setdefault(name, {}).setdefault(line.id, line)
    _find_owners(directory)
    for line in directory.everything():
        _report_loose_ends(directory, line)
    return directory


def _find_owners(directory: Directory) -> None:
    for line in directory.table("organizations"):
        directory.owner[line.key] = line.key
    for _round in range(_ROUNDS):
        before = len(directory.owner)
        for line in directory.everything():
            if line.key not in directory.owner and (owner := _owner_of(directory, line)):
                directory.owner[line.key] = owner
        _places_of_services(directory)
        if len(directory.owner) == before:
            return


def _owner_of(directory: Directory, line: Line) -> str:
    for target in _targets(directory, line):
        if owner := directory.owner.get(target.key):
            return owner
    return ""


def _targets(directory: Directory, line: Line) -> Iterator[Line]:
    for column, table in _REFERENCES.items():
        if found := directory.by_id.get(table, {}).get(line.get(column)):
            yield found
    for column in _ANYTHING:
        for ids in directory.by_id.values():
            if found := ids.get(line.get(column)):
                yield found


def _places_of_services(directory: Directory) -> None:
    """A place without organisation belongs to the one whose service is given there."""
    for link in directory.table("service_at_location"):
        owner = directory.owner.get(link.key, "")
        place = directory.by_id.get("locations", {}).get(link.get("location_id"))
        if owner and place is not None:
            directory.owner.setdefault(place.key, owner)


def _report_loose_ends(directory: Directory, line: Line) -> None:
    owner = directory.owner.get(line.key)
    if owner is None and line.table in _OWNED and not line.get(*_REFERENCES):
        text = _("Rækken siger ikke, hvem den hører til. Den er gemt sammen med importen.")
        directory.problems.setdefault("", []).append(Problem(line.file, line.row.number, text))
    for column, table in _REFERENCES.items():
        wanted = line.get(column)
        if wanted and wanted not in directory.by_id.get(table, {}):
            text = _dangling(owner is not None) % {
                "column": column,
                "id": wanted[:60],
                "table": table,
            }
            problem = Problem(line.file, line.row.number, text)
            directory.problems.setdefault(owner or "", []).append(problem)


def _dangling(attached: bool) -> str:
    if attached:
        return _(
            "%(column)s »%(id)s« findes ikke i %(table)s. Henvisningen er sprunget over; "
            "resten af rækken er taget med."
        )
    return _(
        "%(column)s »%(id)s« findes ikke i %(table)s, så rækken hører ikke til nogen. "
        "Den er gemt sammen med importen, men ikke lagt ind hos en samarbejdspart."
    )
