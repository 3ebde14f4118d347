"""Who could work together, and why: pure reasoning over stored facts, no database.

Every reason cites one fact of each side in words. What it never does: rank associations. The
score says how well two fit each other, and its parts are the reasons the page shows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from brobygger.matching.facts import ActorFacts, Fact, FactKind, Reason, Surface
from brobygger.matching.surfaces import reasons_between

__all__ = ["ActorFacts", "Fact", "FactKind", "Reason", "Suggestion", "Surface", "suggest"]

MUTUAL_WEIGHT = 5
PLACE_WEIGHT = 1


@dataclass(frozen=True)
class Suggestion:
    """Somebody to meet, with every reason. `place` is where both belong, if they share it."""

    actor_id: UUID
    reasons: tuple[Reason, ...]
    score: int
    place: str = ""
    # They work together already; the suggestion is about doing more.
    together: bool = False

    @property
    def mutual(self) -> bool:
        """Whether both get something they need."""
        return _mutual(self.reasons)


def suggest(subject: ActorFacts, others: Iterable[ActorFacts]) -> list[Suggestion]:
    """Everybody with at least one reason, best fit first; equal fits in Danish alphabetical order.

    The order is a function of the facts alone: the same facts always give the same list.
    """
    found: list[tuple[int, str, UUID, Suggestion]] = []
    for other in others:
        if other.actor_id == subject.actor_id:
            continue
        reasons = reasons_between(subject, other)
        if not reasons:
            continue
        place = subject.place if subject.place and subject.place == other.place else ""
        score = _score(reasons, place)
        suggestion = Suggestion(other.actor_id, reasons, score, place)
        found.append((-score, other.sort_name, other.actor_id, suggestion))
    return [suggestion for *_order, suggestion in sorted(found, key=lambda one: one[:3])]


def _score(reasons: tuple[Reason, ...], place: str) -> int:
    score = sum(reason.weight for reason in reasons)
    score += MUTUAL_WEIGHT if _mutual(reasons) else 0
    return score + (PLACE_WEIGHT if place else 0)


def _mutual(reasons: tuple[Reason, ...]) -> bool:
    ours = any(reason.we_receive for reason in reasons)
    return ours and any(reason.they_receive for reason in reasons)
