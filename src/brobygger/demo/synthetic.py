"""Invented registers of any size, the same for the same seed: for measuring and for trying out.

The skew is that of real registers: a few kinds, places and subjects are most of it (Zipf), most
actors say little of themselves and a few say much, names come again with small differences, and
a third has not been confirmed for a year.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from typing import Any

from django.db import transaction

from brobygger.actors.domain.bulk import expect_many, settle, write_actors
from brobygger.actors.domain.data import (
    VOCABULARY_OF,
    ActivityData,
    ActorData,
    ContactPersonData,
    ExchangeData,
    LocationData,
)
from brobygger.actors.enums import ActorKind
from brobygger.catalog.vocabularies import vocabulary
from brobygger.demo.files import stories
from brobygger.workspaces.models import Workspace

SOURCE = "synthetic"
_KINDS = {
    ActorKind.ASSOCIATION: 70,
    ActorKind.INFORMAL_GROUP: 8,
    ActorKind.COMPANY: 7,
    ActorKind.SCHOOL: 5,
    ActorKind.ENTHUSIAST: 4,
    ActorKind.AFTER_SCHOOL_CLUB: 2,
    ActorKind.MUNICIPAL_INSTITUTION: 2,
    ActorKind.CULTURE_HOUSE: 1,
    ActorKind.OTHER: 1,
}
_HOW_MANY = ((0, 30), (1, 30), (2, 20), (3, 10), (5, 7), (8, 3))  # rows of a kind: number, weight


def synthetic_actors(number: int, *, seed: int = 1, today: date) -> Iterator[ActorData]:
    """`number` invented actors. The first thousand are the same in a register of any size."""
    invent = _Inventor(seed, today)
    return (invent.actor(n) for n in range(number))


@transaction.atomic
def fill(workspace: Workspace, number: int, *, seed: int = 1, today: date) -> int:
    """Put invented actors in a workspace, past the domain's verbs: no audit, no mails."""
    actors = synthetic_actors(number, seed=seed, today=today)
    expect_many()
    written = write_actors(workspace=workspace, actors=actors)
    settle(workspace, len(written))
    return len(written)


class _Inventor:
    """Draws actors from the word lists, one seeded sequence for all of it."""

    def __init__(self, seed: int, today: date) -> None:
        self.words: dict[str, Any] = stories("synthetic")
        self.draw = random.Random(seed)  # noqa: S311  # nothing secret is drawn
        # What the register came to hold later is drawn beside, so that the rest stays as it was.
        self.later = random.Random(f"{seed} later")  # noqa: S311
        self.today = today
        self.terms = {
            name: [term.id for term in vocabulary(name).terms]
            for name in (*VOCABULARY_OF.values(), "activity_areas", "languages", "target_groups")
        }

    def actor(self, number: int) -> ActorData:
        """One actor; `number` makes its addresses its own."""
        kind = self._weighted(_KINDS.items())
        activity, place = self._zipf(self.words["activities"]), self._zipf(self.words["places"])
        values = {
            "place": place,
            "first": self._zipf(self.words["firsts"]),
            "activity": activity["word"],
            "Activity": activity["word"].capitalize(),
            "who": self._zipf(self.words["who"]),
            "when": self._zipf(self.words["when"]),
        }
        pattern = self._zipf(self.words["patterns"].get(kind, self.words["patterns"]["other"]))
        name = pattern.format(**values)
        # Every eighth name comes again as it is; the rest have a number, as branches do.
        name = name if self.draw.random() < 0.125 else f"{name} {number + 1}"
        return ActorData(
            name=name,
            kind=kind,
            cvr=f"{10_000_000 + number:08d}" if self.draw.random() < 0.6 else "",
            description=self.words["about"].format(**values) * self.draw.choice((1, 1, 1, 4)),
            email=f"post@nr{number}.example" if self.draw.random() < 0.8 else "",
            street=f"{self._zipf(self.words['streets'])} {self.draw.randint(1, 180)}",
            postcode=str(7000 + 10 * self.words["places"].index(place)),
            town="Fjordby",
            area=place,
            target_groups=self._some("target_groups"),
            activity_areas=(activity["area"],),
            languages=self._some("languages") if self.draw.random() < 0.1 else (),
            offers=self._exchanges(),
            needs=self._exchanges(),
            activities=self._activities(values),
            contact_persons=self._contacts(number),
            locations=self._locations(place),
            last_confirmed_on=self._confirmed(),
            source=SOURCE,
            external_id=str(number),
            **self._later(values),
        )

    def _later(self, values: dict[str, str]) -> dict[str, Any]:
        """Wishes, room and thoughts: most actors have not been asked, a few say it all."""
        draw, known = self.later, self.later.random
        wished = draw.choices(
            self.terms["target_groups"],
            cum_weights=_zipf_weights(len(self.terms["target_groups"])),
            k=draw.choice((1, 1, 2)),
        )
        asked = known() < 0.3
        full = known() < 0.2
        places = 0 if full else min(int(draw.lognormvariate(2.2, 0.9)) + 1, 500)
        thoughts = {
            key: draw.choice(self.words[key]).format(**values) if asked and known() < 0.5 else ""
            for key in ("challenges", "ideas", "interests")
        }
        hidden = {"phone": "workspace", "email": "parties", "street": "workspace"}
        return {
            "wished_target_groups": tuple(dict.fromkeys(wished)) if known() < 0.35 else (),
            "capacity": places if known() < 0.4 else None,
            "capacity_text": self.words["room"].format(**values) if known() < 0.1 else "",
            **thoughts,
            "visibility": {key: level for key, level in hidden.items() if known() < 0.04},
        }

    def _exchanges(self) -> tuple[ExchangeData, ...]:
        kinds = list(VOCABULARY_OF)
        rows = []
        for _ in range(self._weighted(_HOW_MANY)):
            kind = self._zipf(kinds)
            rows.append(ExchangeData(kind=kind, term=self._zipf(self.terms[VOCABULARY_OF[kind]])))
        return tuple(rows)

    def _activities(self, values: dict[str, str]) -> tuple[ActivityData, ...]:
        return tuple(
            ActivityData(name=f"{values['Activity']} {n + 1}", schedule=values["when"])
            for n in range(self._weighted(_HOW_MANY) // 2)
        )

    def _contacts(self, number: int) -> tuple[ContactPersonData, ...]:
        return tuple(
            ContactPersonData(
                name=f"{self._zipf(self.words['given'])} Eksempel",
                title=self._zipf(self.words["contacts"]),
                email=f"kontakt{n}@nr{number}.example",
                phone=f"00 {number % 90 + 10} {n + 10} {number % 70 + 20}",
            )
            for n in range(self.draw.choice((0, 1, 1, 2)))
        )

    def _locations(self, place: str) -> tuple[LocationData, ...]:
        if self.draw.random() > 0.4:
            return ()
        north, east = self.draw.gauss(56.1, 0.2), self.draw.gauss(9.5, 0.3)
        return (LocationData(name=f"{place} Hus", latitude=north, longitude=east),)

    def _confirmed(self) -> date | None:
        if self.draw.random() < 0.15:
            return None
        return self.today - timedelta(days=int(self.draw.expovariate(1 / 250)))

    def _some(self, name: str) -> tuple[str, ...]:
        wanted = min(self._weighted(_HOW_MANY), 3)
        return tuple(dict.fromkeys(self._zipf(self.terms[name]) for _ in range(wanted)))

    def _zipf(self, values: list[Any]) -> Any:
        """One of the values, the n-th with weight 1/n."""
        return self.draw.choices(values, cum_weights=_zipf_weights(len(values)))[0]

    def _weighted(self, choices: Any) -> Any:
        values, weights = zip(*choices, strict=True)
        return self.draw.choices(values, weights)[0]


@cache
def _zipf_weights(number: int) -> list[float]:
    return list(accumulate(1 / (n + 1) for n in range(number)))
