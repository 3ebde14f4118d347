"""Who each row of a file is: somebody in the register, somebody new, or for a person to say."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from brobygger.actors.enums import Decision
from brobygger.actors.transfer.drafts import Draft
from brobygger.actors.transfer.identity import Ambiguous, Duplicates, Identities
from brobygger.actors.transfer.lookalikes import Alike, find_alike, same_row, several
from brobygger.actors.transfer.progress import Tell, quiet
from brobygger.actors.transfer.register import Known, Register, row_mark
from brobygger.actors.transfer.remembering import Memory
from brobygger.workspaces.models import Workspace

# How somebody in the register was recognised. Of these a person may say that it is another.
BY_FACTS = "facts"
BY_ID = "id"
REMEMBERED = "remembered"
LEFT_OUT_BEFORE = "left_out_before"


@dataclass(slots=True)
class Match:
    """What a row was recognised as. `alike` are those a person must choose between."""

    known: Known | None = None
    how: str = ""
    alike: list[Alike] = field(default_factory=list)
    left_out: bool = False


class Recognition:
    """Goes through the rows of one file in their order."""

    def __init__(self, drafts: Sequence[Draft], register: Register, memory: Memory) -> None:
        self.drafts = drafts
        self.register = register
        self.memory = memory
        self.identities = Identities.of(register, [one for one in drafts if _usable(one)])
        self.duplicates = Duplicates.none_yet()
        self.places = {id(draft): place for place, draft in enumerate(drafts)}

    def of(self, place: int) -> Match:
        """Who this row is. What cannot come in is refused with a reason."""
        draft = self.drafts[place]
        if not _usable(draft):
            return Match()
        if (match := self._remembered(place, draft)) is not None:
            return match
        try:
            known = self._by_record(draft) or self.identities.find(draft)
        except Ambiguous as error:
            return Match(alike=several(error.found))
        match = Match(known, how=self._how(draft, known))
        if (first := self.duplicates.first_of(draft, known)) is not None:
            return self._again(draft, first)
        if known is not None and known.removed:
            draft.refuse(
                _("»%(name)s« er fjernet fra registret. Fortryd det, hvis den skal med igen.")
                % {"name": known.name}
            )
        return match

    def _remembered(self, place: int, draft: Draft) -> Match | None:
        said = self.memory.said.get(place)
        if said is None:
            return None
        if said.decision == Decision.SKIP:
            draft.warnings.append(_("I valgte sidst at springe rækken over."))
            return Match(how=LEFT_OUT_BEFORE, left_out=True)
        known = self.register.by_id.get(said.actor_id) if said.actor_id else None
        if known is None or known.removed:
            return None
        if said.decision == Decision.MERGE:
            mark_rows(draft, self.memory.keys[place])
        return Match(known, how=REMEMBERED)

    def _by_record(self, draft: Draft) -> Known | None:
        """The actor that the same row of the same source became before."""
        if draft.trusted or not draft.raw or not self.register.by_record:
            return None  # our own file holds only some of a row
        there = self.register.by_record.get(row_mark(draft.raw[0].values), set())
        found = self.register.by_id[next(iter(there))] if len(there) == 1 else None
        return found if found and not found.removed else None

    def _how(self, draft: Draft, known: Known | None) -> str:
        if known is None:
            return ""
        same = self.identities.by_id(draft) is known or self._by_record(draft) is known
        return BY_ID if same else BY_FACTS

    def _again(self, draft: Draft, first: Draft) -> Match:
        if _says_nothing_new(draft, first):
            draft.refuse(
                _("Rækken er den samme som række %(row)s, »%(name)s«. Den er taget med én gang.")
                % {"row": first.row, "name": first.name}
            )
            return Match()
        return Match(alike=[same_row(first, self.places[id(first)])])


def recognise(
    drafts: Sequence[Draft],
    register: Register,
    memory: Memory,
    workspace: Workspace,
    tell: Tell = quiet,
) -> list[Match]:
    """Who every row is. A handful of queries, however many rows."""
    recognition = Recognition(drafts, register, memory)
    matches = [recognition.of(place) for place in range(len(drafts))]
    unknown = [
        place
        for place, (draft, match) in enumerate(zip(drafts, matches, strict=True))
        if _usable(draft) and match == Match()
    ]
    for place, alike in find_alike(drafts, unknown, register, workspace, tell).items():
        matches[place].alike = alike
    return matches


def mark_rows(draft: Draft, key: str) -> None:
    """Give the rows of one of several about the same actor a name of their own in its record."""
    draft.raw = [
        row if row.external_id else replace(row, external_id=f"~{key[:32]}") for row in draft.raw
    ]


def _usable(draft: Draft) -> bool:
    return not draft.refusals and not draft.elsewhere


def _says_nothing_new(draft: Draft, first: Draft) -> bool:
    rows, others = ([row.values for row in one.raw] for one in (draft, first))
    return draft.values == first.values and rows == others
