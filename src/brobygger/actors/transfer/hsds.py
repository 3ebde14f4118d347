"""HSDS directories, version 3 and the older Ohana form: organisations with all that hangs on them.

Every row is kept word for word with its organisation; what the register has a place for is put
there too. Rows that belong to nobody are kept with the import.
"""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brobygger.actors.enums import ActorKind
from brobygger.actors.models import Actor
from brobygger.actors.transfer import words
from brobygger.actors.transfer.checks import (
    CPR_CELL,
    BadCell,
    cvr_number,
    email_address,
    shortened,
)
from brobygger.actors.transfer.drafts import Draft, Drafts, Problem, RawRow
from brobygger.actors.transfer.hsds_kept import is_kept, read_kept
from brobygger.actors.transfer.hsds_links import Directory, Line, directory_of
from brobygger.actors.transfer.hsds_own import own_values
from brobygger.actors.transfer.hsds_places import Places, places_of
from brobygger.actors.transfer.hsds_reach import persons_of, points_of
from brobygger.actors.transfer.hsds_services import activities_of, offers_of
from brobygger.actors.transfer.tables import RegisterFile
from brobygger.catalog.words import fold
from brobygger.core.citizens import has_cpr

# What an organisation is known by: without it, the row says of nobody.
_KNOWN_BY = frozenset(("id", "name"))
_CPR_ROW = gettext_lazy(
    "Rækken indeholder noget, der ligner et CPR-nummer, og er hverken lagt ind eller "
    "gemt. Slet nummeret i filen, og læg den ind igen."
)
_WEBSITES = ("website", "url", "uri")


def drafts_of_directory(register: RegisterFile, source: str) -> Drafts:
    """The organisations of an HSDS package as drafts, with the loose ends told."""
    directory = directory_of(register.tables)
    without_cpr = _without_cpr(directory)
    owned = without_cpr.owned_by()
    actors = []
    for line in without_cpr.table("organizations"):
        mine = [one for one in owned.get(line.key, []) if one.table != "organizations"]
        actors.append(_draft(without_cpr, line, mine, source))
    loose = owned.get("", [])
    kept = [_raw(line) for line in loose if not is_kept(line)] + read_kept(loose)
    problems = without_cpr.problems.get("", [])
    return Drafts(register, actors, problems, kept, reading={"source": source})


def _without_cpr(directory: Directory) -> Directory:
    """Rows with a CPR number go no further. Of an organisation's own row only the cell is left
    out, unless it is what the organisation is known by."""
    for table, lines in directory.lines.items():
        for line in list(lines):
            hidden = [column for column, cell in line.row.cells.items() if has_cpr(cell)]
            if not hidden:
                continue
            if table == "organizations" and not _KNOWN_BY.intersection(hidden):
                for column in hidden:
                    del line.row.cells[column]
                _tell(directory, line, line.key, CPR_CELL % {"column": ", ".join(hidden)})
            else:
                _tell(directory, line, "", str(_CPR_ROW))
                lines.remove(line)
    return directory


def _tell(directory: Directory, line: Line, of: str, text: str) -> None:
    directory.problems.setdefault(of, []).append(Problem(line.file, line.row.number, text))


def _raw(line: Line) -> RawRow:
    return RawRow(line.file, line.row.number, line.key, line.row.cells)


def _draft(directory: Directory, line: Line, mine: list[Line], source: str) -> Draft:
    name = line.get("name")
    draft = Draft(line.file, line.row.number, name, source)
    if not name:
        draft.refuse(_("Organisationen har intet navn. Skriv navnet i kolonnen »name«."))
        return draft
    if len(name) > 300:
        draft.refuse(
            _("Navnet er på %(length)s tegn. Der er plads til 300.") % {"length": len(name)}
        )
        return draft
    draft.problems = list(directory.problems.get(line.key, []))
    places = places_of(mine, draft.problems)
    persons = persons_of(mine, draft.problems)
    points = points_of(mine, places, directory)
    values: dict[str, Any] = {
        "name": name,
        "source": source,
        "external_id": line.id[:200],
        "description": line.get("description"),
        "email": _email(draft, line),
        "website": shortened(Actor, "website", line.get(*_WEBSITES)),
        "phone": _phone(mine),
        "cvr": _cvr(mine, line, places),
        "area": _area(mine),
        "languages": _languages(mine),
        "target_groups": _target_groups(mine),
        "locations": tuple(places.rows),
        "contact_persons": persons,
        "contact_points": points,
        "activities": activities_of(mine),
        "offers": offers_of(mine, places),
        **places.address,
    }
    values |= own_values(mine, values)
    draft.values = {key: value for key, value in values.items() if value}
    draft.guessed = {"kind": _kind(line)}
    draft.id = _own_id(mine)
    if draft.id:
        draft.only_new = True
        draft.values.pop("external_id")
        draft.warnings.append(
            _(
                "Pakken kommer fra Brobygger. Står samarbejdsparten i registret, ændres den ikke. "
                "Brug CSV eller Excel, når I vil rette og hente ind igen."
            )
        )
    draft.raw = [_raw(one) for one in (line, *mine)] + _taxonomy(directory, draft, mine)
    draft.raw += read_kept(mine)
    draft.problems = [replace(one, name=name) for one in draft.problems]
    return draft


def _own_id(mine: list[Line]) -> UUID | None:
    """The actor's key in the register the package was taken from."""
    for line in mine:
        if line.table == "organization_identifiers" and line.get("identifier_type") == "Brobygger":
            try:
                return UUID(line.get("identifier"))
            except ValueError:
                return None
    return None


def _email(draft: Draft, line: Line) -> str:
    try:
        return email_address(line.get("email"))
    except BadCell as error:
        draft.problems.append(Problem(line.file, line.row.number, str(error)))
        return ""


def _phone(mine: list[Line]) -> str:
    """The number of the organisation itself, else of its first place."""
    voices = [
        line
        for line in mine
        if line.table == "phones" and line.get("number_type", "type") in ("", "voice")
    ]
    own = [line for line in voices if line.get("organization_id") and not line.get("service_id")]
    first = next(iter(own or [line for line in voices if line.get("location_id")]), None)
    return shortened(Actor, "phone", first.get("number").strip("\"' ")) if first else ""


def _cvr(mine: list[Line], line: Line, places: Places) -> str:
    said = [
        one.get("identifier")
        for one in mine
        if one.table == "organization_identifiers"
        and "CVR" in one.get("identifier_scheme", "identifier_type").upper()
    ]
    if places.address.get("country", "DK") == "DK":
        said.append(line.get("tax_id"))
    for number in said:
        try:
            if digits := cvr_number(number):
                return digits
        except BadCell:
            continue  # another country's number, kept with the raw row
    return ""


def _area(mine: list[Line]) -> str:
    areas = [part for line in mine for part in words.pieces(line.get("service_areas"))]
    areas += [line.get("name") for line in mine if line.table == "service_areas"]
    joined = ", ".join(dict.fromkeys(area for area in areas if area and len(area) <= 100))
    return shortened(Actor, "area", joined)


def _languages(mine: list[Line]) -> tuple[str, ...]:
    cells = [line.get("languages") for line in mine]
    cells += [line.get("name", "code") for line in mine if line.table == "languages"]
    found = (term for cell in cells for term in words.terms("languages", cell))
    return tuple(dict.fromkeys(found))


def _target_groups(mine: list[Line]) -> tuple[str, ...]:
    found = (
        term
        for line in mine
        for term in words.terms("target_groups", line.get("audience"), only_known=True)
    )
    return tuple(dict.fromkeys(found))


def _kind(line: Line) -> ActorKind:
    status = line.get("legal_status")
    if fold(status).replace(" ", "") in ("nonprofit", "notforprofit", "charity"):
        return ActorKind.NGO
    return words.kind(status) or words.kind(line.get("name")) or ActorKind.OTHER


def _taxonomy(directory: Directory, draft: Draft, mine: list[Line]) -> list[RawRow]:
    """Rows of the taxonomy that the organisation's services refer to."""
    wanted: dict[str, Line] = {}
    for line in mine:
        codes = words.pieces(line.get("taxonomy_ids"))
        codes += [line.get("taxonomy_term_id")] if line.get("taxonomy_term_id") else []
        for code in codes:
            found = _term(directory, code)
            if found is None:
                text = _("Emnet »%(code)s« findes ikke i taksonomien. Koden er gemt med rækken.")
                problem = Problem(line.file, line.row.number, text % {"code": code[:60]})
                draft.problems.append(problem)
            else:
                wanted[found.key] = found
    return [_raw(line) for line in wanted.values()]


def _term(directory: Directory, code: str) -> Line | None:
    for table in ("taxonomy", "taxonomy_terms"):
        if found := directory.by_id.get(table, {}).get(code):
            return found
    return None
