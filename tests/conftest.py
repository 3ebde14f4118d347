"""The permanent cast and the few tools every test may use."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db.models.signals import post_migrate
from django.test import Client
from procrastinate.contrib.django import app as procrastinate_app
from procrastinate.contrib.django.models import ProcrastinateJob

from brobygger.accounts.models import User
from brobygger.workspaces.models import Workspace
from tests.factories.people import make_member, make_user, make_workspace

pytest_plugins = ["tests.guards", "tests.begun"]

LONGEST = {"tests/consistency/test_pages.py", "tests/consistency/test_access.py"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: at the end there is something short for each processor."""
    items.sort(key=lambda item: item.nodeid.partition("::")[0] not in LONGEST)


@pytest.fixture
def workspace(db: None, cast: Any) -> Workspace:
    """Birkelund Kommune, where the cast works."""
    return cast.workspace if cast else make_workspace("birkelund", "Birkelund Kommune")


@pytest.fixture
def other_workspace(db: None) -> Workspace:
    """The neighbour, whose rooms do not exist for us."""
    return make_workspace("nabokommune", "Nabokommune")


@pytest.fixture
def administrator(workspace: Workspace) -> User:
    return make_member(workspace, "administrator")


@pytest.fixture
def coordinator(workspace: Workspace, cast: Any) -> User:
    return cast.coordinator if cast else make_member(workspace, "coordinator")


@pytest.fixture
def adviser(workspace: Workspace) -> User:
    return make_member(workspace, "adviser")


@pytest.fixture
def reader(workspace: Workspace) -> User:
    return make_member(workspace, "reader")


@pytest.fixture
def outsider(other_workspace: Workspace) -> User:
    """Administrator of the other workspace."""
    return make_member(other_workspace, "administrator")


@pytest.fixture
def stranger(db: None) -> User:
    """Has an account and nothing else."""
    return make_user("fremmed@mail.example")


@pytest.fixture
def as_user() -> Callable[[User], Client]:
    """A browser logged in as somebody."""

    def log_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return log_in


@pytest.fixture
def run_jobs(db: None) -> Callable[[], int]:
    """Do everything the worker would do now, jobs that jobs queue included; answers how many."""

    def run() -> int:
        done = 0
        while job := ProcrastinateJob.objects.filter(status="todo").order_by("id").first():
            task = procrastinate_app.tasks[job.task_name]
            task.func(**job.args)
            # The table is procrastinate's; its model refuses to save.
            ProcrastinateJob.objects.filter(id=job.id)._raw_delete(using="default")
            done += 1
        return done

    return run


@pytest.fixture(scope="session", autouse=True)
def jobs_are_flushed_too() -> Iterator[None]:
    """A test that really commits is followed by Django's `flush`, which passes by the queue: its
    tables are not Django's. The next test would do the jobs of the one before."""

    def forget(using: str, **_more: object) -> None:
        ProcrastinateJob.objects.all()._raw_delete(using)

    queue = apps.get_app_config("procrastinate")
    post_migrate.connect(forget, sender=queue)
    yield
    post_migrate.disconnect(forget, sender=queue)


@pytest.fixture(autouse=True)
def danish() -> Iterator[None]:
    """Every test begins in Danish."""
    from django.utils import translation

    with translation.override("da"):
        yield
