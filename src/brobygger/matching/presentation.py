"""Suggestions as the pages show them."""

from dataclasses import dataclass

from django.urls import reverse

from brobygger.actors.models import Actor
from brobygger.catalog.vocabularies import vocabulary
from brobygger.matching.facts import Fact, FactKind, Reason
from brobygger.matching.words import SURFACE_TITLES

_PLACES = {FactKind.NEED: "#needs-heading", FactKind.OFFER: "#gives-heading"}
_SHORT = 220


@dataclass(frozen=True)
class Evidence:
    """Where one of the two facts stands."""

    name: str
    url: str


@dataclass(frozen=True)
class ReasonView:
    """A reason with the way to both facts."""

    surface: str
    title: str
    sentence: str
    evidence: tuple[Evidence, Evidence]


@dataclass(frozen=True)
class Card:
    """An actor as a small visiting card."""

    actor: Actor
    about: str
    groups: str
    areas: str
    place: str
    url: str


def card_of(actor: Actor, workspace_slug: str) -> Card:
    """Who it is, what it does for whom, and where."""
    about = " ".join(actor.description.split())
    return Card(
        actor=actor,
        about=about if len(about) <= _SHORT else f"{about[:_SHORT].rstrip()} …",
        groups=_labels("target_groups", actor.target_groups),
        areas=_labels("activity_areas", actor.activity_areas),
        place=actor.area or f"{actor.postcode} {actor.town}".strip(),
        url=reverse("actors:detail", args=[workspace_slug, actor.id]),
    )


def reason_view(reason: Reason, us: Card, them: Card) -> ReasonView:
    """The sentence, the surface it is on, and links to what the register says."""
    return ReasonView(
        surface=reason.surface,
        title=str(SURFACE_TITLES[reason.surface]),
        sentence=reason.sentence,
        evidence=(_evidence(us, reason.ours), _evidence(them, reason.theirs)),
    )


def _evidence(card: Card, fact: Fact) -> Evidence:
    return Evidence(card.actor.name, card.url + _PLACES.get(fact.kind, ""))


def _labels(name: str, terms: list[str]) -> str:
    known = vocabulary(name)
    return ", ".join(known.label(term) for term in terms)
