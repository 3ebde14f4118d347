"""What is known of an actor, as plain values: what forms, imports and exports hand to each other.

A value of a list of terms is the term's id, or the words themselves where no term fits.
"""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from brobygger.actors.enums import ActorKind, ContactPointKind, ExchangeKind


@dataclass(frozen=True, kw_only=True)
class RowData:
    """One row under an actor. `id` is the stored row it stands for, None for a new one.

    Two rows with the same words are equal, whatever their ids. `visibility` is a Visibility, or
    empty where the row may be seen by those who usually see its kind (domain/visibility.py).
    """

    id: UUID | None = field(default=None, compare=False)
    external_id: str = ""
    visibility: str = ""


@dataclass(frozen=True, kw_only=True)
class ExchangeData(RowData):
    """A need or an offer. `term` belongs to the vocabulary of its kind (`VOCABULARY_OF`)."""

    kind: ExchangeKind = ExchangeKind.COMPETENCE
    term: str = ""
    text: str = ""
    amount: str = ""
    period: str = ""


@dataclass(frozen=True, kw_only=True)
class ActivityData(RowData):
    """Something the actor does for somebody."""

    name: str
    description: str = ""
    activity_area: str = ""
    target_groups: tuple[str, ...] = ()
    schedule: str = ""


@dataclass(frozen=True, kw_only=True)
class ContactPersonData(RowData):
    """The person one rings."""

    name: str
    title: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class LocationData(RowData):
    """A place where the actor is found."""

    name: str = ""
    description: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    country: str = "DK"
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, kw_only=True)
class ContactPointData(RowData):
    """A further number or address. `place` is the number of its place in `locations`, from 1."""

    kind: ContactPointKind = ContactPointKind.PHONE
    value: str
    label: str = ""
    place: int | None = None


@dataclass(frozen=True, kw_only=True)
class ActorData:
    """Everything about one actor that a person or a register may say.

    `source` and `external_id` say where it came from, and are empty for what was typed here.
    `visibility` holds the fields that are not seen by those who usually see them. `background` is
    the actor's own word only: the register's verbs leave it as it is.
    """

    name: str
    kind: ActorKind = ActorKind.ASSOCIATION
    cvr: str = ""
    description: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    country: str = "DK"
    area: str = ""
    target_groups: tuple[str, ...] = ()
    wished_target_groups: tuple[str, ...] = ()
    activity_areas: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    capacity: int | None = None
    capacity_text: str = ""
    challenges: str = ""
    ideas: str = ""
    interests: str = ""
    background: str = ""
    offers: tuple[ExchangeData, ...] = ()
    needs: tuple[ExchangeData, ...] = ()
    activities: tuple[ActivityData, ...] = ()
    contact_persons: tuple[ContactPersonData, ...] = ()
    locations: tuple[LocationData, ...] = ()
    contact_points: tuple[ContactPointData, ...] = ()
    notes: str = ""
    last_confirmed_on: date | None = None
    source: str = ""
    external_id: str = ""
    visibility: dict[str, str] = field(default_factory=dict)


VOCABULARY_OF = {
    ExchangeKind.COMPETENCE: "competences",
    ExchangeKind.RESOURCE: "resources",
    ExchangeKind.TARGET_GROUP: "target_groups",
}
# Places stand before the numbers that refer to them.
ROW_FIELDS = ("offers", "needs", "activities", "contact_persons", "locations", "contact_points")
# The lists of terms, and the vocabulary each takes its words from.
TERM_FIELDS = {
    "target_groups": "target_groups",
    "wished_target_groups": "target_groups",
    "activity_areas": "activity_areas",
    "languages": "languages",
}
# More free places than anybody has.
MOST_CAPACITY = 1_000_000
LONG_TEXTS = ("description", "challenges", "ideas", "interests", "notes")
