"""Efforts for tests, started as people start them."""

from typing import Any

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.efforts.domain.efforts import make_move, start_effort
from brobygger.efforts.domain.mapped import add_actor
from brobygger.efforts.enums import EffortStatus
from brobygger.efforts.models import Effort, MappedActor
from brobygger.efforts.policies import Move
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor
from tests.factories.people import make_member

# The moves that lead to each state.
WAYS: dict[EffortStatus, tuple[Move, ...]] = {
    EffortStatus.PREPARING: (),
    EffortStatus.MAPPING: (Move.GO_AHEAD,),
    EffortStatus.ALIVE: (Move.GO_AHEAD, Move.KEEP_ALIVE),
    EffortStatus.POSTPONED: (Move.POSTPONE,),
    EffortStatus.DECLINED: (Move.SAY_NO,),
    EffortStatus.CLOSED: (Move.GO_AHEAD, Move.CLOSE),
}


def make_effort(
    workspace: Workspace,
    *,
    status: EffortStatus = EffortStatus.PREPARING,
    by: User | None = None,
    **facts: Any,
) -> Effort:
    """An effort taken to the state asked for by the coordinator."""
    person = by or make_member(workspace, "coordinator")
    known: dict[str, Any] = {"title": "Sommer på gården", "purpose": "At naboer mødes"}
    effort = start_effort(workspace=workspace, facts=known | facts, by=person)
    for move in WAYS[status]:
        make_move(effort=effort, move=move, by=person, reason="Sådan er det")
    return effort


def make_mapped(
    effort: Effort, actor: Actor | str = "Kvindeforeningen", by: User | None = None
) -> MappedActor:
    """An actor on the list; by name it is put into the register first."""
    if isinstance(actor, str):
        actor = make_actor(effort.workspace, actor)
    person = by or make_member(effort.workspace, "coordinator")
    return add_actor(effort=effort, actor=actor, by=person)
