"""What an import will do, worked out without touching anything."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from pydantic import TypeAdapter

from brobygger.actors.domain.data import ActorData
from brobygger.actors.enums import ActorKind, ImportOutcome
from brobygger.actors.transfer.differences import Change, changes_between
from brobygger.actors.transfer.drafts import Draft, Problem, RawRow
from brobygger.actors.transfer.lookalikes import Alike, data_of_draft
from brobygger.actors.transfer.merging import merged
from brobygger.actors.transfer.recognition import Match
from brobygger.actors.transfer.register import Raw, Stored

_DATA = TypeAdapter(ActorData)


@dataclass(slots=True)
class PlannedActor:
    """What happens to one actor of the file, and why.

    `alike` are those a person must choose between. `into` is the planned actor that this row is
    put together with, and that is written for both.
    """

    draft: Draft
    outcome: ImportOutcome
    actor_id: UUID | None = None
    before: ActorData | None = None
    after: ActorData | None = None
    changes: list[Change] = field(default_factory=list)
    new_raw: list[RawRow] = field(default_factory=list)
    alike: list[Alike] = field(default_factory=list)
    how: str = ""
    into: "PlannedActor | None" = None

    @property
    def errors(self) -> list[Problem]:
        """Why it is left out, or which of its rows could not be used."""
        return [*self.draft.refusals, *self.draft.problems]

    def _facts(self) -> list[Change]:
        """What a new actor will say, its name aside."""
        if self.outcome not in (ImportOutcome.CREATE, ImportOutcome.DECIDE) or self.after is None:
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
        line: dict[str, Any] = {
            "facts": [fact.as_json() for fact in self._facts()],
            "changes": [change.as_json() for change in self.changes],
            "errors": [problem.as_json() for problem in self.errors],
            "warnings": self.draft.warnings,
            "actor": str(self.actor_id) if self.actor_id else "",
        }
        if self.how:
            line["how"] = self.how
        if self.draft.elsewhere:
            line["warnings"] = [self.draft.elsewhere]
        if self.alike:
            line["alike"] = [one.as_json() for one in self.alike]
            line["says"] = saying(self.draft)
        return line


def plan(
    drafts: Sequence[Draft], matches: Sequence[Match], stored: Mapping[UUID, Stored]
) -> list[PlannedActor]:
    """One planned actor for each draft: what it becomes, and what that changes.

    A known actor that is not among the `stored` has said the same before: it is left as it is,
    with what people have corrected since.
    """
    first: dict[UUID, PlannedActor] = {}
    planned = []
    for draft, match in zip(drafts, matches, strict=True):
        one = _planned(draft, match, stored, first)
        if one.actor_id is not None:
            first.setdefault(one.actor_id, one)
        planned.append(one)
    return planned


def _planned(
    draft: Draft,
    match: Match,
    stored: Mapping[UUID, Stored],
    first: Mapping[UUID, PlannedActor],
) -> PlannedActor:
    if draft.elsewhere:
        return PlannedActor(draft, ImportOutcome.ELSEWHERE)
    if draft.refusals or match.left_out:
        return PlannedActor(draft, ImportOutcome.SKIP, how=match.how)
    if match.alike:
        data = data_of_draft(draft)
        return PlannedActor(draft, ImportOutcome.DECIDE, after=data, alike=match.alike)
    if match.known is None:
        return new_actor(draft)
    if match.known.id not in stored or draft.only_new:
        return PlannedActor(draft, ImportOutcome.UNCHANGED, match.known.id, how=match.how)
    if match.known.id in first:
        return put_with(draft, first[match.known.id], stored, how=match.how)
    return update(draft, stored[match.known.id], how=match.how)


def new_actor(draft: Draft) -> PlannedActor:
    """The draft as somebody nobody knew."""
    data = data_of_draft(draft)
    return PlannedActor(draft, ImportOutcome.CREATE, after=data, new_raw=list(draft.raw))


def put_with(
    draft: Draft, head: PlannedActor, stored: Mapping[UUID, Stored], *, how: str = ""
) -> PlannedActor:
    """One more row about the same actor: what it says is added to what is written of it.

    The head is the first of them; the change is shown with this row, and written with the head.
    """
    known = stored.get(head.actor_id) if head.actor_id else None
    if head.after is None:
        if known is None:
            return PlannedActor(draft, ImportOutcome.UNCHANGED, head.actor_id, how=how, into=head)
        head.before, head.after = known.data, known.data
    assert head.after is not None
    before = head.after
    head.after = merged(before, draft.values, trusted=draft.trusted)
    changes = changes_between(before, head.after)
    raw = [one for one in draft.raw if known is None or _is_news(one, draft.source, known)]
    head.new_raw += raw
    if known is not None and raw:
        changes.append(_raw_change(raw, draft.source, known))
    if (changes or raw) and head.outcome == ImportOutcome.UNCHANGED:
        head.outcome = ImportOutcome.UPDATE
    outcome = ImportOutcome.UPDATE if changes or raw else ImportOutcome.UNCHANGED
    return PlannedActor(
        draft, outcome, head.actor_id, before, head.after, changes, how=how, into=head
    )


def says_the_same(draft: Draft, raw: Raw) -> bool:
    """Whether every row of the draft came in before, word for word. Of our own files only some of
    a row is kept, so they are always compared."""
    if draft.trusted:
        return False
    rows = [raw.get((draft.source, row.external_id)) for row in draft.raw]
    same = [
        known is not None and known.values == row.values
        for known, row in zip(rows, draft.raw, strict=True)
    ]
    return bool(same) and all(same)


def digest(planned: Sequence[PlannedActor], stored: Mapping[UUID, Stored]) -> str:
    """A mark of the whole plan, so that what is committed is what was shown.

    No words are in it: they depend on the reader's language. The file and how it is read are the
    import's own, so the versions of the actors it touches say the rest.
    """
    marks = hashlib.sha256()
    for one in planned:
        known = stored.get(one.actor_id) if one.actor_id else None
        version = known.actor.version if known else 0
        alike = ",".join(other.target for other in one.alike)
        said = f"{one.draft.row}|{one.outcome.value}|{one.actor_id}|{version}|{alike}\n"
        marks.update(said.encode())
    return marks.hexdigest()


def update(draft: Draft, stored: Stored, *, how: str = "") -> PlannedActor:
    """The draft as news of somebody in the register."""
    after = merged(stored.data, draft.values, trusted=draft.trusted)
    changes = changes_between(stored.data, after)
    new_raw = [one for one in draft.raw if _is_news(one, draft.source, stored)]
    if new_raw:
        changes.append(_raw_change(new_raw, draft.source, stored))
    outcome = ImportOutcome.UPDATE if changes else ImportOutcome.UNCHANGED
    return PlannedActor(
        draft, outcome, stored.actor.id, stored.data, after, changes, new_raw, how=how
    )


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


def saying(draft: Draft) -> dict[str, Any]:
    """What a row says, kept until somebody has decided whom it is about."""
    data = data_of_draft(draft)
    return {"data": _DATA.dump_python(data, mode="json"), "fields": sorted(draft.values)}


def changes_if_merged(said: Mapping[str, Any], stored: Stored) -> list[Change]:
    """What would change in the register if the row were about this actor."""
    data = _DATA.validate_python(said["data"])
    values = {name: getattr(data, name) for name in said["fields"]}
    return changes_between(stored.data, merged(stored.data, values))
