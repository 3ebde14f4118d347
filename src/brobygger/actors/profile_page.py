"""The parts of an actor's profile as the page shows them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from brobygger.actors.domain.data import TERM_FIELDS, ActorData, ExchangeData
from brobygger.actors.enums import ExchangeKind
from brobygger.actors.profile_parts import PARTS, Part
from brobygger.actors.views.conflicts import field_label, lines_of, said_of

# Shown when they hold something: most actors have none.
_SELDOM = ("locations", "contact_points")


@dataclass(frozen=True)
class ShownRow:
    """One row: its first words, the rest, and whether it is the reader's own."""

    key: str
    title: str
    rest: str
    is_reader: bool = False


@dataclass(frozen=True)
class ShownPart:
    """One part with what it says now."""

    part: Part
    facts: tuple[tuple[str, list[str]], ...] = ()
    rows: tuple[ShownRow, ...] = ()

    @property
    def anchor(self) -> str:
        """Where to go on opening it: tick boxes have no field that takes the focus itself."""
        return f"#part-{self.part.key}" if self.part.key in TERM_FIELDS else ""


def shown_parts(data: ActorData, *, reader: str, opened: str = "") -> list[ShownPart]:
    """Every part there is something to say in. `reader` is the address of who looks."""
    return [
        _rows(part, data, reader) if part.has_rows else _facts(part, data)
        for part in PARTS
        if part.key not in _SELDOM or part.key == opened or getattr(data, part.key)
    ]


def _facts(part: Part, data: ActorData) -> ShownPart:
    said = ((name, getattr(data, name)) for name in part.fields)
    facts = [(field_label(name), lines_of(name, value)) for name, value in said if value]
    if part.key == "where" and data.country == "DK":
        facts = facts[:-1]  # goes without saying
    return ShownPart(part, facts=tuple(facts))


def _rows(part: Part, data: ActorData, reader: str) -> ShownPart:
    return ShownPart(part, rows=tuple(_row(row, reader) for row in getattr(data, part.key)))


def _row(row: Any, reader: str) -> ShownRow:
    first, *rest = said_of(row) or [""]
    if isinstance(row, ExchangeData) and row.kind == ExchangeKind.TARGET_GROUP:
        first = _("adgang til %(group)s") % {"group": first.lower()}
    mine = bool(reader) and getattr(row, "email", "").casefold() == reader
    return ShownRow(str(row.id), first, " · ".join(rest), mine)
