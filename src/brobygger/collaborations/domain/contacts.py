"""Whom one writes to at an actor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from brobygger.actors.domain.rows import data_of, with_rows
from brobygger.actors.domain.visibility import visible_data
from brobygger.actors.enums import Visibility
from brobygger.actors.models import Actor, ContactPerson, Representation


@dataclass(frozen=True)
class Contact:
    """A person at an actor; fields nobody has filled in are empty."""

    name: str = ""
    email: str = ""
    phone: str = ""


def contact_of(actor: Actor) -> Contact:
    """The contact person with a mail address, else who represents the actor, else the actor's
    own number and address."""
    people = ContactPerson.objects.filter(actor=actor).order_by("id")
    person = people.exclude(email="").first() or people.first()
    if person is not None:
        return Contact(person.name, person.email or actor.email, person.phone or actor.phone)
    speaks = _speaks_for(actor)
    if speaks is not None:
        return Contact(speaks.user.name, speaks.user.email, actor.phone)
    return Contact("", actor.email, actor.phone)


def _speaks_for(actor: Actor) -> Representation | None:
    active = Representation.objects.filter(actor=actor, ended_at__isnull=True)
    return active.select_related("user").order_by("id").first()


def contact_told(actor: Actor) -> Contact:
    """The same as the other parties may know it."""
    stored = with_rows(Actor.objects.filter(pk=actor.pk)).get()
    data = visible_data(data_of(stored), Visibility.PARTIES)
    if data is None:
        return Contact()
    people = sorted(data.contact_persons, key=lambda person: not person.email)
    if people:
        first = people[0]
        return Contact(first.name, first.email or data.email, first.phone or data.phone)
    speaks = _speaks_for(actor)
    if speaks is not None:
        return Contact(speaks.user.name, speaks.user.email, data.phone)
    return Contact("", data.email, data.phone)


def likely_signatory(actor: Actor, rows: Sequence[Mapping[str, str]]) -> Contact:
    """Who probably signs: the contact the parties wrote in the draft, else the one they may know:
    whoever sends the agreement round need not be of the workspace."""
    for row in rows:
        same = row.get("organisation", "").strip().casefold() == actor.name.strip().casefold()
        if same and row.get("email"):
            return Contact(row.get("contact", ""), row["email"], row.get("phone", ""))
    return contact_told(actor)
