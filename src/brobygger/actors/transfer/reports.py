"""What an import came to, for the page, the command line and the record."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from brobygger.actors.enums import ImportOutcome
from brobygger.actors.transfer.drafts import Drafts, Problem
from brobygger.actors.transfer.planning import PlannedActor


@dataclass(frozen=True)
class ImportReport:
    """Counts of actors, and what could not be used. `committed`: the register was written, or
    was already as the file says."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    errors: tuple[Problem, ...] = ()
    # Of the skipped: those somebody has still to decide on, and those from other municipalities.
    undecided: int = field(default=0, compare=False)
    elsewhere: int = field(default=0, compare=False)
    # Of the created: those that look like somebody, and came in beside them without being asked.
    alike: int = field(default=0, compare=False)
    committed: bool = field(default=False, compare=False)

    def as_json(self) -> dict[str, Any]:
        """`{created, updated, unchanged, skipped, errors: [{file, row, message}]}`."""
        return {
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "skipped": self.skipped,
            "errors": [problem.as_json() for problem in self.errors],
        }


def report_of(
    planned: Sequence[PlannedActor], drafts: Drafts, *, alike: int = 0, committed: bool = False
) -> ImportReport:
    """The counts of a plan, and every problem in the file's order."""
    counts = Counter(one.outcome for one in planned)
    left_out = sum(
        counts[one] for one in (ImportOutcome.SKIP, ImportOutcome.DECIDE, ImportOutcome.ELSEWHERE)
    )
    errors = [problem for one in planned for problem in one.errors] + list(drafts.problems)
    return ImportReport(
        created=counts[ImportOutcome.CREATE],
        updated=counts[ImportOutcome.UPDATE],
        unchanged=counts[ImportOutcome.UNCHANGED],
        skipped=left_out,
        errors=tuple(errors),
        undecided=counts[ImportOutcome.DECIDE],
        elsewhere=counts[ImportOutcome.ELSEWHERE],
        alike=alike,
        committed=committed and (counts.total() > left_out or not errors),
    )
