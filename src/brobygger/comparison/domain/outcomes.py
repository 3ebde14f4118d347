"""A difference becomes a question, a goal or a point in the agreement; and it can be taken back."""

from collections.abc import Mapping
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brobygger.accounts.models import User
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.authorization import check_party
from brobygger.collaborations.models import Collaboration
from brobygger.comparison.board import Board, Difference, End, Theme
from brobygger.comparison.domain.clauses import Added, take_clause_out, write_clause
from brobygger.comparison.domain.goals import Step, move_goal, set_goal
from brobygger.comparison.exceptions import (
    ChangedSince,
    NoSuchClause,
    NotHere,
    SomebodyElsesQuestion,
    StaysInside,
)
from brobygger.comparison.models import Became, Goal, Outcome
from brobygger.comparison.wording import goal_text, question_text, quoted, told
from brobygger.core import clock
from brobygger.sheets.access import policy_of
from brobygger.sheets.domain.comments import park_question, remove
from brobygger.sheets.domain.sheets import Origin, note_origin
from brobygger.sheets.models import Comment, FieldOrigin, Sheet
from brobygger.sheets.seeing import seen_by

# The kind of origin a field of the draft has when a difference was written into it.
ORIGIN = "outcome"
_EVENTS = {
    Became.QUESTION: "comparison.question",
    Became.GOAL: "comparison.goal",
    Became.CLAUSE: "comparison.clause",
    Became.AGREED: "comparison.agreed",
}

Target = tuple[UUID | None, str, Added, str]


@transaction.atomic
def make(
    *,
    board: Board,
    about: str,
    became: Became,
    collaboration: Collaboration | None,
    by: User,
    clause: str = "",
    parties: Mapping[UUID, str] | None = None,
) -> Outcome:
    """Let a difference become something. Asked twice it happens once.

    `board` is the comparison as this person sees it now; `clause` the point of the agreement when
    the catalogue names none; `parties` who speaks in which sheet. Raises PermissionDenied,
    ChangedSince, NotHere, StaysInside, NoSuchClause and what the thing itself raises.
    """
    found = board.find(about)
    if found is None:
        raise ChangedSince
    theme, one = found
    _check(theme, became, collaboration, by)
    # Two clicks at once: the second waits here and finds what the first made.
    Sheet.objects.select_for_update().get(pk=theme.ends[0].sheet.pk)
    there = Outcome.objects.filter(about=about, became=became, undone_at__isnull=True).first()
    if there is not None:
        return there
    target, field_id, added, text = _made(
        board, theme, one, became, collaboration, by, clause, parties or {}
    )
    left, right = theme.left or theme.ends[0], theme.right or theme.ends[0]
    outcome = Outcome.objects.create(
        workspace_id=left.sheet.workspace_id,
        collaboration=collaboration,
        became=became,
        mode=board.mode,
        since=board.since,
        about=about,
        theme=theme.title,
        left_sheet=left.sheet,
        left_field=theme.left.field.id if theme.left else "",
        right_sheet=right.sheet,
        right_field=theme.right.field.id if theme.right else "",
        text=text,
        target_id=target,
        target_field=field_id,
        added=added,
        by_id=by.id,
    )
    if added and target is not None:
        note_origin(Sheet.objects.get(pk=target), field_id, Origin(ORIGIN, outcome.id))
    _record(_EVENTS[became], outcome, by)
    return outcome


@transaction.atomic
def undo(*, outcome: Outcome, by: User) -> Outcome:
    """Take it back: the goal goes, the words leave the agreement, the question is withdrawn.

    Raises PermissionDenied, ClauseRewritten, SomebodyElsesQuestion, NotNow.
    """
    held = (
        Outcome.objects.select_for_update(of=("self",))
        .select_related("collaboration", "left_sheet", "right_sheet")
        .get(pk=outcome.pk)
    )
    if held.undone_at is not None:
        return held
    if held.collaboration is not None:
        check_party(by, held.collaboration, Permission.PARTY_WRITE)
    elif not policy_of(held.left_sheet).can_edit(by, held.left_sheet):
        raise PermissionDenied
    _unmake(held, by)
    FieldOrigin.objects.filter(kind=ORIGIN, origin_id=held.id).delete()
    held.undone_at = clock.now()
    held.save(update_fields=["undone_at"])
    _record("comparison.undone", held, by)
    return held


def _unmake(held: Outcome, by: User) -> None:
    if held.target_id is None:
        return
    match held.became:
        case Became.GOAL:
            _take_goal_away(held, held.target_id, by)
        case Became.CLAUSE:
            for draft in Sheet.objects.filter(pk=held.target_id):
                take_clause_out(draft=draft, field_id=held.target_field, added=held.added, by=by)
        case Became.QUESTION:
            for question in Comment.objects.filter(pk=held.target_id, removed_at__isnull=True):
                if question.by_id != by.id:
                    raise SomebodyElsesQuestion
                remove(comment=question, by=by)


def _take_goal_away(held: Outcome, goal_id: UUID, by: User) -> None:
    """Unless another difference has become the same goal."""
    same = Outcome.objects.filter(
        became=Became.GOAL, target_id=goal_id, undone_at__isnull=True
    ).exclude(pk=held.pk)
    if not same.exists():
        for goal in Goal.objects.filter(pk=goal_id):
            move_goal(goal=goal, step=Step.REMOVE, by=by)


def _check(theme: Theme, became: Became, collaboration: Collaboration | None, by: User) -> None:
    if became is Became.QUESTION:
        return  # parking it asks for itself
    if collaboration is None:
        raise NotHere
    check_party(by, collaboration, Permission.PARTY_WRITE)
    if became is Became.AGREED:
        return
    if theme.private:
        raise StaysInside
    # Words the others cannot read are told only by those whose they are.
    if theme.inside and not any(_own(end, by) for end in theme.ends):
        raise PermissionDenied


def _own(end: End, by: User) -> bool:
    return policy_of(end.sheet).can_edit(by, end.sheet)


def _made(
    board: Board,
    theme: Theme,
    one: Difference,
    became: Became,
    collaboration: Collaboration | None,
    by: User,
    clause: str,
    parties: Mapping[UUID, str],
) -> Target:
    if became is Became.QUESTION:
        text = question_text(board, theme, one)
        end = _where_to_ask(theme, by)
        asked = park_question(
            sheet=end.sheet,
            field_id=end.field.id,
            text=text,
            by=by,
            shared=not (theme.inside or theme.private),
        )
        return asked.id, end.field.id, {}, text
    assert collaboration is not None
    if became is Became.GOAL:
        goal = set_goal(collaboration=collaboration, text=goal_text(board, theme, one), by=by)
        return goal.id, "", {}, quoted(board, one)
    if became is Became.CLAUSE:
        said = told(board, theme, one)
        field_id = theme.clause.id if theme.clause else clause
        if not field_id:
            raise NoSuchClause
        draft, added = write_clause(
            collaboration=collaboration,
            field_id=field_id,
            said=said,
            rows=_rows(theme, one, parties),
            by=by,
        )
        return draft.id, field_id, added, "\n".join(words for _who, words in said)
    return None, "", {}, ""


def _where_to_ask(theme: Theme, by: User) -> End:
    """Beside one's own answer when there is one, else beside theirs."""
    ends = []
    for end in theme.ends:
        seen = seen_by(by, end.sheet)
        if seen.comments and seen.sees(end.field.id):
            ends.append(end)
    if not ends:
        raise PermissionDenied
    return next((end for end in ends if _own(end, by)), ends[0])


def _rows(theme: Theme, one: Difference, parties: Mapping[UUID, str]) -> list[dict[str, str]]:
    """The lines of both sides as they are kept; with whom they are about, where that is told."""
    rows = []
    for line in one.lines:
        for end, point in ((theme.left, line.item.left), (theme.right, line.item.right)):
            if end is None or point is None or not point.cells:
                continue
            row = dict(point.cells)
            party = parties.get(end.sheet.id, "")
            if party and any(column.id == "who" for column in end.field.columns):
                who = row.get("who", "")
                row["who"] = f"{party} ({who})" if who and who != party else party
            rows.append(row)
    return rows


def _record(event: str, outcome: Outcome, by: User) -> None:
    sheet = outcome.left_sheet
    on = ("collaboration", outcome.collaboration_id) if outcome.collaboration_id else None
    record(
        event,
        by=by,
        on=on or ("sheet", sheet.id),
        workspace_id=sheet.workspace_id,
        related=[("sheet", sheet.id)] if on else [],
    )
