"""What an import will do, worked out without touching anything."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from brobygger.actors.domain.data import ActorData
from brobygger.actors.enums import ActorKind, ImportOutcome
from brobygger.actors.transfer.differences import Change, changes_between
from brobygger.actors.transfer.drafts import Draft, Problem, RawRow
from brobygger.actors.transfer.identity import Ambiguous, Duplicates, Identities
from brobygger.actors.transfer.merging import merged
from brobygger.actors.transfer.register import Known, Raw, Register, Stored


@dataclass
class PlannedActor:
    """What happens to one actor of the file, and why."""

    draft: Draft
    outcome: ImportOutcome
    actor_id: UUID | None = None
    before: ActorData | None = None
    after: ActorData | None = None
    changes: list[Change] = field(default_factory=list)
    new_raw: list[RawRow] = field(default_factory=list)

    @property
    def errors(self) -> list[Problem]:
        """Why it is left out, or which of its rows could not be used."""
        return [*self.draft.refusals, *self.draft.problems]

    def _facts(self) -> list[Change]:
        """What a new actor will say, its name aside."""
        if self.outcome != ImportOutcome.CREATE or self.after is None:
            return []
        blank = ActorData(
            name=self.after.name,
            kind=ActorKind.OTHER,
            source=self.after.source,
            external_id=self.after.external_id,
        )
        return changes_between(blank, self.after)

    def as_json(self) -> dict[str, Any]:
        """The line of the preview."""
        return {
            "facts": [fact.as_json() for fact in self._facts()],
            "changes": [change.as_json() for change in self.changes],
            "errors": [problem.as_json() for problem in self.errors],
            "warnings": self.draft.warnings,
            "actor": str(self.actor_id) if self.actor_id else "",
        }


def recognise(drafts: Sequence[Draft], register: Register) -> dict[int, Known]:
    """Who each draft is in the register, by its place in the list; refuses what is unclear."""
    identities = Identities.of(register, [draft for draft in drafts if not draft.refusals])
    duplicates = Duplicates.none_yet()
    found: dict[int, Known] = {}
    for place, draft in enumerate(drafts):
        if draft.refusals:
            continue
        try:
            known = identities.find(draft)
        except Ambiguous as error:
            draft.refuse(str(error))
            continue
        if (first := duplicates.first_of(draft, known)) is not None:
            draft.refuse(_same_as(first))
        elif known is not None and known.removed:
            draft.refuse(
                _("»%(name)s« er fjernet fra registret. Fortryd det, hvis den skal med igen.")
                % {"name": known.name}
            )
        elif known is not None:
            found[place] = known
    return found


def plan(
    drafts: Sequence[Draft], known: Mapping[int, Known], stored: Mapping[UUID, Stored]
) -> list[PlannedActor]:
    """One planned actor for each draft: what it becomes, and what that changes.

    A known actor that is not among the `stored` has said the same before: it is left as it is,
    with what people have corrected since.
    """
    return [_planned(draft, known.get(place), stored) for place, draft in enumerate(drafts)]


def _planned(draft: Draft, known: Known | None, stored: Mapping[UUID, Stored]) -> PlannedActor:
    if draft.refusals:
        return PlannedActor(draft, ImportOutcome.SKIP)
    if known is None:
        data = ActorData(**(draft.guessed | draft.values))
        return PlannedActor(draft, ImportOutcome.CREATE, after=data, new_raw=list(draft.raw))
    if known.id not in stored or draft.only_new:
        return PlannedActor(draft, ImportOutcome.UNCHANGED, known.id)
    return _update(draft, stored[known.id])


def says_the_same(draft: Draft, raw: Raw) -> bool:
    """Whether every row of the draft came in before, word for word."""
    rows = [raw.get((draft.source, row.external_id)) for row in draft.raw]
    same = [
        known is not None and known.values == row.values
        for known, row in zip(rows, draft.raw, strict=True)
    ]
    return bool(same) and all(same)


def digest(planned: Sequence[PlannedActor]) -> str:
    """A mark of the whole plan, so that what is committed is what was shown."""
    marks = hashlib.sha256()
    for one in planned:
        # No words in it: they depend on the reader's language.
        said = (one.draft.file, one.draft.row, one.outcome.value, one.actor_id, one.after)
        marks.update(repr((*said, len(one.errors), len(one.new_raw))).encode())
    return marks.hexdigest()


def _same_as(first: Draft) -> str:
    return _(
        "Rækken handler om den samme som række %(row)s, »%(name)s«. Vi tager kun den første med. "
        "Saml oplysningerne i én række, hvis noget skal lægges til."
    ) % {"row": first.row, "name": first.name}


def _update(draft: Draft, stored: Stored) -> PlannedActor:
    after = merged(stored.data, draft.values, trusted=draft.trusted)
    changes = changes_between(stored.data, after)
    new_raw = [one for one in draft.raw if _is_news(one, draft.source, stored)]
    if new_raw:
        changes.append(_raw_change(new_raw, draft.source, stored))
    outcome = ImportOutcome.UPDATE if changes else ImportOutcome.UNCHANGED
    return PlannedActor(draft, outcome, stored.actor.id, stored.data, after, changes, new_raw)


def _is_news(row: RawRow, source: str, stored: Stored) -> bool:
    known = stored.raw.get((source, row.external_id))
    return known is None or known.values != row.values


def _raw_change(rows: list[RawRow], source: str, stored: Stored) -> Change:
    columns: dict[str, None] = {}
    for row in rows:
        known = stored.raw.get((source, row.external_id))
        before = known.values if known else {}
        both = {**before, **row.values}
        columns |= {key: None for key in both if before.get(key) != row.values.get(key)}
    return Change(_("Gemt ord for ord fra filen"), "", ", ".join(columns))
