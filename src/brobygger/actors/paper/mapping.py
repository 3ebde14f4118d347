"""The mapping sheet: one actor a sheet, blank to take along, or with what is known.

What nobody knows yet keeps its room to write in, so a filled sheet goes along on a visit too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from brobygger.actors.domain.data import ActorData, ExchangeData
from brobygger.actors.domain.terms import labels
from brobygger.actors.paper.words import (
    activity_groups,
    address_of,
    exchange_words,
    joined,
    lines,
    numbers,
    other_places,
    terms_words,
)
from brobygger.core.templatetags.brobygger import short_day
from brobygger.paper.sheet import PaperColumn, PaperField

# Where each field stands: page, column, width, row, height.
Places = dict[str, tuple[int, int, int, int, int]]

A4: Places = {
    "name": (1, 1, 8, 1, 3), "kind": (1, 9, 4, 1, 3),
    "address": (1, 1, 6, 4, 4), "reach": (1, 7, 6, 4, 4),
    "description": (1, 1, 12, 8, 5),
    "activities": (1, 1, 12, 13, 6),
    "target_groups": (1, 1, 6, 19, 3), "wished": (1, 7, 6, 19, 3),
    "languages": (1, 1, 6, 22, 3), "capacity": (1, 7, 6, 22, 3),
    "offers": (2, 1, 6, 1, 7), "needs": (2, 7, 6, 1, 7),
    "challenges": (2, 1, 4, 8, 5), "ideas": (2, 5, 4, 8, 5), "interests": (2, 9, 4, 8, 5),
    "people": (2, 1, 12, 13, 5),
    "relations": (2, 1, 6, 18, 4), "others": (2, 7, 6, 18, 4),
    "known_by": (2, 1, 6, 22, 3), "confirmed": (2, 7, 6, 22, 3),
}  # fmt: skip
A3: Places = {
    "name": (1, 1, 3, 1, 3), "kind": (1, 1, 3, 4, 2),
    "address": (1, 1, 3, 6, 4), "reach": (1, 1, 3, 10, 4),
    "languages": (1, 1, 3, 14, 3), "capacity": (1, 1, 3, 17, 3), "confirmed": (1, 1, 3, 20, 5),
    "description": (1, 4, 3, 1, 6),
    "target_groups": (1, 4, 3, 7, 3), "wished": (1, 4, 3, 10, 4),
    "relations": (1, 4, 3, 14, 4), "others": (1, 4, 3, 18, 4), "known_by": (1, 4, 3, 22, 3),
    "activities": (1, 7, 6, 1, 6),
    "offers": (1, 7, 3, 7, 8), "needs": (1, 10, 3, 7, 8),
    "challenges": (1, 7, 2, 15, 5), "ideas": (1, 9, 2, 15, 5), "interests": (1, 11, 2, 15, 5),
    "people": (1, 7, 6, 20, 5),
}  # fmt: skip
ROWS = 24


@dataclass(frozen=True)
class Around:
    """What is known about an actor besides what it says itself."""

    relations: Sequence[str] = ()
    known_by: Sequence[str] = ()


def mapping_fields(
    places: Places, data: ActorData | None = None, around: Around | None = None
) -> tuple[PaperField, ...]:
    """Every field of the sheet in its place; without `data` all of them are blank."""
    texts = _texts(data, around or Around()) if data else {}
    tables = _tables(data) if data else {}
    fields = []
    for key, (title, question) in _questions().items():
        page, column, width, row, height = places[key]
        fields.append(
            PaperField(
                title=title,
                question=question,
                column=column,
                width=width,
                row=row,
                height=height,
                page=page,
                shape="rows" if key in _headers() else "text",
                text=texts.get(key, ""),
                columns=_columns(key),
                rows=tables.get(key, ()),
            )
        )
    return tuple(fields)


def _questions() -> dict[str, tuple[str, str]]:
    return {
        "name": (_("Navn"), ""),
        "kind": (_("Slags"), _("Forening, uformel gruppe, ildsjæl, skole, virksomhed …")),
        "address": (_("Adresse og område"), _("Også andre steder, de holder til.")),
        "reach": (_("Telefon, e-mail og hjemmeside"), ""),
        "description": (_("Hvem er de, og hvad gør de?"), ""),
        "activities": (_("Aktiviteter"), ""),
        "target_groups": (_("Målgrupper nu"), _("Hvem kommer hos dem i dag?")),
        "wished": (_("Målgrupper, de gerne vil nå"), ""),
        "languages": (_("Sprog, der tales"), ""),
        "capacity": (_("Plads til nye medlemmer"), _("Hvor mange? Hvem er der plads til?")),
        "offers": (_("Kan give"), _("Viden, lokaler, frivillige, netværk …")),
        "needs": (pgettext("actor", "Mangler"), _("Hvad ville hjælpe dem mest?")),
        "challenges": (_("Udfordringer"), ""),
        "ideas": (_("Idéer"), ""),
        "interests": (_("Interesser"), ""),
        "people": (_("Kontaktpersoner"), ""),
        "relations": (_("Samarbejder og forbindelser"), _("Hvem kender de?")),
        "others": (_("Hvem skal vi ellers spørge?"), ""),
        "known_by": (_("Hvem hos os kender dem?"), ""),
        "confirmed": (_("Hvem sagde det, og hvornår?"), _("Må andre end os se det?")),
    }


def _headers() -> dict[str, tuple[tuple[str, int], ...]]:
    exchange = ((_("Hvad"), 4), (_("Hvor meget"), 2), (_("Hvornår"), 2))
    return {
        "activities": ((_("Aktivitet"), 4), (_("For hvem"), 3), (_("Hvor og hvornår"), 3)),
        "offers": exchange,
        "needs": exchange,
        "people": (
            (_("Navn"), 3), (_("Rolle"), 2), (_("Telefon"), 2), (_("E-mail"), 3),
        ),
    }  # fmt: skip


def _columns(key: str) -> tuple[PaperColumn, ...]:
    return tuple(PaperColumn(title, width) for title, width in _headers().get(key, ()))


def _texts(data: ActorData, around: Around) -> dict[str, str]:
    return {
        "name": data.name,
        "kind": str(data.kind.label),
        "address": lines((address_of(data), *other_places(data))),
        "reach": lines(numbers(data)),
        "description": data.description,
        "target_groups": terms_words("target_groups", data.target_groups),
        "wished": terms_words("target_groups", data.wished_target_groups),
        "languages": terms_words("languages", data.languages),
        "capacity": lines(
            (str(data.capacity) if data.capacity is not None else "", data.capacity_text)
        ),
        "challenges": data.challenges,
        "ideas": data.ideas,
        "interests": lines((data.interests, joined(labels("activity_areas", data.activity_areas)))),
        "relations": lines(around.relations),
        "known_by": lines(around.known_by),
        "confirmed": _confirmed(data),
    }


def _confirmed(data: ActorData) -> str:
    if data.last_confirmed_on is None:
        return ""
    return _("Sidst bekræftet %(day)s") % {"day": short_day(data.last_confirmed_on)}


def _tables(data: ActorData) -> dict[str, tuple[tuple[str, ...], ...]]:
    return {
        "activities": tuple(
            (lines((row.name, row.description)), activity_groups(row), row.schedule)
            for row in data.activities
        ),
        "offers": _exchanges(data.offers),
        "needs": _exchanges(data.needs),
        "people": tuple(
            (row.name, row.title, row.phone, row.email) for row in data.contact_persons
        ),
    }


def _exchanges(rows: Sequence[ExchangeData]) -> tuple[tuple[str, ...], ...]:
    return tuple((exchange_words(row), row.amount, row.period) for row in rows)
