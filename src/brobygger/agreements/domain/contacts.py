"""Whom one writes to at an actor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
    speaks = (
        Representation.objects.filter(actor=actor, ended_at__isnull=True)
        .select_related("user")
        .order_by("id")
        .first()
    )
    if speaks is not None:
        return Contact(speaks.user.name, speaks.user.email, actor.phone)
    return Contact("", actor.email, actor.phone)


def likely_signatory(actor: Actor, rows: Sequence[Mapping[str, str]]) -> Contact:
    """Who probably signs: the contact the parties wrote in the draft, else the one we know."""
    for row in rows:
        same = row.get("organisation", "").strip().casefold() == actor.name.strip().casefold()
        if same and row.get("email"):
            return Contact(row.get("contact", ""), row["email"], row.get("phone", ""))
    return contact_of(actor)
