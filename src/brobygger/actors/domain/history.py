"""What has happened to an actor, told as sentences with names."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.audit.timeline import events_for, sentence_of


@dataclass(frozen=True)
class Told:
    """One thing that happened."""

    at: datetime
    sentence: str


def history_of(actor: Actor, limit: int = 30) -> list[Told]:
    """The latest of it first."""
    events = list(events_for("actor", actor.pk, limit=limit))
    people = User.objects.in_bulk({event.by_id for event in events if event.by_id})
    return [
        Told(event.at, sentence_of(event.event, _name(people.get(event.by_id or actor.pk))))
        for event in events
    ]


def _name(person: User | None) -> str:
    return str(person) if person else _("Systemet")
