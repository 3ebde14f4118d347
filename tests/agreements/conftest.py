"""The women's association and the senior network, about to agree."""

from dataclasses import dataclass
from typing import Any

import pytest

from brobygger.accounts.models import User
from brobygger.agreements.models import AgreementVersion
from brobygger.collaborations.models import Collaboration
from brobygger.workspaces.models import Workspace
from tests.factories.agreements import make_frozen
from tests.factories.collaborations import (
    KVINDER,
    SENIORER,
    make_collaboration,
    make_representative,
)
from tests.factories.people import make_member, make_workspace

PURPOSE = "Vi vil have ro om regnskabet."


@dataclass
class Frozen:
    """An agreement sent to be signed."""

    workspace: Workspace
    coordinator: User
    collaboration: Collaboration
    version: AgreementVersion


def frozen() -> Frozen:
    """For files whose tests begin with such an agreement."""
    workspace = make_workspace("birkelund", "Birkelund Kommune")
    coordinator = make_member(workspace, "coordinator")
    collaboration = make_collaboration(workspace, purpose=PURPOSE, by=coordinator)
    version = make_frozen(collaboration, coordinator)
    return Frozen(workspace, coordinator, collaboration, version)


@pytest.fixture
def collaboration(workspace: Workspace, coordinator: User, cast: Any) -> Collaboration:
    kept: Collaboration | None = cast and cast.collaboration
    return kept or make_collaboration(workspace, purpose=PURPOSE, by=coordinator)


@pytest.fixture
def version(collaboration: Collaboration, coordinator: User, cast: Any) -> AgreementVersion:
    """Sent to be signed."""
    kept: AgreementVersion | None = cast and cast.version
    return kept or make_frozen(collaboration, coordinator)


@pytest.fixture
def fatma(workspace: Workspace, collaboration: Collaboration) -> User:
    """Speaks for the women's association."""
    return make_representative(KVINDER, "fatma@kvinder.example", workspace)


@pytest.fixture
def kurt(workspace: Workspace, collaboration: Collaboration) -> User:
    """Speaks for the senior network."""
    return make_representative(SENIORER, "kurt@seniorer.example", workspace)
