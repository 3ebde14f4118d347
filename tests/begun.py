"""What the tests of a file begin with, made once for all of them.

A file says `BEGINS_WITH = in_force`, a function that makes rows and answers with the objects. The
rows are there before the first test of the file, every test is undone to there, and gets objects
of its own. What belongs to only some of the tests does not go in.
"""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation
from pytest_django import DjangoDbBlocker


@pytest.fixture(scope="module")
def begun(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Any]:
    """What the file begins with; never touched, copied. None where it says nothing.

    Not for a file with a test that really commits: that one would find the rows, and keep them.
    """
    make = getattr(request.module, "BEGINS_WITH", None)
    if make is None:
        yield None
        return
    with django_db_blocker.unblock(), transaction.atomic():
        with translation.override("da"):
            made = make()
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def cast(begun: Any, request: pytest.FixtureRequest) -> Any:
    """The test's own copy of what its file begins with."""
    mark = request.node.get_closest_marker("django_db")
    commits = mark is not None and mark.kwargs.get("transaction")
    assert not (begun and commits), "a test that really commits goes in a file of its own"
    return deepcopy(begun)
