"""What the list of the register found, as a printed list."""

from typing import IO

from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from brobygger.actors.domain.data import ActorData
from brobygger.actors.models.actor import ActorQuerySet
from brobygger.actors.models.export import RegisterExport
from brobygger.actors.paper.words import (
    address_of,
    exchange_words,
    numbers,
    person_words,
    terms_words,
)
from brobygger.actors.transfer.leaving import Audience, Seen, leaving, wanted_actors
from brobygger.core import clock
from brobygger.core.templatetags.brobygger import short_day
from brobygger.paper.register import PaperCell, RegisterColumn, RegisterPaper, register_pdf

# Nobody carries more; and Typst holds the whole list while it sets it.
LONGEST_LIST = 1000
_MOST_ROWS = 12
_LONGEST = 400


def write_list(
    export: RegisterExport,
    actors: ActorQuerySet,
    output: IO[bytes],
    *,
    narrowed_by: str = "",
    seen: Seen | None = None,
) -> int:
    """Write the list as PDF; answers how many actors are on it."""
    audience = Audience(export.audience)
    found = wanted_actors(export.workspace, actors, audience)
    wide = export.form == "a3"
    rows = [
        _row(one.data, wide=wide) for one in leaving(export.workspace, found, audience, seen=seen)
    ]
    columns, rows = _with_something(_columns(wide=wide), rows)
    output.write(
        register_pdf(
            RegisterPaper(
                title=_("Foreninger og samarbejdsparter"),
                size=export.form,
                date=clock.today(),
                columns=columns,
                rows=tuple(rows),
                context=_context(export, len(rows), narrowed_by),
                foot=f"{export.workspace.name} · {short_day(clock.today())}",
                language=(translation.get_language() or "da")[:2],
            )
        )
    )
    return len(rows)


def _with_something(
    columns: tuple[RegisterColumn, ...], rows: list[tuple[PaperCell, ...]]
) -> tuple[tuple[RegisterColumn, ...], list[tuple[PaperCell, ...]]]:
    """The columns in which somebody says something; the others only take room."""
    said = [
        number
        for number in range(len(columns))
        if number == 0 or any(row[number] != PaperCell() for row in rows)
    ]
    kept = tuple(columns[number] for number in said)
    return kept, [tuple(row[number] for number in said) for row in rows]


def _context(export: RegisterExport, count: int, narrowed_by: str) -> tuple[str, ...]:
    number = ngettext("%(number)s samarbejdspart", "%(number)s samarbejdsparter", count) % {
        "number": number_format(count, force_grouping=True)
    }
    own = export.audience == Audience.OWN
    whom = _("Til os selv. Noterne er ikke med.") if own else _("Til andre: kun det offentlige.")
    said = [f"{export.workspace.name} · {number} · {short_day(clock.today())}", whom]
    return (*said, *([_("Søgt på: %(words)s") % {"words": narrowed_by}] if narrowed_by else []))


def _columns(*, wide: bool) -> tuple[RegisterColumn, ...]:
    columns = [
        (_("Hvem"), 6, True),
        (_("For hvem"), 4, False),
        (_("Aktiviteter"), 4, False),
        (_("Kan give"), 6, True),
        (pgettext("actor", "Mangler"), 6, True),
        (_("Kontakt"), 6, True),
        (_("Bekræftet"), 3, True),
    ]
    return tuple(RegisterColumn(title, width) for title, width, both in columns if wide or both)


def _row(data: ActorData, *, wide: bool) -> tuple[PaperCell, ...]:
    who = PaperCell(data.name, _some([str(data.kind.label), *address_of(data).split("\n")]))
    for_whom = PaperCell("", _some([terms_words("target_groups", data.target_groups)]))
    does = PaperCell("", _some([row.name for row in data.activities]))
    gives = PaperCell("", _some([exchange_words(row) for row in data.offers]))
    needs = PaperCell("", _some([exchange_words(row) for row in data.needs]))
    people = [person_words(row) for row in data.contact_persons]
    contact = PaperCell("", _some([*numbers(data)[:4], *people]))
    confirmed = PaperCell(short_day(data.last_confirmed_on) if data.last_confirmed_on else "–")
    if wide:
        return (who, for_whom, does, gives, needs, contact, confirmed)
    return (who, gives, needs, contact, confirmed)


def _some(lines: list[str]) -> tuple[str, ...]:
    """As much as a row of a list has room for; the sheet of the actor has it all."""
    filled = [line if len(line) <= _LONGEST else f"{line[:_LONGEST]} …" for line in lines if line]
    if len(filled) <= _MOST_ROWS:
        return tuple(filled)
    more = _("og %(number)s mere") % {"number": len(filled) - _MOST_ROWS}
    return (*filled[:_MOST_ROWS], more)
