"""One row, one actor: ordinary CSV files and Excel sheets."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from brobygger.actors.domain.data import ContactPersonData
from brobygger.actors.transfer import words
from brobygger.actors.transfer.checks import (
    BadCell,
    cvr_number,
    email_address,
    fits_actor,
    fits_contact,
    postcode_and_town,
)
from brobygger.actors.transfer.columns import read_cells
from brobygger.actors.transfer.countries import country_code
from brobygger.actors.transfer.drafts import Draft, Drafts, RawRow
from brobygger.actors.transfer.headers import (
    BY_KEY,
    check_mapping,
    is_own_export,
    joined_street,
)
from brobygger.actors.transfer.progress import Tell, part_of, quiet, told
from brobygger.actors.transfer.readings import Reading, leave_others
from brobygger.actors.transfer.tables import RegisterFile, Row, Table
from brobygger.core.beside import beside
from brobygger.core.citizens import has_cpr, may_have_cpr

_MAY_HAVE_TEN_DIGITS = {"phone", "contact_phone", "external_id", "website", "id", "contact_points"}
_TEXTS = (
    "name", "description", "area", "street", "town", "phone", "website", "capacity_text",
    "challenges", "ideas", "interests", "notes", "source", "external_id",
)  # fmt: skip
_PLAIN = ("cvr", "email", *_TEXTS)
_CONTACT = {part: f"contact_{part}" for part in ("name", "title", "email", "phone")}
_STRICT = ("offers_", "needs_", "locations", "contact_points")
# Cells that list several things.
_LISTS: dict[str, Callable[[str], tuple[Any, ...]]] = {
    "target_groups": partial(words.terms, "target_groups"),
    "activity_areas": partial(words.terms, "activity_areas"),
    "languages": partial(words.terms, "languages"),
    "wished_target_groups": partial(words.terms, "target_groups"),
    "activities": words.activities,
    "offers": words.exchanges,
    "needs": words.exchanges,
}
_CHECKS: dict[str, Callable[[str], str]] = {"cvr": cvr_number, "email": email_address}


def drafts_of_table(register: RegisterFile, reading: Reading, tell: Tell = quiet) -> Drafts:
    """The actors of a flat file. Raises ImportRefused when no column holds the name."""
    table = register.tables[0]
    check_mapping(reading.columns, register.name)
    own = is_own_export(table.columns)
    read = partial(_read, register.name, reading, own)
    here = partial(read, tell=part_of(tell, len(table.rows)))
    parts = beside(table.rows, here, partial(read, tell=quiet))
    drafts = Drafts(register, [], kept=_above(register.name, table), reading=reading.as_json())
    for actors, heard in parts:
        drafts.actors += actors
        drafts.words += heard
    for draft, row in zip(drafts.actors, table.rows, strict=True):
        _keep_row(draft, row, reading.columns, own)
    return drafts


def _read(
    file: str, reading: Reading, own: bool, rows: Sequence[Row], *, tell: Tell
) -> tuple[list[Draft], Counter[tuple[str, str]]]:
    """Some of the rows as actors, and the words met in them."""
    with words.listening(reading.terms) as heard:
        drafts = [_draft(file, row, reading, own=own) for row in told(rows, tell, "read")]
    return drafts, heard.times


def _above(file: str, table: Table) -> list[RawRow]:
    titles = {str(number): text for number, text in enumerate(table.above, 1)}
    return [RawRow(file, 1, "", titles)] if titles else []


def _draft(file: str, row: Row, reading: Reading, *, own: bool) -> Draft:
    mapping, source = reading.columns, reading.source
    cells = _cells_by_key(row, mapping)
    draft = Draft(file, row.number, cells.get("name", ""), source, trusted=own)
    leave_others(draft, cells.pop("municipality", ""), reading.municipality)
    _refuse_cpr(draft, row, mapping)
    if not draft.name:
        draft.refuse(_("Rækken har intet navn. Skriv samarbejdspartens navn, eller slet rækken."))
    if own:
        _read_own(draft, cells)
    else:
        _read_free(draft, cells)
    if not draft.refusals:
        draft.values["source"] = source = draft.values.get("source") or source
        draft.source = source
    return draft


def _keep_row(draft: Draft, row: Row, mapping: Mapping[str, str], own: bool) -> None:
    """Keep the whole row; of our own file only what others have added, for we know the rest."""
    if draft.refusals:
        return
    cells = {c: cell for c, cell in row.cells.items() if not mapping.get(c)} if own else row.cells
    if cells:
        draft.raw = [RawRow(draft.file, row.number, draft.external_id, cells)]


def _cells_by_key(row: Row, mapping: Mapping[str, str]) -> dict[str, str]:
    cells: dict[str, str] = {}
    street: list[tuple[str, str]] = []
    for column, cell in row.cells.items():
        key = mapping.get(column, "")
        if key == "street":
            street.append((column, cell))
        elif key:
            cells[key] = f"{cells[key]}\n{cell}" if key in cells else cell
    if street:
        cells["street"] = street[0][1] if len(street) == 1 else joined_street(street)
    return cells


def _refuse_cpr(draft: Draft, row: Row, mapping: Mapping[str, str]) -> None:
    if not may_have_cpr(row.cells.values()):
        return
    for column, cell in row.cells.items():
        if has_cpr(cell, only_with_hyphen=mapping.get(column) in _MAY_HAVE_TEN_DIGITS):
            # Neither the message nor the list of refused rows may carry the number on.
            draft.name = "" if mapping.get(column) == "name" else draft.name
            draft.refuse(
                _(
                    "Kolonnen »%(column)s« indeholder noget, der ligner et CPR-nummer. "
                    "Brobygger gemmer ingen CPR-numre. Slet det i filen, og læg den ind igen."
                )
                % {"column": column}
            )


def _read_own(draft: Draft, cells: dict[str, str]) -> None:
    """Our own columns, read to the letter; the same checks as for everybody else."""
    values, problems = read_cells(cells)
    for problem in problems:
        label = BY_KEY[problem.key].label if problem.key in BY_KEY else problem.key
        draft.refuse(
            _("»%(cell)s« under »%(label)s« kan ikke læses. Ret det, eller lad feltet stå tomt.")
            % {"cell": problem.cell[:60], "label": label}
        )
    draft.id = values.pop("id", None)
    checked = {key: cells.get(key, "") for key in ("name", "cvr", "email", "postcode", "country")}
    for key in _TEXTS:
        if key in values:
            checked[key] = values[key]
    _read_plain(draft, checked)
    others = {key: value for key, value in values.items() if _says(value) and key not in checked}
    draft.values = others | draft.values


def _read_free(draft: Draft, cells: dict[str, str]) -> None:
    _read_plain(draft, cells)
    found: dict[str, Any] = {
        key: read(cell) for key, read in _LISTS.items() if (cell := cells.get(key))
    } | {
        "kind": _kind(draft, cells.get("kind", "")),
        "capacity": _capacity(draft, cells.get("capacity", "")),
        "contact_persons": _contact(draft, cells),
        "last_confirmed_on": _day(draft, cells.get("last_confirmed_on", "")),
    }
    strict = {
        key: cell for key, cell in cells.items() if key.startswith(_STRICT) and key not in found
    }
    values, _problems = read_cells(strict) if strict else ({}, [])
    for key, value in values.items():
        found[key] = (*found.get(key, ()), *value)
    draft.values |= {key: value for key, value in found.items() if _says(value)}


def _says(value: Any) -> bool:
    """Whether a cell says anything: none is a number too."""
    return value not in ("", (), None, {})


def _read_plain(draft: Draft, cells: Mapping[str, str]) -> None:
    country = country_code(cells.get("country", ""))
    for key in _PLAIN:
        if (cell := cells.get(key)) and (value := _checked(draft, key, cell, _CHECKS.get(key))):
            draft.values[key] = value
    try:
        postcode, town = postcode_and_town(cells.get("postcode", ""), foreign=country != "DK")
    except BadCell as error:
        draft.refuse(str(error))
    else:
        if postcode:
            draft.values["postcode"] = postcode
        if town:
            draft.values.setdefault("town", town[:100])
    if cells.get("country"):
        draft.values["country"] = country


def _checked(draft: Draft, key: str, cell: str, check: Callable[[str], str] | None) -> str:
    try:
        return check(cell) if check else fits_actor(key, cell, BY_KEY[key].label)
    except BadCell as error:
        draft.refuse(str(error))
        return ""


def _kind(draft: Draft, cell: str) -> Any:
    found = words.kind(cell) if cell else None
    if cell and not found:
        draft.warnings.append(
            _("Vi kender ikke slagsen »%(cell)s«. Ordet er gemt med rækken.") % {"cell": cell[:60]}
        )
    return found


def _contact(draft: Draft, cells: Mapping[str, str]) -> tuple[ContactPersonData, ...]:
    parts: dict[str, Any] = {part: cells.get(key, "") for part, key in _CONTACT.items()}
    if not any(parts.values()):
        return ()
    try:
        parts["email"] = email_address(parts["email"])
        for part in ("name", "title", "phone"):
            fits_contact(part, parts[part], BY_KEY[f"contact_{part}"].label)
    except BadCell as error:
        draft.refuse(str(error))
        return ()
    parts["name"] = parts["name"] or parts["email"] or parts["title"] or "Kontaktperson"
    return (ContactPersonData(**parts),)


def _capacity(draft: Draft, cell: str) -> int | None:
    """How many there is room for; words about it are kept as words."""
    if not cell:
        return None
    values, problems = read_cells({"capacity": cell})
    if problems:
        said = (draft.values.get("capacity_text", ""), cell.strip())
        draft.values["capacity_text"] = ". ".join(one for one in said if one)[:300]
    found: int | None = values.get("capacity")
    return found


def _day(draft: Draft, cell: str) -> date | None:
    if not cell:
        return None
    values, problems = read_cells({"last_confirmed_on": cell})
    if problems:
        draft.warnings.append(
            _("»%(cell)s« er ikke en dato. Den er gemt med rækken.") % {"cell": cell[:40]}
        )
    day: date | None = values.get("last_confirmed_on")
    return day
