"""Two people's words beside each other, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from brobygger.accounts.models import User
from brobygger.actors.domain.data import (
    ROW_FIELDS,
    TERM_FIELDS,
    ActivityData,
    ContactPersonData,
    ContactPointData,
    ExchangeData,
    LocationData,
)
from brobygger.actors.domain.merging import FieldConflict, Merge
from brobygger.actors.domain.terms import exchange_label, labels
from brobygger.actors.enums import ActorKind
from brobygger.actors.forms import ActorForm
from brobygger.actors.models import Actor
from brobygger.audit.timeline import events_for
from brobygger.core.templatetags.brobygger import short_day

_CHANGES = ("actor.updated", "actor.confirmed")
_THEIR_OWN = ("profile.corrected", "profile.confirmed", "profile.undone")


@dataclass(frozen=True)
class ConflictView:
    """A field both wrote in, as lines of text."""

    field: str
    label: str
    mine: Sequence[str]
    theirs: Sequence[str]


def conflict_views(merge: Merge) -> tuple[ConflictView, ...]:
    """The fields where a person must choose, with what each wrote."""
    return tuple(_view(one) for one in merge.conflicts)


def field_label(name: str) -> str:
    """A field's name as the form says it."""
    if name in ActorForm.base_fields:
        return str(ActorForm.base_fields[name].label)
    return {
        "offers": _("Kan give"),
        "needs": pgettext("actor", "Mangler"),
        "activities": _("Aktiviteter"),
        "contact_persons": _("Kontaktpersoner"),
        "locations": _("Flere steder"),
        "contact_points": _("Andre numre og adresser"),
    }.get(name, name)


def who_else(actor: Actor, me: User) -> str:
    """The name of the other person who last changed the actor."""
    for event in events_for("actor", actor.pk, limit=10):
        if event.event in _THEIR_OWN and event.by_id != me.pk:
            return actor.name
        if event.event in _CHANGES and event.by_id not in (None, me.pk):
            other = User.objects.filter(pk=event.by_id).first()
            return str(other) if other else _("En anden")
    return _("En anden")


def _view(one: FieldConflict) -> ConflictView:
    return ConflictView(
        one.field,
        field_label(one.field),
        lines_of(one.field, one.mine),
        lines_of(one.field, one.theirs),
    )


def lines_of(name: str, value: Any) -> list[str]:
    """A field's value as people read it, line by line."""
    if name in TERM_FIELDS:
        return labels(TERM_FIELDS[name], value)
    if name in ROW_FIELDS:
        return [" · ".join(said_of(row)) for row in value]
    if name == "kind":
        return [str(ActorKind(value).label)]
    if isinstance(value, date):
        return [short_day(value)]
    return str(value or "").splitlines()


def said_of(row: Any) -> list[str]:
    """What a row says, the most telling first."""
    if isinstance(row, ExchangeData):
        said: list[str] = [exchange_label(row.kind, row.term), row.text, row.amount, row.period]
    elif isinstance(row, ActivityData):
        said = [
            row.name,
            row.schedule,
            row.description,
            *labels("target_groups", row.target_groups),
        ]
    elif isinstance(row, ContactPersonData):
        said = [row.name, row.title, row.phone, row.email]
    elif isinstance(row, LocationData):
        said = [row.name, row.street, row.postcode, row.town]
    else:
        assert isinstance(row, ContactPointData)
        said = [str(row.kind.label), row.value, row.label]
    return [part for part in said if part]
