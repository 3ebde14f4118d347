"""Two tabs sending the same form at the same moment, each in a transaction of its own."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from django.db import connection

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.collaborations.domain.collaborations import open_collaboration
from brobygger.collaborations.models import Collaboration
from brobygger.workspaces.models import Workspace


@pytest.mark.django_db(transaction=True)
def test_at_the_same_moment_only_one_is_opened(
    workspace: Workspace, coordinator: User, women: Actor, seniors: Actor
) -> None:
    token = uuid4()

    def send(_tab: int) -> UUID:
        try:
            opened = open_collaboration(
                workspace=workspace,
                title="Regnskab",
                actors=[women, seniors],
                by=coordinator,
                token=token,
            )
            key: UUID = opened.id
            return key
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as tabs:
        found = set(tabs.map(send, range(4)))
    assert len(found) == 1
    assert Collaboration.objects.count() == 1
