"""Whom a guest can ask about a presentation."""

from brobygger.actors.domain.rows import data_of, with_rows
from brobygger.actors.domain.visibility import visible_data
from brobygger.actors.enums import Visibility
from brobygger.actors.models import Actor
from brobygger.collaborations.domain.contacts import Contact


def contact_for_guests(owner: Actor) -> Contact:
    """The organisation's own number and address, as far as everybody may know them; people are
    told to the parties only."""
    stored = with_rows(Actor.objects.filter(pk=owner.pk)).get()
    data = visible_data(data_of(stored), Visibility.PUBLIC)
    return Contact("", data.email, data.phone) if data else Contact()
