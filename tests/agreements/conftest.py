"""The women's association and the senior network, about to agree."""

import pytest

from brobygger.accounts.models import User
from brobygger.collaborations.models import Collaboration
from brobygger.workspaces.models import Workspace
from tests.factories.collaborations import (
    KVINDER,
    SENIORER,
    make_collaboration,
    make_representative,
)


@pytest.fixture
def collaboration(workspace: Workspace, coordinator: User) -> Collaboration:
    return make_collaboration(workspace, purpose="Vi vil have ro om regnskabet.", by=coordinator)


@pytest.fixture
def fatma(workspace: Workspace, collaboration: Collaboration) -> User:
    """Speaks for the women's association."""
    return make_representative(KVINDER, "fatma@kvinder.example", workspace)


@pytest.fixture
def kurt(workspace: Workspace, collaboration: Collaboration) -> User:
    """Speaks for the senior network."""
    return make_representative(SENIORER, "kurt@seniorer.example", workspace)
