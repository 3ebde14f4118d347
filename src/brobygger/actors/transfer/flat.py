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
    CPR_CELL,
    BadCell,
    cvr_number,
    email_address,
    fits_actor,
    fits_contact,
    phone_number,
    postcode_and_town,
    web_address,
)
from brobygger.actors.transfer.columns import read_cells
from brobygger.actors.transfer.coordinates import POINT_KEYS, put_on_map, read_point
from brobygger.actors.transfer.countries import country_code
from brobygger.actors.transfer.drafts import Draft, Drafts, RawRow
from brobygger.actors.transfer.headers import (
    BY_KEY,
    OWN_ID,
    check_mapping,
    is_own_export,
    joined_street,
)
from brobygger.actors.transfer.progress import Tell, part_of, quiet, told
from brobygger.actors.transfer.readings import Reading, leave_others
from brobygger.actors.transfer.tables import RegisterFile, Row, Table
from brobygger.core.beside import beside
from brobygger.core.citizens import has_cpr, may_have_cpr

# The cells that are left out: what each is about, and why.
Bad = list[tuple[str, str]]

_LONGEST_NAME = 300
_MAY_HAVE_TEN_DIGITS = {
    "phone", "contact_phone", "external_id", "website", "id", "contact_points", "latitude",
    "longitude", "coordinates",
}  # fmt: skip
_TEXTS = (
    "name", "description", "area", "street", "town", "phone", "website", "capacity_text",
    "challenges", "ideas", "interests", "notes", "source", "external_id",
)  # fmt: skip
_PLAIN = ("cvr", "email", *_TEXTS)
_POINT = (*POINT_KEYS, "coordinates")
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
_CHECKS: dict[str, Callable[[str], str]] = {
    "cvr": cvr_number,
    "email": email_address,
    "phone": phone_number,
    "website": web_address,
}


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
    withheld = _with_cpr(row, mapping)
    cells = _cells_by_key(row, mapping, without=withheld)
    draft = Draft(file, row.number, cells.get("name", ""), source, trusted=own, withheld=withheld)
    leave_others(draft, cells.pop("municipality", ""), reading.municipality)
    _check_name(draft, mapping)
    bad = _read_own(draft, cells) if own else _read_free(draft, cells)
    if bad or withheld:
        _tell_bad(draft, row, mapping, bad)
    if not draft.refusals:
        draft.values["source"] = source = draft.values.get("source") or source
        draft.source = source
    return draft


def _keep_row(draft: Draft, row: Row, mapping: Mapping[str, str], own: bool) -> None:
    """Keep the whole row; of our own file only what others have added, for we know the rest, and
    what could not be read."""
    if draft.refusals:
        return
    cells = row.cells
    if own:
        cells = {c: cell for c, cell in cells.items() if not mapping.get(c) or c in draft.left_out}
    if draft.withheld:
        cells = {c: cell for c, cell in cells.items() if c not in draft.withheld}
    if cells:
        draft.raw = [RawRow(draft.file, row.number, draft.external_id, cells)]


def _cells_by_key(
    row: Row, mapping: Mapping[str, str], *, without: Sequence[str]
) -> dict[str, str]:
    cells: dict[str, str] = {}
    street: list[tuple[str, str]] = []
    for column, cell in row.cells.items():
        key = "" if column in without else mapping.get(column, "")
        if key == "street":
            street.append((column, cell))
        elif key:
            cells[key] = f"{cells[key]}\n{cell}" if key in cells else cell
    if street:
        cells["street"] = street[0][1] if len(street) == 1 else joined_street(street)
    return cells


def _with_cpr(row: Row, mapping: Mapping[str, str]) -> tuple[str, ...]:
    """The columns where the row holds a CPR number: they go no further."""
    if not may_have_cpr(row.cells.values()):
        return ()
    return tuple(
        column
        for column, cell in row.cells.items()
        if has_cpr(cell, only_with_hyphen=mapping.get(column) in _MAY_HAVE_TEN_DIGITS)
    )


def _check_name(draft: Draft, mapping: Mapping[str, str]) -> None:
    """Keep a row out that says of nobody."""
    hidden = [column for column in draft.withheld if mapping.get(column) == "name"]
    if hidden:
        # Neither the message nor the list of refused rows may carry the number on.
        draft.refuse(
            _(
                "Kolonnen »%(column)s« indeholder noget, der ligner et CPR-nummer. "
                "Brobygger gemmer ingen CPR-numre. Slet det i filen, og læg den ind igen."
            )
            % {"column": hidden[0]}
        )
    elif not draft.name:
        draft.refuse(_("Rækken har intet navn. Skriv samarbejdspartens navn, eller slet rækken."))
    elif len(draft.name) > _LONGEST_NAME:
        draft.refuse(
            _("Navnet er på %(length)s tegn. Der er plads til 300.") % {"length": len(draft.name)}
        )


def _tell_bad(draft: Draft, row: Row, mapping: Mapping[str, str], bad: Bad) -> None:
    """Say of each cell that is left out where it stands, what it says, and what to do."""
    for column in draft.withheld:
        if mapping.get(column) != "name":
            draft.leave_out(CPR_CELL % {"column": column})
    for key, message in bad:
        columns = [one for one in row.cells if mapping.get(one) == key]
        draft.left_out = (*draft.left_out, *columns)
        where = _("Kolonnen »%(column)s«:") % {"column": columns[0] if columns else key}
        draft.leave_out(f"{where} {message}")


def _read_own(draft: Draft, cells: dict[str, str]) -> Bad:
    """Our own columns, read to the letter; the same checks as for everybody else."""
    values, problems = read_cells(cells)
    bad = []
    for problem in problems:
        if problem.key == OWN_ID:
            draft.refuse(
                _("»%(cell)s« er intet Brobygger-id. Ret det, eller lad feltet stå tomt.")
                % {"cell": problem.cell[:60]}
            )
        else:
            said = _off_earth if problem.key in POINT_KEYS else _unreadable
            bad.append((problem.key, said(problem.cell)))
    draft.id = values.pop("id", None)
    checked = {key: cells.get(key, "") for key in ("name", "cvr", "email", "postcode", "country")}
    for key in _TEXTS:
        if key in values:
            checked[key] = values[key]
    bad += _read_plain(draft, checked)
    others = {key: value for key, value in values.items() if _says(value) and key not in checked}
    draft.values = others | draft.values
    return bad


def _unreadable(cell: str) -> str:
    return _(
        "»%(cell)s« kan ikke læses og er ikke taget med. Ret det i filen eller på profilen."
    ) % {"cell": cell[:60]}


def _off_earth(cell: str) -> str:
    return _(
        "Koordinaterne »%(cell)s« ligger ikke på jorden og er ikke taget med. "
        "Skriv bredde og længde i grader, som 55,676 og 12,568."
    ) % {"cell": cell[:60]}


def _read_free(draft: Draft, cells: dict[str, str]) -> Bad:
    bad = _read_plain(draft, cells)
    found: dict[str, Any] = {
        key: read(cell) for key, read in _LISTS.items() if (cell := cells.get(key))
    } | {
        "kind": _kind(draft, cells.get("kind", "")),
        "capacity": _capacity(draft, cells.get("capacity", "")),
        "contact_persons": _contact(cells, bad),
        "last_confirmed_on": _day(cells.get("last_confirmed_on", ""), bad),
    }
    strict = {
        key: cell for key, cell in cells.items() if key.startswith(_STRICT) and key not in found
    }
    values, problems = read_cells(strict) if strict else ({}, [])
    bad += [(problem.key, _unreadable(problem.cell)) for problem in problems]
    for key, value in values.items():
        found[key] = (*found.get(key, ()), *value)
    draft.values |= {key: value for key, value in found.items() if _says(value)}
    _find_on_map(draft, cells, bad)
    return bad


def _find_on_map(draft: Draft, cells: Mapping[str, str], bad: Bad) -> None:
    said = {key: cell for key in _POINT if (cell := cells.get(key))}
    if not said:
        return
    try:
        if (point := read_point(said)) is not None:
            put_on_map(draft.values, point, ours=False)
    except ValueError:
        text = _off_earth(", ".join(said.values()))
        bad += [(key, text) for key in said][:1]


def _says(value: Any) -> bool:
    """Whether a cell says anything: none is a number too."""
    return value not in ("", (), None, {})


def _read_plain(draft: Draft, cells: Mapping[str, str]) -> Bad:
    bad: Bad = []
    country = country_code(cells.get("country", ""))
    for key in _PLAIN:
        if (cell := cells.get(key)) and (value := _checked(key, cell, bad)):
            draft.values[key] = value
    try:
        postcode, town = postcode_and_town(cells.get("postcode", ""), foreign=country != "DK")
    except BadCell as error:
        bad.append(("postcode", str(error)))
    else:
        if postcode:
            draft.values["postcode"] = postcode
        if town:
            draft.values.setdefault("town", town[:100])
    if cells.get("country"):
        draft.values["country"] = country
    return bad


def _checked(key: str, cell: str, bad: Bad) -> str:
    check = _CHECKS.get(key)
    try:
        return fits_actor(key, check(cell) if check else cell, BY_KEY[key].label)
    except BadCell as error:
        bad.append((key, str(error)))
        return ""


def _kind(draft: Draft, cell: str) -> Any:
    found = words.kind(cell) if cell else None
    if cell and not found:
        draft.warnings.append(
            _("Vi kender ikke slagsen »%(cell)s«. Ordet er gemt med rækken.") % {"cell": cell[:60]}
        )
    return found


def _contact(cells: Mapping[str, str], bad: Bad) -> tuple[ContactPersonData, ...]:
    if not any(cells.get(key) for key in _CONTACT.values()):
        return ()
    parts: dict[str, Any] = {}
    for part, key in _CONTACT.items():
        check = _CHECKS.get(part)
        try:
            value = check(cells.get(key, "")) if check else cells.get(key, "")
            parts[part] = fits_contact(part, value, BY_KEY[key].label)
        except BadCell as error:
            bad.append((key, str(error)))
            parts[part] = ""
    if not any(parts.values()):
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


def _day(cell: str, bad: Bad) -> date | None:
    if not cell:
        return None
    values, problems = read_cells({"last_confirmed_on": cell})
    if problems:
        text = _("»%(cell)s« er ikke en dato og er ikke taget med. Ret den i filen.")
        bad.append(("last_confirmed_on", text % {"cell": cell[:40]}))
    day: date | None = values.get("last_confirmed_on")
    return day
