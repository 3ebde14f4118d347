"""Where each fact about an actor is from, and the last day anybody stood by it.

A fact that carries nothing of its own is from where the actor is from: the register it came in
by, or the workspace on the day it was written in. A day on which everything was confirmed goes for
every fact.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from brobygger.accounts.models import User
from brobygger.actors.enums import FactSource
from brobygger.actors.models import Actor
from brobygger.core import clock

# After so long somebody should be asked again.
STALE = timedelta(days=365)


@dataclass(frozen=True)
class Said:
    """Who stands by a fact, and since when.

    `who` is the key of a user, or the name of the register; empty where the actor itself spoke.
    """

    source: FactSource
    on: date
    who: str = ""

    @property
    def entry(self) -> list[str]:
        """As it is kept in `Actor.fact_sources`."""
        return [self.source.value, self.on.isoformat(), *([self.who] if self.who else [])]

    def is_stale(self, today: date) -> bool:
        """Whether it is so long ago that somebody should ask."""
        return self.on < today - STALE


def written_by(user: User, source: FactSource = FactSource.WORKSPACE) -> Said:
    """What a member writes in today: of their own, from a telephone call, from a visit."""
    return Said(source, clock.today(), str(user.pk))


def read_in(register: str) -> Said:
    """What a file of this register says today."""
    return Said(FactSource.IMPORT, clock.today(), register[:200])


def own_word() -> Said:
    """What the actor itself says today."""
    return Said(FactSource.SELF, clock.today())


def said_of_field(actor: Actor, name: str) -> Said:
    """Where a field's words are from."""
    return _confirmed(actor, _of_entry(actor.fact_sources.get(name)) or baseline(actor))


def said_of_row(actor: Actor, row: Any) -> Said:
    """Where a row is from."""
    said = baseline(actor)
    if row.source in FactSource.values:
        said = replace(said, source=FactSource(row.source), who=row.source_who)
    return _confirmed(actor, replace(said, on=row.confirmed_on or said.on))


def baseline(actor: Actor) -> Said:
    """Where the actor itself is from."""
    created = actor.created_at.astimezone(clock.DENMARK).date()
    if actor.source:
        return Said(FactSource.IMPORT, created, actor.source)
    return Said(FactSource.WORKSPACE, created)


def names_of(said: Iterable[Said]) -> Mapping[str, str]:
    """The names of the users who have said something, by their keys, in one query."""
    keys = {one.who for one in said if one.source != FactSource.IMPORT and one.who}
    found = User.objects.filter(pk__in=[key for key in keys if _is_key(key)])
    return {str(user.pk): str(user) for user in found}


def _confirmed(actor: Actor, said: Said) -> Said:
    day = actor.last_confirmed_on
    return replace(said, on=day) if day and day > said.on else said


def _of_entry(entry: Any) -> Said | None:
    try:
        source, day, *who = entry
        return Said(FactSource(source), date.fromisoformat(day), who[0] if who else "")
    except (TypeError, ValueError):
        return None


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
