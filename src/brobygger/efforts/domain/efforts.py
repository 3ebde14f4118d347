"""Starting an effort, correcting it, and deciding about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from brobygger.accounts.models import User
from brobygger.actors.exceptions import CprFound
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.core import clock
from brobygger.core.citizens import has_cpr
from brobygger.efforts.domain.settling import settle
from brobygger.efforts.enums import EffortStatus, Question
from brobygger.efforts.exceptions import NotAMember, ReasonMissing
from brobygger.efforts.models import Answer, Effort
from brobygger.efforts.policies import EFFORT, NEEDS_REASON, Move, check_open
from brobygger.workspaces.authorization import can_workspace, check_workspace
from brobygger.workspaces.models import Workspace

FACTS = (
    "title", "purpose", "area", "target_groups", "activity_areas", "starts_on", "ends_on",
    "responsible",
)  # fmt: skip
_ENDED = (EffortStatus.DECLINED, EffortStatus.CLOSED)


@dataclass(frozen=True)
class Rule:
    """Who may make a move, and how the trail calls it."""

    event: str
    permission: Permission = Permission.EFFORT_DECIDE


RULES = {
    Move.GO_AHEAD: Rule(event="effort.went_ahead"),
    Move.POSTPONE: Rule(event="effort.postponed"),
    Move.SAY_NO: Rule(event="effort.declined"),
    Move.KEEP_ALIVE: Rule(event="effort.kept_alive", permission=Permission.EFFORT_EDIT),
    Move.MAP_AGAIN: Rule(event="effort.mapped_again", permission=Permission.EFFORT_EDIT),
    Move.CLOSE: Rule(event="effort.closed"),
    Move.REOPEN: Rule(event="effort.reopened"),
}


@transaction.atomic
def start_effort(
    *, workspace: Workspace, facts: Mapping[str, Any], by: User, form_token: UUID | None = None
) -> Effort:
    """Begin an effort; whoever starts it is responsible until somebody else is.

    The same form a second time answers the effort that is there. Raises PermissionDenied, CprFound,
    NotAMember.
    """
    check_workspace(by, workspace, Permission.EFFORT_EDIT)
    facts = {"responsible": by} | dict(facts)
    _check_facts(facts, workspace)
    effort = Effort(
        workspace=workspace, created_by=by, updated_by=by, form_token=form_token, **facts
    )
    try:
        with transaction.atomic():
            effort.save(force_insert=True)
    except IntegrityError:
        present = Effort.objects.filter(workspace=workspace, form_token=form_token).first()
        if form_token is None or present is None:
            raise
        started: Effort = present
        return started
    record("effort.started", by=by, on=("effort", effort.id), workspace_id=workspace.id)
    return effort


@transaction.atomic
def change_effort(
    *, effort: Effort, mine: Mapping[str, Any], base: Mapping[str, Any] | None, by: User
) -> None:
    """Correct what the effort is about. Raises ChangedMeanwhile when another wrote there too.

    Also PermissionDenied, NotOpen, CprFound, NotAMember.
    """
    stored = locked(effort, by)
    _check_facts(mine, stored.workspace)
    now = {name: getattr(stored, name) for name in mine}
    changed = settle(stored=now, base=base, mine=mine, who=other_than(by, stored.updated_by))
    if not changed:
        return
    for name, value in changed.items():
        setattr(stored, name, value)
    sign(stored, by)
    stored.save()
    record("effort.described", by=by, on=("effort", stored.id), workspace_id=stored.workspace_id)
    effort.refresh_from_db()


@transaction.atomic
def make_move(
    *, effort: Effort, move: Move, by: User, reason: str = "", review_on: date | None = None
) -> None:
    """Take the effort to its next state.

    A no, a later and an end need a reason, which stands with the other answers. Raises
    PermissionDenied, NotNow, ReasonMissing, CprFound.
    """
    rule = RULES[move]
    check_workspace(by, effort.workspace, rule.permission)
    stored: Effort = Effort.objects.select_for_update(of=("self",)).get(pk=effort.pk)
    status = EFFORT.after(stored.status, move)
    if has_cpr(reason):
        raise CprFound
    if move in NEEDS_REASON and not reason.strip():
        raise ReasonMissing
    if reason.strip():
        _keep_reason(stored, reason.strip(), by)
    stored.status = status
    stored.decided_at, stored.decided_by = clock.now(), by
    stored.ended_at = clock.now() if status in _ENDED else None
    if review_on or status in _ENDED or move == Move.REOPEN:
        stored.next_review_on = review_on
    stored.save()
    record(rule.event, by=by, on=("effort", stored.id), workspace_id=stored.workspace_id)
    effort.refresh_from_db()


def locked(effort: Effort, by: User) -> Effort:
    """The effort as stored, held until the transaction ends, for somebody who may write in it.

    Raises PermissionDenied, NotOpen.
    """
    check_workspace(by, effort.workspace, Permission.EFFORT_EDIT)
    stored: Effort = Effort.objects.select_for_update(of=("self",)).get(pk=effort.pk)
    check_open(stored)
    return stored


def sign(row: Any, by: User) -> None:
    """Who wrote last, and when."""
    row.updated_by, row.updated_at = by, clock.now()


def other_than(by: User, writer: User | None) -> User | None:
    """The other person, where it was another."""
    return writer if writer is not None and writer.pk != by.pk else None


def check_texts(*texts: str) -> None:
    """Raise CprFound when one of the texts holds what looks like a CPR number."""
    if has_cpr(*texts):
        raise CprFound


def check_works_here(person: User | None, workspace: Workspace) -> None:
    """Raise NotAMember unless the person may write in the workspace's efforts."""
    if person is not None and not can_workspace(person, workspace, Permission.EFFORT_EDIT):
        raise NotAMember


def _check_facts(facts: Mapping[str, Any], workspace: Workspace) -> None:
    words = (facts.get(name, "") for name in ("title", "purpose", "area"))
    listed = (one for name in ("target_groups", "activity_areas") for one in facts.get(name, ()))
    check_texts(*words, *listed)
    if "responsible" in facts:
        check_works_here(facts["responsible"], workspace)


def _keep_reason(effort: Effort, reason: str, by: User) -> None:
    answer, _new = Answer.objects.get_or_create(
        effort=effort, question=Question.WHY_REASON, defaults={"workspace": effort.workspace}
    )
    answer.text = reason
    sign(answer, by)
    answer.save()
