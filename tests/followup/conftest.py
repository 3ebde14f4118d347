"""Two parties with an agreement in force."""

from datetime import UTC, datetime
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

SIGNED = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.fixture
def collaboration(workspace: Workspace, coordinator: User) -> Collaboration:
    return make_collaboration(workspace, by=coordinator)


@pytest.fixture
def fatma(workspace: Workspace, collaboration: Collaboration) -> User:
    """Speaks for the women's association."""
    return make_representative(KVINDER, "fatma@kvinder.example", workspace)


@pytest.fixture
def version(collaboration: Collaboration, coordinator: User, fatma: User) -> AgreementVersion:
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
