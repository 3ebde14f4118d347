"""What a search shows of the sheets it found: whose they are, and the words where they stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from brobygger.accounts.models import User
from brobygger.catalog.fields import Field
from brobygger.catalog.words import loose
from brobygger.sheets.asked import Asked
from brobygger.sheets.finding import Whose, readable_values, whose
from brobygger.sheets.models import FieldValue, Sheet
from brobygger.sheets.shapes import rules_of

_AROUND = 60
_EXCERPTS = 2


@dataclass(frozen=True)
class Excerpt:
    """Where a field says it: its title, and the words with the hit between."""

    field: Field
    before: str
    hit: str
    after: str


@dataclass(frozen=True)
class Hit:
    """A sheet in the list."""

    sheet: Sheet
    whose: Whose
    excerpts: Sequence[Excerpt]


def hits(user: User, sheets: Sequence[Sheet], asked: Asked) -> list[Hit]:
    """The sheets of a page with where they say it, by a number of questions that never grows."""
    about = whose(user, sheets)
    values = readable_values(user, sheets) if asked.terms else {}
    return [
        Hit(
            sheet=sheet,
            whose=about.get(sheet.pk, Whose()),
            excerpts=_excerpts(sheet, values.get(sheet.pk, {}), asked.terms),
        )
        for sheet in sheets
    ]


def _excerpts(sheet: Sheet, values: dict[str, FieldValue], terms: list[str]) -> list[Excerpt]:
    found: list[Excerpt] = []
    if not terms:
        return found
    for field in sheet.tool.fields:
        if field.id in values and len(found) < _EXCERPTS:
            lines = rules_of(field).words(field, values[field.id].value)
            excerpt = _excerpt(field, " ".join(lines), terms)
            found += [excerpt] if excerpt else []
    return found


def _excerpt(field: Field, text: str, terms: list[str]) -> Excerpt | None:
    """The first word of the text that begins as one of the terms, with some words around it."""
    for word in re.finditer(r"\S+", text):
        spelled = loose(word[0]).split()
        if any(part.startswith(term[: _stem(term)]) for part in spelled for term in terms):
            start, end = word.span()
            before, after = text[:start], text[end:]
            return Excerpt(
                field,
                f"… {before[-_AROUND:].lstrip()}" if len(before) > _AROUND else before,
                word[0],
                f"{after[:_AROUND].rstrip()} …" if len(after) > _AROUND else after,
            )
    return None


def _stem(term: str) -> int:
    """So much of a word stands in all its forms, more or less."""
    return max(4, len(term) - 2) if len(term) > 4 else len(term)
