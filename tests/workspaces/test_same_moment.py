"""Two administrators who remove each other at the same moment, each in a transaction of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from brobygger.accounts.models import User
from brobygger.authorization.roles import Role
from brobygger.workspaces.domain.members import remove_member
from brobygger.workspaces.domain.workspaces import add_member
from brobygger.workspaces.models import Membership, Workspace
from tests.factories.people import make_user


@pytest.mark.django_db(transaction=True)
def test_one_administrator_stays(workspace: Workspace, administrator: User) -> None:
    other = make_user("anden@birkelund.example")
    add_member(workspace=workspace, user=other, role=Role.ADMINISTRATOR, by=None)
    both = Barrier(2)

    def remove(by: User, whom: User) -> bool:
        try:
            membership = Membership.objects.select_related("workspace").get(user=whom)
            both.wait()
            remove_member(membership=membership, by=by)
        except PermissionDenied:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as people:
        done = list(people.map(remove, (administrator, other), (other, administrator)))
    assert sorted(done) == [False, True]
    assert Membership.objects.get(workspace=workspace).role == Role.ADMINISTRATOR
