"""The life of an effort, and of an actor on its list, is data, and every step asks it."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from brobygger.accounts.models import User
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import Role, role_has
from brobygger.efforts.domain.efforts import RULES, make_move
from brobygger.efforts.domain.mapped import look_at
from brobygger.efforts.enums import EffortStatus, MappedStatus
from brobygger.efforts.exceptions import NotNow, NotOpen, ReasonMissing
from brobygger.efforts.models import Effort, MappedActor
from brobygger.efforts.policies import EFFORT, NEEDS_REASON, ON_LIST, Look, Move
from brobygger.workspaces.models import Workspace
from tests.factories.efforts import make_effort, make_mapped

MEMBERS = ("administrator", "coordinator", "adviser", "reader")
ROLES = (*MEMBERS, "outsider", "stranger")


def may(role: str, permission: Permission) -> bool:
    return role in MEMBERS and role_has(Role(role), permission)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside has not happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def everybody(request: pytest.FixtureRequest) -> dict[str, User]:
    return {role: request.getfixturevalue(role) for role in ROLES}


@pytest.mark.parametrize("status", EffortStatus, ids=lambda one: one.value)
def test_only_the_moves_of_the_table_are_made_and_by_those_who_may(
    status: EffortStatus, workspace: Workspace, everybody: dict[str, User]
) -> None:
    effort = make_effort(workspace, status=status)
    for move, role in product(Move, ROLES):
        refusal: type[Exception] | None = None
        if not may(role, RULES[move].permission):
            refusal = PermissionDenied
        elif not EFFORT.allows(status, move):
            refusal = NotNow
        with undone():
            if refusal:
                with pytest.raises(refusal):
                    make_move(effort=effort, move=move, by=everybody[role], reason="Derfor")
            else:
                make_move(effort=effort, move=move, by=everybody[role], reason="Derfor")
            now = Effort.objects.get().status
        assert now == (status if refusal else EFFORT.steps[status, move]), (move, role)
        effort.status = status


@pytest.mark.parametrize("status", MappedStatus, ids=lambda one: one.value)
def test_an_actor_on_the_list_goes_by_its_table(
    status: MappedStatus, workspace: Workspace, everybody: dict[str, User]
) -> None:
    row = make_mapped(make_effort(workspace))
    MappedActor.objects.update(status=status)
    for look, role in product(Look, ROLES):
        refusal: type[Exception] | None = None
        if not may(role, Permission.EFFORT_EDIT):
            refusal = PermissionDenied
        elif (status, look) not in ON_LIST.steps:
            refusal = NotNow
        with undone():
            if refusal:
                with pytest.raises(refusal):
                    look_at(mapped=row, look=look, by=everybody[role])
            else:
                look_at(mapped=row, look=look, by=everybody[role])
            now = MappedActor.objects.get().status
        assert now == (status if refusal else ON_LIST.steps[status, look]), (look, role)


@pytest.mark.parametrize("move", sorted(NEEDS_REASON))
def test_a_decision_says_why(move: Move, workspace: Workspace, coordinator: User) -> None:
    effort = make_effort(workspace, status=EffortStatus.MAPPING)

    with pytest.raises(ReasonMissing):
        make_move(effort=effort, move=move, by=coordinator, reason="  ")

    assert Effort.objects.get().status == EffortStatus.MAPPING


@pytest.mark.parametrize("status", ["postponed", "declined", "closed"])
def test_nobody_writes_in_what_is_not_going_on(
    status: str, workspace: Workspace, adviser: User
) -> None:
    effort = make_effort(workspace, status=EffortStatus(status))

    with pytest.raises(NotOpen):
        make_mapped(effort, by=adviser)

    assert not MappedActor.objects.exists()


def test_every_state_can_be_reached_and_left_alive() -> None:
    assert set(EFFORT.steps.values()) == set(EffortStatus)
    assert {status for status, _move in EFFORT.steps} == set(EffortStatus)
