"""What an actor's rows say, in words for paper, in the active language."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from brobygger.actors.domain.data import ActivityData, ActorData, ContactPersonData, ExchangeData
from brobygger.actors.domain.terms import exchange_label, labels
from brobygger.actors.enums import ContactPointKind, ExchangeKind


def joined(parts: Iterable[str], sign: str = ", ") -> str:
    """The parts that say something."""
    return sign.join(part for part in parts if part)


def lines(parts: Iterable[str]) -> str:
    """The parts that say something, each on a line."""
    return joined(parts, "\n")


def exchange_words(row: ExchangeData) -> str:
    """What is needed or offered: the term, the own words, or both."""
    label = exchange_label(row.kind, row.term)
    if row.kind == ExchangeKind.TARGET_GROUP:
        label = _("adgang til %(group)s") % {"group": (label or row.text).lower()}
        words = joined((label, row.text if row.term else ""), ": ")
        return words[:1].upper() + words[1:]
    return joined((label, row.text), ": ")


def activity_groups(row: ActivityData) -> str:
    """Whom an activity is for."""
    return joined(labels("target_groups", row.target_groups))


def address_of(data: ActorData) -> str:
    """Street, postcode and town, and the area."""
    town = joined((data.postcode, data.town), " ")
    return lines((data.street, town, data.area))


def person_words(row: ContactPersonData) -> str:
    """A contact person on one line."""
    return joined((row.name, row.title, row.phone, row.email))


def other_places(data: ActorData) -> list[str]:
    """The places that are not the actor's own address."""
    own = (data.street, data.postcode, data.town)
    return [
        joined((place.name, place.street, joined((place.postcode, place.town), " ")))
        for place in data.locations
        if (place.street, place.postcode, place.town) != own or place.name
    ]


def numbers(data: ActorData) -> list[str]:
    """Every way to reach the actor, each once."""
    found = [data.phone, data.email, data.website]
    fax = _("fax")
    for point in data.contact_points:
        words = joined((point.value, point.label), " · ")
        found.append(f"{fax} {words}" if point.kind == ContactPointKind.FAX else words)
    return list(dict.fromkeys(one for one in found if one))


def terms_words(name: str, terms: Iterable[str]) -> str:
    """Terms of a vocabulary on one line."""
    return joined(labels(name, terms))
