"""Two parties with an agreement in force."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from brobygger.accounts.models import User
from brobygger.agreements.models import AgreementVersion
from brobygger.collaborations.models import Collaboration
from brobygger.core import clock
from brobygger.followup.domain.meetings import create_agreed_meetings
from brobygger.followup.models import StatusMeeting
from brobygger.workspaces.models import Workspace
from tests.factories.agreements import make_in_force
from tests.factories.collaborations import KVINDER, make_collaboration, make_representative
from tests.factories.people import make_member, make_workspace

SIGNED = datetime(2026, 12, 1, 12, tzinfo=UTC)
FATMA = "fatma@kvinder.example"


@dataclass
class InForce:
    """Two parties who have signed."""

    workspace: Workspace
    coordinator: User
    collaboration: Collaboration
    fatma: User
    version: AgreementVersion


def in_force() -> InForce:
    """For files whose tests begin with the agreement, nearly all."""
    with clock.travel_to(SIGNED - timedelta(minutes=1)):  # over before the first test begins
        workspace = make_workspace("birkelund", "Birkelund Kommune")
        coordinator = make_member(workspace, "coordinator")
        collaboration = make_collaboration(workspace, by=coordinator)
        fatma = make_representative(KVINDER, FATMA, workspace)
        version = make_in_force(collaboration, coordinator)
    return InForce(workspace, coordinator, collaboration, fatma, version)


@pytest.fixture
def collaboration(
    workspace: Workspace, coordinator: User, cast: Any, request: pytest.FixtureRequest
) -> Collaboration:
    """The one with the agreement, for those who ask for that; else one that has none yet."""
    if cast and "version" in request.fixturenames:
        agreed: Collaboration = cast.collaboration
        return agreed
    return make_collaboration(workspace, by=coordinator)


@pytest.fixture
def fatma(workspace: Workspace, collaboration: Collaboration, cast: Any) -> User:
    """Speaks for the women's association."""
    return cast.fatma if cast else make_representative(KVINDER, FATMA, workspace)


@pytest.fixture
def version(
    collaboration: Collaboration, coordinator: User, fatma: User, cast: Any
) -> AgreementVersion:
    if cast:
        agreed: AgreementVersion = cast.version
        return agreed
    with clock.travel_to(SIGNED):
        return make_in_force(collaboration, coordinator)


@pytest.fixture
def meetings(version: AgreementVersion) -> list[StatusMeeting]:
    with clock.travel_to(SIGNED):
        return make_meetings(version.id)


def make_meetings(version_id: UUID) -> list[StatusMeeting]:
    create_agreed_meetings(version_id)
    found = StatusMeeting.objects.filter(agreement_version_id=version_id)
    return list(found.select_related("collaboration__opened_by").order_by("number"))
