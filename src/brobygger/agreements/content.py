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
from django.utils.translation import gettext as _

from brobygger.catalog.fields import Column, Field, NotesField, Option, PairField, ScaleField, Shape
from brobygger.catalog.scale_words import HIGHEST, place_words, spread_words
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
        case Shape.NOTES:
            return _notes(field, value or [])
        case Shape.SCALE:
            return _scale(field, value or {})
        case Shape.PAIR:
            return _pair(field, value or {})
        case Shape.TEXT:
            return Clause(field.id, title, question, text=str(value or "").strip())


def _notes(field: Field, notes: Sequence[Mapping[str, Any]]) -> Clause:
    """A row for each note, in the order they came; columns nobody used are left out."""
    assert isinstance(field, NotesField)
    headers = (*(column.title.text for column in field.columns), _("Stemmer"))
    rows = [
        (*(_cell(one, note.get(one.id, "")) for one in field.columns), str(note["votes"] or ""))
        for note in notes
    ]
    return _tabled(field, headers, rows)


def _scale(field: Field, scale: Mapping[str, Any]) -> Clause:
    """What the ends are and how far the marks are spread; then each mark, the whole's own first.

    Never an average, and in no order of rank.
    """
    assert isinstance(field, ScaleField)
    whole = field.group.text if field.group else ""
    marks = [{**one, "label": whole} for one in [scale.get("group")] if one]
    marks += scale.get("marks", [])
    ends = _("0 er %(left)s. %(highest)s er %(right)s.") % {
        "left": field.left.title.text,
        "right": field.right.title.text,
        "highest": HIGHEST,
    }
    placed = [one["position"] for one in scale.get("marks", []) if one["position"] is not None]
    headers = (field.of.text, _("Placering"), _("Note"))
    rows = [(one["label"], _place(field, one["position"]), one["note"]) for one in marks]
    return _tabled(field, headers, rows, text=f"{ends} {spread_words(placed)}".strip())


def _place(field: ScaleField, position: int | None) -> str:
    if position is None:
        return _("Ikke sat")
    return f"{position}, {place_words(field, position)}"


def _pair(field: Field, pair: Mapping[str, Any]) -> Clause:
    """Now, what is wished and what it takes, a line each. "We change nothing" is a full answer."""
    assert isinstance(field, PairField)
    sides = (("present", field.present), ("wished", field.wished))
    lines = [Line(title.text, _side(field, pair, side)) for side, title in sides]
    lines.append(Line(field.takes.text, pair.get("takes", "")))
    return Clause(
        field.id,
        field.title.text,
        field.question.text,
        text=field.satisfied.text if pair.get("satisfied") else "",
        lines=tuple(line for line in lines if line.text),
    )


def _side(field: PairField, pair: Mapping[str, Any], side: str) -> str:
    chosen = [_option(field.options, one) for one in pair.get(side, ())]
    return ", ".join(filter(None, [*chosen, pair.get(f"{side}_words", "")]))


def _tabled(
    field: Field, headers: Sequence[str], rows: Sequence[Sequence[str]], text: str = ""
) -> Clause:
    """A clause with a table of the columns somebody wrote in; one column alone is plain lines."""
    title, question = field.title.text, field.question.text
    used = [at for at in range(len(headers)) if any(row[at] for row in rows)]
    if not used:
        return Clause(field.id, title, question)
    if len(used) == 1:
        lines = [text, *(row[used[0]] for row in rows if row[used[0]])]
        return Clause(field.id, title, question, text="\n".join(filter(None, lines)))
    return Clause(
        field.id,
        title,
        question,
        text=text,
        headers=tuple(headers[at] for at in used),
        rows=tuple(tuple(row[at] for at in used) for row in rows),
    )


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
