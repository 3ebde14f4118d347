"""What a person decides of rows that look like somebody: put together, keep both, leave out."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.actors.domain.bulk import copy_values
from brobygger.actors.enums import Decision, ImportOutcome, ImportStatus
from brobygger.actors.models import ImportBatch, ImportLine, RowDecision
from brobygger.actors.transfer.deciding import FAULTY, Choice
from brobygger.actors.transfer.drafts import Draft
from brobygger.actors.transfer.exceptions import NothingToCommit
from brobygger.actors.transfer.planning import PlannedActor
from brobygger.actors.transfer.recognition import BY_FACTS, LEFT_OUT_BEFORE, REMEMBERED
from brobygger.actors.transfer.remembering import row_keys
from brobygger.authorization.permissions import Permission
from brobygger.core import clock
from brobygger.core.ids import new_id
from brobygger.workspaces.authorization import check_workspace
from brobygger.workspaces.models import Workspace

COMES_IN = (ImportOutcome.CREATE, ImportOutcome.UPDATE)
# Recognised in a way that a person may know better.
_MAY_BE_OTHERS = (BY_FACTS, REMEMBERED, LEFT_OUT_BEFORE)


@transaction.atomic
def decide_line(line: ImportLine, *, decision: str, target: str = "", by: User) -> ImportLine:
    """Decide one row; an empty decision takes it back. Nothing is written before the commit.

    `target` is whom it is put together with, the first of those it looks like when empty. Raises
    NothingToCommit when the import is closed, ValueError for what cannot be chosen here.
    """
    _check_open(line.batch, by)
    line.decision = Decision(decision) if decision else ""
    line.target = _target(line, target) if decision == Decision.MERGE else ""
    only_out = line.decision in ("", Decision.SKIP) and may_leave_out(line)
    if not (may_decide(line) or only_out):
        raise ValueError(line.outcome)
    line.save(update_fields=["decision", "target"])
    return line


@transaction.atomic
def decide_kind(batch: ImportBatch, *, likeness: str, decision: str, by: User) -> int:
    """Decide all rows of one kind that nobody has decided on yet; answers how many.

    Put together, each goes with the one it looks most like.
    """
    _check_open(batch, by)
    lines = waiting_lines(batch).filter(likeness=likeness)
    if decision == Decision.MERGE:
        first = RawSQL("details->'alike'->0->>'target'", [])
        return lines.update(decision=Decision.MERGE, target=first)
    return lines.update(decision=Decision(decision), target="")


@transaction.atomic
def undecide_kind(batch: ImportBatch, *, likeness: str, by: User) -> int:
    """Take the decisions on one kind back."""
    _check_open(batch, by)
    decided = batch.lines.filter(outcome=ImportOutcome.DECIDE, likeness=likeness)
    return decided.update(decision="", target="")


@transaction.atomic
def leave_out_faulty(batch: ImportBatch, *, by: User) -> int:
    """Leave the rows out that would come in without some of their cells; answers how many."""
    _check_open(batch, by)
    lines = faulty_lines(batch).filter(outcome__in=COMES_IN, decision="")
    return lines.update(decision=Decision.SKIP, target="")


@transaction.atomic
def take_in_faulty(batch: ImportBatch, *, by: User) -> int:
    """Let those rows come in after all."""
    _check_open(batch, by)
    lines = faulty_lines(batch).filter(outcome__in=COMES_IN, decision=Decision.SKIP)
    return lines.update(decision="", target="")


def faulty_lines(batch: ImportBatch) -> QuerySet[ImportLine]:
    """The rows with a cell, or a row of their own, that could not be used; not those that stay
    out whole."""
    staying_out = (ImportOutcome.SKIP, ImportOutcome.ELSEWHERE)
    faulty = batch.lines.filter(details__errors__0__isnull=False)
    return faulty.exclude(outcome__in=staying_out)


def may_leave_out(line: ImportLine) -> bool:
    """Whether the row would come in without some of its cells, so that a person may say no."""
    return line.outcome in COMES_IN and bool(line.details.get("errors"))


def waiting_lines(batch: ImportBatch) -> QuerySet[ImportLine]:
    """The rows that wait for a decision."""
    return batch.lines.filter(outcome=ImportOutcome.DECIDE, decision="")


def may_decide(line: ImportLine) -> bool:
    """Whether the row is for a person to decide: it looks like somebody, or was recognised by
    what it says and not by its id."""
    if line.outcome == ImportOutcome.DECIDE:
        return True
    return line.details.get("how") in _MAY_BE_OTHERS and line.decision != Decision.MERGE


def choices_of(batch: ImportBatch) -> dict[int, Choice]:
    """The decisions by the row's place in the file."""
    decided = batch.lines.exclude(decision="").annotate(place=F("number") - 1)
    return {
        place: Choice(Decision(decision), target)
        for place, decision, target in decided.values_list("place", "decision", "target")
    }


def remember_choices(
    planned: Sequence[PlannedActor],
    drafts: Sequence[Draft],
    choices: Mapping[int, Choice],
    *,
    workspace: Workspace,
    by: User | None,
) -> None:
    """Keep the decisions with the rows' sources, so that the next import does not ask again."""
    if not choices:
        return
    keys = row_keys(drafts)
    decided = {}
    for place, choice in choices.items():
        one = planned[place]
        if one.how == FAULTY:
            continue  # with its cell mended in the file, the row may come in
        actor: UUID | None = (one.into or one).actor_id
        if choice.decision == Decision.SKIP or actor is not None:
            source = one.draft.source[:200]
            decided[source, keys[place]] = (choice.decision, actor)
    known = RowDecision.objects.filter(
        workspace=workspace,
        source__in={source for source, _key in decided},
        row_key__in=[key for _source, key in decided],
    )
    known.delete()
    now = clock.now()
    copy_values(
        RowDecision,
        (
            {
                "id": new_id(),
                "workspace_id": workspace.id,
                "source": source,
                "row_key": key,
                "decision": decision,
                "actor_id": None if decision == Decision.SKIP else actor,
                "decided_by_id": by.id if by else None,
                "decided_at": now,
            }
            for (source, key), (decision, actor) in decided.items()
        ),
    )


def _target(line: ImportLine, wanted: str) -> str:
    targets = [one["target"] for one in line.details.get("alike", [])]
    if not targets or (wanted and wanted not in targets):
        raise ValueError(wanted)
    return wanted or targets[0]


def _check_open(batch: ImportBatch, by: User) -> None:
    check_workspace(by, batch.workspace, Permission.ACTOR_IMPORT)
    locked = ImportBatch.objects.select_for_update().defer("content").get(id=batch.id)
    if locked.status not in (ImportStatus.UPLOADED, ImportStatus.FAILED):
        raise NothingToCommit(_("Importen er afsluttet. Send filen igen, hvis noget skal ændres."))
