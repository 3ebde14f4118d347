"""A person's choices, or a rule's, put into a plan: put together, keep both, leave out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext as _

from brobygger.actors.enums import Decision, ImportOutcome
from brobygger.actors.transfer.lookalikes import SAME_ROW, SEVERAL, Alike
from brobygger.actors.transfer.planning import PlannedActor, new_actor, put_with, update
from brobygger.actors.transfer.recognition import mark_rows
from brobygger.actors.transfer.register import Stored

# Rows of which nobody can say without looking who is meant; the rest are at most alike.
_UNCLEAR = frozenset((SEVERAL, SAME_ROW))

# Left out because some of its cells could not be used: not remembered, for they may be mended.
FAULTY = "faulty"


@dataclass(frozen=True)
class Choice:
    """What was decided of one row; `target` is whom to put it together with (`Alike.target`)."""

    decision: Decision
    target: str = ""


class Rule(StrEnum):
    """What happens to rows that look like others where nobody can be asked.

    `certain` puts nothing together that is not certain: those who are alike come in beside each
    other, and what nobody can tell without looking is left out and named.
    """

    CERTAIN = "certain"
    MERGE = "merge"
    KEEP = "keep"
    SKIP = "skip"


def choices_by_rule(planned: Sequence[PlannedActor], rule: Rule) -> dict[int, Choice]:
    """The rule's choice for every row that waits for one. What is left out is named as an error."""
    choices = {}
    for place, one in enumerate(planned):
        if one.outcome != ImportOutcome.DECIDE:
            continue
        best = one.alike[0]
        if rule == Rule.SKIP or (rule == Rule.CERTAIN and best.kind in _UNCLEAR):
            one.draft.refuse(_why_left_out(one))
            choices[place] = Choice(Decision.SKIP)
        elif rule == Rule.MERGE:
            choices[place] = Choice(Decision.MERGE, best.target)
        else:
            choices[place] = Choice(Decision.KEEP)
    return choices


def targets_of(choices: Mapping[int, Choice]) -> set[UUID]:
    """The actors of the register that rows are put together with."""
    return {
        UUID(choice.target)
        for choice in choices.values()
        if choice.decision == Decision.MERGE and not choice.target.startswith("row:")
    }


def settle_plan(
    planned: Sequence[PlannedActor],
    choices: Mapping[int, Choice],
    stored: Mapping[UUID, Stored],
    keys: Sequence[str],
) -> list[PlannedActor]:
    """The plan with the choices in it. What nobody has decided still waits."""
    settled = list(planned)
    first: dict[UUID | None, PlannedActor] = {
        one.actor_id: one for one in planned if one.actor_id and not one.into
    }
    taken = {(one.draft.source, one.draft.external_id) for one in planned if _written(one)}
    followers = _followers(planned)
    for place, choice in sorted(choices.items()):
        before, draft = planned[place], planned[place].draft
        if followers.get(id(before)) and choice.decision != Decision.MERGE:
            _without_head(before, followers[id(before)], settled, first, stored)
        if choice.decision == Decision.SKIP:
            settled[place] = _left_out(before)
            if before.into is not None:
                head_place = next(n for n, one in enumerate(planned) if one is before.into)
                places = [head_place, *followers[id(before.into)]]
                _without_head(before.into, places, settled, first, stored)
            continue
        if choice.decision == Decision.MERGE:
            mark_rows(draft, keys[place])
        head = _head(choice, settled, first) if choice.decision == Decision.MERGE else None
        if head is not None:
            settled[place] = put_with(draft, head, stored)
        elif choice.decision == Decision.MERGE and _known(choice, stored):
            settled[place] = update(draft, stored[UUID(choice.target)])
            first[settled[place].actor_id] = settled[place]
        else:
            settled[place] = _beside(draft_without_id(before, taken))
            taken.add((draft.source, draft.external_id))
    return settled


def _left_out(before: PlannedActor) -> PlannedActor:
    """A row that somebody wants left out: for who it is, or for the cells it would lack."""
    how = FAULTY if before.draft.problems and not before.alike else "chosen"
    return PlannedActor(before.draft, ImportOutcome.SKIP, how=how)


def _followers(planned: Sequence[PlannedActor]) -> dict[int, list[int]]:
    """The rows that were put with each planned actor, by the actor's identity."""
    found: dict[int, list[int]] = {}
    for place, one in enumerate(planned):
        if one.into is not None:
            found.setdefault(id(one.into), []).append(place)
    return found


def _without_head(
    head: PlannedActor,
    places: Sequence[int],
    settled: list[PlannedActor],
    first: dict[UUID | None, PlannedActor],
    stored: Mapping[UUID, Stored],
) -> None:
    """The others about the same actor go on without the row that turned out to be another."""
    known = stored.get(head.actor_id) if head.actor_id else None
    if known is None:
        return
    places = [place for place in places if settled[place].outcome != ImportOutcome.SKIP]
    for number, place in enumerate(places):
        one = settled[place]
        if number == 0:
            settled[place] = first[head.actor_id] = update(one.draft, known, how=one.how)
        else:
            settled[place] = put_with(one.draft, first[head.actor_id], stored, how=one.how)


def draft_without_id(one: PlannedActor, taken: set[tuple[str, str]]) -> PlannedActor:
    """The row without its id in the source when another has it: one id is one actor."""
    if one.draft.external_id and (one.draft.source, one.draft.external_id) in taken:
        one.draft = replace(
            one.draft,
            values={key: value for key, value in one.draft.values.items() if key != "external_id"},
        )
    return one


def _beside(one: PlannedActor) -> PlannedActor:
    return new_actor(one.draft)


def _head(
    choice: Choice,
    settled: Sequence[PlannedActor],
    first: Mapping[UUID | None, PlannedActor],
) -> PlannedActor | None:
    """The planned actor that the row is put together with, None when there is none in the file."""
    if not choice.target.startswith("row:"):
        return first.get(UUID(choice.target))
    place = int(choice.target.removeprefix("row:"))
    one = settled[place] if place < len(settled) else None
    one = one.into or one if one else None
    usable = (ImportOutcome.CREATE, ImportOutcome.UPDATE, ImportOutcome.UNCHANGED)
    return one if one and one.outcome in usable else None


def _known(choice: Choice, stored: Mapping[UUID, Stored]) -> bool:
    return not choice.target.startswith("row:") and UUID(choice.target) in stored


def _written(one: PlannedActor) -> bool:
    return one.outcome in (
        ImportOutcome.CREATE,
        ImportOutcome.UPDATE,
        ImportOutcome.UNCHANGED,
    ) and bool(one.draft.external_id)


def _where(other: Alike) -> str:
    return _("række %(row)s") % {"row": other.row} if other.row else other.where


def _why_left_out(one: PlannedActor) -> str:
    names = ", ".join(
        f"»{other.name}«" + (f" ({where})" if (where := _where(other)) else "")
        for other in one.alike
    )
    if one.alike[0].kind == SAME_ROW:
        return _(
            "Rækken handler om den samme som %(names)s, men siger ikke det samme. Saml "
            "oplysningerne i én række, eller læg filen ind i Brobygger og vælg der."
        ) % {"names": names}
    if one.alike[0].kind == SEVERAL:
        return _(
            "Flere i registret kan være »%(name)s«: %(names)s. Skriv CVR-nummer eller postnummer "
            "i rækken, så vi ved, hvem der er tale om."
        ) % {"name": one.draft.name, "names": names}
    return _("»%(name)s« ligner %(names)s og er sprunget over.") % {
        "name": one.draft.name,
        "names": names,
    }
