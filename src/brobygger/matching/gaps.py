"""What would make the suggestions better: facts the register does not have yet."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext as _

from brobygger.matching.facts import ActorFacts


class Missing(StrEnum):
    """A kind of fact an actor has none of."""

    NEEDS = "needs"
    OFFERS = "offers"
    TASKS = "tasks"
    GROUPS = "groups"
    TERM = "term"


@dataclass(frozen=True)
class Gap:
    """Something to ask an actor about."""

    missing: Missing
    actor_id: UUID
    sentence: str


def gaps_of(facts: ActorFacts) -> list[Gap]:
    """What to ask this actor next time, the most useful first."""
    sentences = {
        Missing.NEEDS: _("Spørg {name}, hvad de mangler. Så kan andres tilbud passe til."),
        Missing.OFFERS: _("Spørg {name}, hvad de kan tilbyde. Det er tit mere, end de selv tror."),
        Missing.GROUPS: _("Skriv, hvem {name} er der for. Så ses det, hvem de kan nå sammen."),
        Missing.TASKS: _("Skriv, hvad {name} laver. Så ses det, hvem der gør det samme."),
        Missing.TERM: _(
            "Vælg et emne til det, {name} har skrevet med egne ord. Så kan det findes."
        ),
    }
    lacking = {
        Missing.NEEDS: not facts.needs,
        Missing.OFFERS: not facts.offers,
        Missing.GROUPS: not facts.groups,
        Missing.TASKS: not facts.tasks,
        Missing.TERM: any(not fact.term for fact in (*facts.needs, *facts.offers)),
    }
    return [
        Gap(missing, facts.actor_id, sentences[missing].format(name=facts.name))
        for missing, lacks in lacking.items()
        if lacks
    ]
