"""Rows of a file that look like somebody in the register, or like an earlier row: who, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.duplicates import Candidate, Facts, Finder, all_facts, load_facts
from brobygger.actors.models import Actor
from brobygger.actors.transfer.drafts import Draft
from brobygger.actors.transfer.progress import Tell, part_of, quiet, told
from brobygger.actors.transfer.register import Known, Register
from brobygger.core.beside import beside
from brobygger.workspaces.models import Workspace

# More than one in the register is meant equally well; the row repeats an earlier row.
SEVERAL = "several"
SAME_ROW = "same_row"
_MOST = 3


@dataclass(frozen=True)
class Alike:
    """One whom a row may be: an actor of the register, or an earlier row by its place."""

    kind: str
    name: str
    reasons: tuple[str, ...]
    actor_id: UUID | None = None
    place: int | None = None
    row: int = 0
    where: str = ""

    @property
    def target(self) -> str:
        """What a decision to put them together points at."""
        return str(self.actor_id) if self.actor_id else f"row:{self.place}"

    def as_json(self) -> dict[str, Any]:
        return {
            "target": self.target,
            "kind": self.kind,
            "name": self.name,
            "reasons": list(self.reasons),
            "row": self.row,
            "where": self.where,
        }


def several(found: Sequence[Known]) -> list[Alike]:
    """Those who are meant equally well."""
    reason = _("Flere i registret kan være den samme")
    return [
        Alike(SEVERAL, one.name, (reason,), actor_id=one.id, where=one.postcode)
        for one in found[:_MOST]
    ]


def same_row(draft: Draft, place: int) -> Alike:
    """The earlier row that tells of the same."""
    reason = _("Rækken handler om den samme som række %(row)s") % {"row": draft.row}
    return Alike(SAME_ROW, draft.name, (reason,), place=place, row=draft.row)


def find_alike(
    drafts: Sequence[Draft],
    unknown: Sequence[int],
    register: Register,
    workspace: Workspace,
    tell: Tell = quiet,
) -> dict[int, list[Alike]]:
    """Whom the drafts in these places may be, by place; those nobody looks like are left out."""
    if not unknown:
        return {}
    parts = beside(
        [(place, data_of_draft(drafts[place])) for place in unknown], all_facts, all_facts
    )
    rows = [one for part in parts for one in part]
    tell("compare", 0, len(rows))
    known = load_facts(Actor.objects.in_workspace(workspace))
    finder = Finder([*known, *rows])

    def found(asked: Sequence[Facts], tell: Tell) -> dict[int, list[Candidate]]:
        return _found(finder, told(asked, tell, "compare"))

    here = partial(found, tell=part_of(tell, len(rows)))
    alike: dict[int, list[Alike]] = {}
    for hits in beside(rows, here, partial(found, tell=quiet)):
        for place, candidates in hits.items():
            alike[place] = [_alike(hit, drafts, register.by_id) for hit in candidates]
    return alike


def _found(finder: Finder, asked: Iterable[Facts]) -> dict[int, list[Candidate]]:
    """Whom each row may be, by its place: of the register, and of the rows above it."""
    found = {}
    for facts in asked:
        assert isinstance(facts.key, int)
        hits = finder.find(facts, most=_MOST * 2).candidates
        above = [hit for hit in hits if not isinstance(hit.key, int) or hit.key < facts.key]
        if above:
            found[facts.key] = above[:_MOST]
    return found


def data_of_draft(draft: Draft) -> ActorData:
    """What a new actor would say."""
    if draft.data is None:
        draft.data = ActorData(**(draft.guessed | draft.values))
    return draft.data


def _alike(hit: Candidate, drafts: Sequence[Draft], known: Mapping[UUID, Known]) -> Alike:
    kind = next((sign.value for sign in hit.signs if not sign.against), "")
    reasons = tuple(str(sign.text) for sign in hit.signs)
    if isinstance(hit.key, int):
        draft = drafts[hit.key]
        return Alike(kind, draft.name, reasons, place=hit.key, row=draft.row)
    assert isinstance(hit.key, UUID)
    actor = known[hit.key]
    return Alike(kind, actor.name, reasons, actor_id=hit.key, where=actor.postcode)
