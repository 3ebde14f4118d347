"""Rows of a file that were kept beside those they look like: the list of possible duplicates must
not ask the same again."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from brobygger.accounts.models import User
from brobygger.actors.domain.evidence import Certainty, Sign
from brobygger.actors.enums import Decision
from brobygger.actors.models import PossibleDuplicate
from brobygger.actors.models.uniting import PairDecision
from brobygger.actors.transfer.deciding import Choice
from brobygger.actors.transfer.planning import PlannedActor
from brobygger.audit.record import record_many
from brobygger.core import clock
from brobygger.workspaces.models import Workspace


def tell_they_are_two(
    before: Sequence[PlannedActor],
    written: Sequence[PlannedActor],
    choices: Mapping[int, Choice],
    *,
    workspace: Workspace,
    by: User,
) -> None:
    """Whoever kept both has said that they are two. It can be taken back with the duplicates.

    `before` is the plan as it was shown, with those each row looks like; `written` as it was
    laid in.
    """
    pairs = {ends: sign for ends, sign in _pairs(before, written, choices) if ends[0] != ends[1]}
    now = clock.now()
    PossibleDuplicate.objects.bulk_create(
        (
            PossibleDuplicate(
                workspace=workspace,
                one_id=one,
                other_id=other,
                certainty=Certainty.LIKELY,
                signs=[sign] if sign in set(Sign) else [],
                decision=PairDecision.TWO,
                decided_by=by,
                decided_at=now,
            )
            for (one, other), sign in pairs.items()
        ),
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["one", "other"],
        update_fields=["decision", "decided_by", "decided_at"],
    )
    told = list({one for one, _other in pairs})
    record_many("duplicate.decided", by=by, kind="actor", ids=told, workspace_id=workspace.id)


def _pairs(
    before: Sequence[PlannedActor],
    written: Sequence[PlannedActor],
    choices: Mapping[int, Choice],
) -> Iterator[tuple[tuple[UUID, UUID], str]]:
    for place, choice in choices.items():
        kept = written[place].actor_id
        if choice.decision != Decision.KEEP or kept is None:
            continue
        for other, sign in _others(before[place], written):
            one, two = sorted((kept, other), key=str)
            yield (one, two), sign


def _others(row: PlannedActor, written: Sequence[PlannedActor]) -> Iterator[tuple[UUID, str]]:
    """Whom the row was asked about: those it looks like, or the one it was taken for."""
    if not row.alike and row.actor_id is not None:
        yield row.actor_id, Sign.SAME_NAME
    for one in row.alike:
        key = one.actor_id
        if key is None and one.place is not None:
            there = written[one.place]
            key = (there.into or there).actor_id
        if key is not None:
            yield key, one.kind
