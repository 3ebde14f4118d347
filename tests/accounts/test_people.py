"""Finding people: quickly by key, as every page does, and never past what was asked for."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from brobygger.accounts.models import User, UserManager

pytestmark = pytest.mark.django_db


def test_somebody_by_key_is_the_one_django_finds(coordinator: User) -> None:
    with CaptureQueriesContext(connection) as asked:
        found = User.objects.get(pk=coordinator.pk)
    assert (found, found.email) == (coordinator, coordinator.email)
    assert vars(found).keys() == vars(User.objects.filter(pk=coordinator.pk).get()).keys()
    assert len(asked) == 1


def test_nobody_by_key_is_nobody() -> None:
    with pytest.raises(User.DoesNotExist):
        User.objects.get(pk=uuid4())


def test_the_people_of_something_are_only_its_own(coordinator: User) -> None:
    """As Django makes managers for the people of a room or a group."""

    class OfNobody(UserManager):
        def get_queryset(self):  # type: ignore[no-untyped-def]
            return super().get_queryset().none()

    theirs = OfNobody()
    theirs.model = User
    with pytest.raises(User.DoesNotExist):
        theirs.get(pk=coordinator.pk)
