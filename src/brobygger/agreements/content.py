"""What an agreement says, as clauses a person can read and as JSON that can be hashed.

Page, hash and PDF all come from this one form, so nobody signs anything else than what was shown.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import translation

from brobygger.catalog.fields import Column, Field, Option, Shape
from brobygger.catalog.schema import Tool
from brobygger.core.templatetags.brobygger import day

FORMAT = "brobygger-agreement/1"

# The parties stand at the top of the document, not among what they agree on.
HEAD = "parties"


@dataclass(frozen=True)
class Line:
    """One line of a clause: a word and what it says, as in `Sted: Salen`."""

    label: str
    text: str


@dataclass(frozen=True)
class Clause:
    """One numbered point: words, lines or a table."""

    id: str
    title: str
    question: str = ""
    text: str = ""
    lines: tuple[Line, ...] = ()
    headers: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def cells(self) -> list[list[Line]]:
        """The rows with the header of each cell, for small screens where a row is a card."""
        return [
            [Line(header, text) for header, text in zip(self.headers, row, strict=True)]
            for row in self.rows
        ]

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been written."""
        return not (self.text or self.lines or self.rows)


def clauses_of(tool: Tool, values: Mapping[str, Any], language: str) -> list[Clause]:
    """Every clause of the tool with what has been written, empty ones included."""
    with translation.override(language):
        return [_clause(field, values.get(field.id)) for field in tool.fields if field.id != HEAD]


def _clause(field: Field, value: Any) -> Clause:
    title, question = field.title.text, field.question.text
    match field.shape:
        case Shape.ROWS:
            rows = [row for row in value or [] if any(str(cell).strip() for cell in row.values())]
            if not rows:
                return Clause(field.id, title, question)
            headers = tuple(column.title.text for column in field.columns)
            cells = tuple(
                tuple(_cell(column, row.get(column.id, "")) for column in field.columns)
                for row in rows
            )
            return Clause(field.id, title, question, headers=headers, rows=cells)
        case Shape.PARTS:
            lines = tuple(
                Line(column.title.text, _cell(column, (value or {})[column.id]))
                for column in field.columns
                if str((value or {}).get(column.id) or "").strip()
            )
            return Clause(field.id, title, question, lines=lines)
        case Shape.CHOICE:
            chosen = [_option(field.options, one) for one in value or []]
            return Clause(field.id, title, question, text=", ".join(chosen))
        case _:
            return Clause(field.id, title, question, text=str(value or "").strip())


def _cell(column: Column, value: Any) -> str:
    text = str(value or "").strip()
    if column.input == "choice":
        return _option(column.options, text)
    if column.input == "date" and text:
        return day(date.fromisoformat(text))
    if column.input == "time" and text and not (translation.get_language() or "").startswith("en"):
        return "kl. " + text.replace(":", ".")
    return text


def _option(options: Sequence[Option], option_id: str) -> str:
    found = next((option for option in options if option.id == option_id), None)
    return found.title.text if found else option_id


def canonical_json(content: Any) -> str:
    """The one way to write it: NFC, sorted keys, no spaces between."""
    return json.dumps(_nfc(content), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def content_hash(canonical: str) -> str:
    """The fingerprint (SHA-256) that is shown, signed and printed."""
    return hashlib.sha256(canonical.encode()).hexdigest()


def _nfc(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {_nfc(key): _nfc(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_nfc(inner) for inner in value]
    return value
