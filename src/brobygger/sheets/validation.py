"""What may stand in a field: kinds, lengths, dates, and never a CPR number."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, time

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from brobygger.catalog.fields import ChoiceField, Column, Field, Shape
from brobygger.core.citizens import cpr_numbers
from brobygger.core.ids import new_id
from brobygger.sheets.exceptions import LooksLikeCpr, NotSaved, UnknownField

TEXT_LIMIT = 20_000
TITLE_LIMIT = 120
CELL_LIMITS = {"line": 300, "lines": 2_000, "email": 254, "phone": 40, "actor": 300}
ROW_LIMIT = 60
POSITIONS = tuple(str(number) for number in range(11))

_ROW_ID = re.compile(r"^[0-9a-f+-]{1,40}$")
_PHONE = re.compile(r"^\+?[0-9 ()./-]{3,}$")

Row = dict[str, str]


def check_shape(field: Field, shape: Shape) -> None:
    """Raise UnknownField when the field holds another kind of value."""
    if field.shape is not shape:
        raise UnknownField(field.id)


def clean_text(text: str, limit: int = TEXT_LIMIT) -> str:
    """The text as it is kept: line breaks and letters in one form. Raises NotSaved."""
    cleaned = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    cleaned = "".join(c for c in cleaned if c in "\n\t" or unicodedata.category(c) != "Cc")
    if len(cleaned) > limit:
        raise NotSaved(
            format_lazy(
                _(
                    "Teksten er for lang: {length} tegn, og der er plads til {limit}. Den er ikke "
                    "gemt, men står her endnu. Kort den ned, og gem igen."
                ),
                length=len(cleaned),
                limit=limit,
            )
        )
    if cpr_numbers(cleaned):
        raise LooksLikeCpr
    return cleaned


def clean_title(title: str) -> str:
    """A sheet's name on one line. Raises NotSaved."""
    return clean_text(" ".join(title.split()), TITLE_LIMIT)


def clean_chosen(field: Field, chosen: Iterable[str]) -> tuple[str, ...]:
    """The chosen options in the tool's order. Raises NotSaved."""
    wanted = {one for one in chosen if one}
    known = [option.id for option in field.options]
    if not wanted <= set(known):
        raise NotSaved(_("Et af svarene findes ikke i redskabet. Vælg et af dem, der står der."))
    if len(wanted) > 1 and isinstance(field, ChoiceField) and not field.several:
        raise NotSaved(_("Her kan I kun vælge ét svar."))
    return tuple(one for one in known if one in wanted)


def clean_parts(field: Field, parts: Mapping[str, str]) -> Row:
    """The named parts that are filled in. Raises NotSaved."""
    cleaned = _clean_cells(field.columns, parts)
    starts, ends = cleaned.get("starts_on", ""), cleaned.get("ends_on", "")
    if field.kind == "period" and starts and ends and ends < starts:
        raise NotSaved(_("Slut ligger før start. Ret en af de to datoer."))
    return cleaned


def clean_rows(
    field: Field, rows: Sequence[Mapping[str, str]], *, own_ids: Collection[str] = ()
) -> list[Row]:
    """The rows with something in them, each with an id of its own. Raises NotSaved.

    `own_ids` are ids the shape itself gives some of its rows.
    """
    cleaned: list[Row] = []
    taken: set[str] = set()
    for row in rows:
        cells = _clean_cells(field.columns, row)
        if not cells:
            continue
        row_id = row.get("id", "")
        if row_id in taken or not (row_id in own_ids or _ROW_ID.match(row_id)):
            row_id = new_id().hex
        taken.add(row_id)
        cleaned.append({"id": row_id, **cells})
    if len(cleaned) > ROW_LIMIT:
        raise NotSaved(
            format_lazy(
                _(
                    "Her er plads til {limit} linjer. De er ikke gemt, men står her endnu. "
                    "Slet nogle, og gem igen."
                ),
                limit=ROW_LIMIT,
            )
        )
    return cleaned


def _clean_cells(columns: Sequence[Column], cells: Mapping[str, str]) -> Row:
    cleaned = {
        column.id: _clean_cell(column, cells[column.id].strip())
        for column in columns
        if cells.get(column.id, "").strip()
    }
    for key in (pointer(column) for column in columns if column.input == "actor"):
        if cells.get(key) and cleaned:
            cleaned[key] = cells[key]
    if unknown := set(cells) - {column.id for column in columns} - set(cleaned) - {"id"}:
        raise UnknownField(min(unknown))
    return cleaned


def pointer(column: Column) -> str:
    """The key that points to a known actor beside its name. Set by us, never by a form."""
    return f"{column.id}_id"


def _clean_cell(column: Column, cell: str) -> str:
    title = column.title.text
    if column.input == "choice":
        if cell not in {option.id for option in column.options}:
            raise NotSaved(format_lazy(_("{title}: vælg et af svarene på listen."), title=title))
        return cell
    if column.input in {"date", "time"}:
        try:
            return _moment(column.input, cell)
        except ValueError as error:
            raise NotSaved(_wrong_moment(column)) from error
    if column.input == "position":
        if cell not in POSITIONS:
            raise NotSaved(format_lazy(_("{title}: vælg et sted på linjen."), title=title))
        return cell
    cleaned = clean_text(cell, CELL_LIMITS[column.input])
    if column.input == "phone" and not _PHONE.match(cleaned):
        raise NotSaved(
            format_lazy(
                _("{title}: nummeret ser ikke rigtigt ud. Skriv det som 12 34 56 78."), title=title
            )
        )
    if column.input == "email":
        try:
            validate_email(cleaned)
        except ValidationError as error:
            raise NotSaved(
                format_lazy(
                    _("{title}: adressen ser ikke rigtig ud. Skriv den som navn@sted.dk."),
                    title=title,
                )
            ) from error
    return cleaned


def _moment(kind: str, cell: str) -> str:
    if kind == "date":
        return date.fromisoformat(cell).isoformat()
    return time.fromisoformat(cell.replace(".", ":")).strftime("%H:%M")


def _wrong_moment(column: Column) -> object:
    if column.input == "date":
        return format_lazy(
            _("{title}: datoen findes ikke. Skriv den som 2027-03-04."), title=column.title.text
        )
    return format_lazy(
        _("{title}: klokkeslættet findes ikke. Skriv det som 16:30."), title=column.title.text
    )
