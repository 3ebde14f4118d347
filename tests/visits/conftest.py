"""One visit to the women's association, which the coordinator and the adviser go on."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

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

# A Tuesday, in the morning.
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
FATMA = ContactPersonData(name="Fatma", email="fatma@kvinder.example", phone="11 22 33 44")


@pytest.fixture(autouse=True)
def tuesday() -> Iterator[None]:
    with clock.travel_to(NOW):
        yield


@pytest.fixture
def actor(workspace: Workspace, coordinator: User) -> Actor:
    return make_actor(
        workspace,
        "Kvindeforeningen",
        by=coordinator,
        description="Mødested for kvinder",
        contact_persons=(FATMA,),
    )


@pytest.fixture
def other(workspace: Workspace, coordinator: User) -> Actor:
    """An association with a number of its own."""
    return make_actor(
        workspace, "Boldklubben", by=coordinator, email="hej@bold.example", phone="55 66 77 88"
    )


@pytest.fixture
def visit(actor: Actor, coordinator: User, adviser: User) -> Visit:
    """Planned for the day after tomorrow."""
    contact = actor.contact_persons.get()
    data = VisitData(
        starts_at=NOW + timedelta(days=2),
        place="Kvarterhuset",
        contact=contact,
        visitors=(coordinator.pk, adviser.pk),
    )
    return plan_visit(actor=actor, data=data, by=coordinator)


@pytest.fixture
def held(visit: Visit, coordinator: User) -> Visit:
    """The same visit, held, with two answers and a note."""
    for field, text in {
        "challenges": "For få frivillige",
        "reach": "Unge mødre, seniorer",
        "notes": "De er trætte af skemaer",
    }.items():
        apply(visit.sheet, SetText(field, "", text), by=coordinator)
    return hold_visit(visit=visit, by=coordinator)
