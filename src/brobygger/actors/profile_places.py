"""What the page shows of the other registers the actor stands in, to the actor alone."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.organisations import (
    APART,
    TOGETHER,
    Difference,
    Elsewhere,
    Side,
    elsewhere,
)
from brobygger.actors.domain.own_facts import UNIT_OF, Unit
from brobygger.actors.domain.voices import Voice
from brobygger.actors.models import Actor
from brobygger.actors.profile_page import told_lines
from brobygger.actors.profile_parts import PARTS


@dataclass(frozen=True)
class Choice:
    """One answer to what is right: who says it, what they say, and whether it is the likely one."""

    value: str
    who: str
    lines: list[str]
    is_likely: bool = False


@dataclass(frozen=True)
class ShownDifference:
    """A fact two registers do not agree on, with the answers there are."""

    key: str
    title: str
    seen: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class ShownPlaces:
    """The other registers, what may be the same there, and what is to be chosen."""

    here: Actor
    elsewhere: Elsewhere
    undecided: list[ShownDifference]
    apart: list[ShownDifference]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        seen = self.elsewhere
        return not (seen.places or seen.candidates or seen.refused)

    @property
    def all_names(self) -> str:
        """The workspaces the actor is gathered in, this one first."""
        return _(" og ").join(one.workspace.name for one in [self.here, *self.elsewhere.places])


def shown_places(voice: Voice) -> ShownPlaces:
    """The other registers, as far as this very person is known in them."""
    seen = elsewhere(voice)
    return ShownPlaces(
        here=voice.actor,
        elsewhere=seen,
        undecided=[_shown(one) for one in seen.undecided],
        apart=[_shown(one) for one in seen.apart],
    )


def moved_titles(keys: tuple[str, ...]) -> str:
    """What somebody else has changed, by name."""
    return ", ".join(_title(UNIT_OF[key]) if key in UNIT_OF else key for key in keys)


def _shown(difference: Difference) -> ShownDifference:
    unit, sides = difference.unit, difference.sides
    choices = [_choice(unit, side, sides) for side in sides]
    if unit.is_list and not any(side.is_empty for side in sides):
        both = Choice(TOGETHER, _("Det hele"), [_("Læg det sammen, så det står begge steder.")])
        choices.append(both)
    if not difference.is_apart:
        may = [_("I vil gerne sige noget forskelligt de to steder.")]
        choices.append(Choice(APART, _("Det må være forskelligt"), may))
    return ShownDifference(unit.key, _title(unit), difference.seen, tuple(choices))


def _choice(unit: Unit, side: Side, sides: tuple[Side, ...]) -> Choice:
    # Where only one of them says anything, that is hardly in doubt.
    likely = not side.is_empty and sum(not one.is_empty for one in sides) == 1
    who = _(" og ").join(actor.workspace.name for actor in side.actors)
    return Choice(str(side.actors[0].pk), who, _lines(unit, side.data), likely)


def _lines(unit: Unit, data: ActorData) -> list[str]:
    lines = [
        line
        for name in unit.fields
        if getattr(data, name) not in ("", (), None) and (name, data.country) != ("country", "DK")
        for line in told_lines(name, getattr(data, name))
    ]
    return lines or [_("Der står ikke noget.")]


def _title(unit: Unit) -> str:
    """A unit by the name it has on the rest of the page."""
    part = next((one for one in PARTS if unit.key in (one.key, *one.fields[:1])), None)
    own = {"name": _("Navn"), "kind": _("Slags"), "cvr": _("CVR-nummer")}
    return own.get(unit.key) or (str(part.title) if part else unit.key)
