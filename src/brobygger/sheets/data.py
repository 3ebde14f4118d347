"""Sheets as data: what a reader may read, as JSON and as a table."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from brobygger.catalog.fields import Field, Shape
from brobygger.core.spreadsheets import harmless
from brobygger.sheets.models import Sheet
from brobygger.sheets.shapes import rules_of
from brobygger.sheets.shapes.base import cell_words
from brobygger.sheets.values import Value, is_empty

# What a program reads says which form it has; the number rises when a key changes its meaning.
FORMAT = "brobygger-sheet"
FORMAT_VERSION = 1

_ROWS = {Shape.ROWS: "rows", Shape.NOTES: "notes", Shape.SCALE: "scale"}


@dataclass(frozen=True)
class ReadSheet:
    """A sheet as one reader may read it: the fields, what they say, and whose it is."""

    sheet: Sheet
    owner: str
    fields: tuple[Field, ...]
    values: Mapping[str, Value]
    url: str = ""

    def value(self, field: Field) -> Value:
        """What the field says; empty when nobody has written in it."""
        return self.values.get(field.id) or rules_of(field).empty()


def as_json(read: ReadSheet) -> dict[str, Any]:
    """Everything the reader may read, with the questions and in words."""
    sheet = read.sheet
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "id": str(sheet.id),
        "url": read.url,
        "title": sheet.title,
        "owner": read.owner,
        "tool": {
            "id": sheet.tool_id,
            "version": sheet.tool_version,
            "variant": sheet.variant,
            "title": sheet.tool.title.text,
        },
        "created_at": _moment(sheet.created_at),
        "updated_at": _moment(sheet.updated_at),
        "fields": [_field_json(read, field) for field in read.fields],
    }


def _field_json(read: ReadSheet, field: Field) -> dict[str, Any]:
    value = read.value(field)
    empty = is_empty(value)
    return {
        "id": field.id,
        "title": field.title.text,
        "question": field.question.text,
        "kind": field.kind,
        "private": field.private,
        "value": None if empty else rules_of(field).public(field, value),
        "words": [] if empty else rules_of(field).words(field, value),
    }


def table(sheets: Iterable[ReadSheet], *, empty: bool = False) -> Iterator[str]:
    """CSV as a Danish Excel opens it, a line for each answer; no cell is run as a formula.

    With `empty` a field nobody has written in has a line too.
    """
    yield "\ufeff"
    yield _line(_headers())
    for read in sheets:
        sheet = read.sheet
        front = [str(sheet.id), sheet.title, sheet.tool.title.text, read.owner]
        front.append(sheet.updated_at.date().isoformat())
        for field in read.fields:
            asked = [field.id, field.title.text, field.question.text]
            answers = list(_answers(field, read.value(field)))
            for number, part, answer in answers or ([("", "", "")] if empty else []):
                yield _line([*front, *asked, number, part, answer])


def _headers() -> list[str]:
    about = [_("Ark-id"), _("Ark"), _("Redskab"), _("Hvis ark"), _("Sidst rettet")]
    return [*about, _("Felt-id"), _("Felt"), _("Spørgsmål"), _("Linje"), _("Del"), _("Svar")]


def _answers(field: Field, value: Value) -> Iterator[tuple[str, str, str]]:
    """Line, part and answer; cell by cell where the field has columns."""
    if is_empty(value):
        return
    if field.shape in _ROWS and field.columns:
        for number, row in enumerate(value[_ROWS[field.shape]], start=1):
            for part, answer in _cells(field, row):
                yield str(number), part, answer
            if votes := row.get("votes"):
                yield str(number), _("Stemmer"), str(len(votes))
    elif field.shape is Shape.PARTS:
        for part, answer in _cells(field, value["parts"]):
            yield "", part, answer
    else:
        words = rules_of(field).words(field, value)
        for number, line in enumerate(words, start=1):
            yield (str(number) if len(words) > 1 else ""), "", line


def _cells(field: Field, cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for column in field.columns:
        if cells.get(column.id):
            yield column.title.text, cell_words(column, cells[column.id])


def _line(cells: list[str]) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerow(map(harmless, cells))
    return written.getvalue()


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
