"""One visit to the women's association, which the coordinator and the adviser go on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from brobygger.accounts.models import User
from brobygger.actors.domain.data import ContactPersonData
from brobygger.actors.models import Actor
from brobygger.core import clock
from brobygger.sheets.domain.commands import SetText, apply
from brobygger.visits.domain.visits import VisitData, hold_visit, plan_visit
from brobygger.visits.models import Visit
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor
from tests.factories.people import make_member, make_workspace

# A Tuesday, in the morning.
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
FATMA = ContactPersonData(name="Fatma", email="fatma@kvinder.example", phone="11 22 33 44")


@pytest.fixture(autouse=True)
def tuesday() -> Iterator[None]:
    with clock.travel_to(NOW):
        yield


@dataclass
class Held:
    """A visit to the women's association that has been held."""

    workspace: Workspace
    coordinator: User
    adviser: User
    actor: Actor
    visit: Visit


def held_one() -> Held:
    """For files whose tests begin with the visit held, nearly all."""
    with clock.travel_to(NOW - timedelta(minutes=1)):  # over before the first test begins
        workspace = make_workspace("birkelund", "Birkelund Kommune")
        coordinator = make_member(workspace, "coordinator")
        adviser = make_member(workspace, "adviser")
        actor = make_women(workspace, coordinator)
        visit = hold(plan(actor, coordinator, adviser), coordinator)
    return Held(workspace, coordinator, adviser, actor, visit)


def make_women(workspace: Workspace, by: User) -> Actor:
    return make_actor(
        workspace,
        "Kvindeforeningen",
        by=by,
        description="Mødested for kvinder",
        contact_persons=(FATMA,),
    )


def plan(actor: Actor, coordinator: User, adviser: User) -> Visit:
    data = VisitData(
        starts_at=NOW + timedelta(days=2),
        place="Kvarterhuset",
        contact=actor.contact_persons.get(),
        visitors=(coordinator.pk, adviser.pk),
    )
    return plan_visit(actor=actor, data=data, by=coordinator)


def hold(visit: Visit, by: User) -> Visit:
    for field, text in {
        "challenges": "For få frivillige",
        "reach": "Unge mødre, seniorer",
        "notes": "De er trætte af skemaer",
    }.items():
        apply(visit.sheet, SetText(field, "", text), by=by)
    return hold_visit(visit=visit, by=by)


@pytest.fixture
def adviser(workspace: Workspace, cast: Any) -> User:
    kept: User | None = cast and cast.adviser
    return kept or make_member(workspace, "adviser")


@pytest.fixture
def actor(workspace: Workspace, coordinator: User, cast: Any) -> Actor:
    kept: Actor | None = cast and cast.actor
    return kept or make_women(workspace, coordinator)


@pytest.fixture
def other(workspace: Workspace, coordinator: User) -> Actor:
    """An association with a number of its own."""
    return make_actor(
        workspace, "Boldklubben", by=coordinator, email="hej@bold.example", phone="55 66 77 88"
    )


@pytest.fixture
def visit(
    actor: Actor, coordinator: User, adviser: User, cast: Any, request: pytest.FixtureRequest
) -> Visit:
    """Planned for the day after tomorrow; for those who ask for `held`, that one."""
    if cast and "held" in request.fixturenames:
        kept: Visit = cast.visit
        return kept
    return plan(actor, coordinator, adviser)


@pytest.fixture
def held(visit: Visit, coordinator: User, cast: Any) -> Visit:
    """The same visit, held, with two answers and a note."""
    return visit if cast else hold(visit, coordinator)
