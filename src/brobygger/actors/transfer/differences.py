"""A change of an actor field by field, in words for the preview."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from brobygger.actors.domain.data import (
    ROW_FIELDS,
    TERM_FIELDS,
    VOCABULARY_OF,
    ActorData,
    RowData,
)
from brobygger.actors.domain.terms import exchange_label
from brobygger.actors.enums import ActorKind, ContactPointKind, Visibility
from brobygger.actors.models import Actor
from brobygger.catalog.vocabularies import vocabulary

_PLAIN = (
    "name", "kind", "cvr", "description", "email", "phone", "website", "street", "postcode",
    "town", "country", "area", "capacity", "capacity_text", "challenges", "ideas", "interests",
    "notes", "last_confirmed_on", "source", "external_id",
)  # fmt: skip
_LABELS = {
    "target_groups": _("Målgrupper"),
    "wished_target_groups": _("Ønskede målgrupper"),
    "visibility": _("Hvem må se det"),
    "activity_areas": _("Aktivitetsområder"),
    "languages": _("Sprog"),
    "offers": _("Kan give"),
    "needs": pgettext_lazy("actor", "Mangler"),
    "activities": _("Aktiviteter"),
    "contact_persons": _("Kontaktpersoner"),
    "locations": _("Steder"),
    "contact_points": _("Andre numre og adresser"),
    "external_id": _("Id i kilden"),
    "description": _("Beskrivelse"),
}
_TOLD = ("title", "email", "phone", "street", "postcode", "town", "schedule")


@dataclass(frozen=True)
class Change:
    """One field, as it was and as it will be; `before` is empty for what is new."""

    label: str
    before: str
    after: str

    def as_json(self) -> dict[str, str]:
        return {"label": self.label, "before": self.before, "after": self.after}


def changes_between(before: ActorData, after: ActorData) -> list[Change]:
    """Every field that differs, in the order of the actor's page."""
    changes = [
        Change(field_label(name), _shown(name, old), _shown(name, new))
        for name in _PLAIN
        if (old := getattr(before, name)) != (new := getattr(after, name))
    ]
    for name in TERM_FIELDS:
        new_terms = [one for one in getattr(after, name) if one not in getattr(before, name)]
        if new_terms:
            words = vocabulary(TERM_FIELDS[name])
            shown = ", ".join(words.label(one) for one in new_terms)
            changes.append(Change(field_label(name), "", f"+ {shown}"))
    if before.visibility != after.visibility:
        label = field_label("visibility")
        changes.append(Change(label, _circles(before), _circles(after)))
    for name in ROW_FIELDS:
        changes += _row_changes(name, getattr(before, name), getattr(after, name))
    return changes


def field_label(name: str) -> str:
    """What the field is called on the page."""
    if name in _LABELS:
        return str(_LABELS[name])
    words = str(Actor._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return words[:1].upper() + words[1:]


def row_text(row: Any) -> str:
    """A need, an activity, a person … in one line, and who may see it where somebody chose."""
    circle = f" ({Visibility(row.visibility).label})" if row.visibility else ""
    return f"{_row_words(row)}{circle}"


def _row_words(row: Any) -> str:
    if hasattr(row, "term"):
        label = exchange_label(row.kind, row.term) if row.kind in VOCABULARY_OF else row.term
        return ": ".join(part for part in (label, row.text) if part)
    if hasattr(row, "value"):
        kind = ContactPointKind(row.kind).label
        return f"{kind} {row.value}" + (f" ({row.label})" if row.label else "")
    more = [getattr(row, name, "") for name in _TOLD]
    return ", ".join(str(part) for part in (row.name, *more) if part)


def _row_changes(
    name: str, before: tuple[RowData, ...], after: tuple[RowData, ...]
) -> list[Change]:
    known = {row.id: row for row in before}
    changes = []
    for row in after:
        if row.id is None:
            changes.append(Change(field_label(name), "", f"+ {row_text(row)}"))
        elif known[row.id] != row:
            changes.append(Change(field_label(name), row_text(known[row.id]), row_text(row)))
    return changes


def _circles(data: ActorData) -> str:
    said = sorted(data.visibility.items())
    return ", ".join(f"{field_label(name)}: {Visibility(one).label}" for name, one in said)


def _shown(name: str, value: Any) -> str:
    if name == "kind" and value:
        return str(ActorKind(value).label)
    return "" if value is None else str(value)
