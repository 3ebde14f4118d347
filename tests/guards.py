"""What no test may do, wherever it stands: reach the network, or show a variable nobody set."""

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from django.conf import settings
from django.template import Context, Template, engines
from django.template.base import FilterExpression, Node
from django.test.utils import instrumented_test_render  # type: ignore[attr-defined]

from brobygger.embedded.testing import TEMPLATE
from tools.compile_messages import compile_all

LOOPBACK = {"127.0.0.1", "::1", "localhost", ""}


class NetworkReached(Exception):
    """A test tried to talk to another machine."""


class UnknownVariable(Exception):
    """A template of ours shows something no view gave it."""


def pytest_configure(config: pytest.Config) -> None:
    """English and the folder of static files are there before the first test asks for them."""
    if not hasattr(config, "workerinput"):
        compile_all()
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only this machine answers: loopback and unix sockets."""
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))


def _guarded(connect: Any) -> Any:
    def checked(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK:
            raise NetworkReached(f"{address!r}")
        return connect(self, address)

    return checked


class Strict(str):
    """Stands for an unknown variable: empty as Django would have it, but not in our templates.

    Django asks whether it is true in one place only, where a variable was not found.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        frame = sys._getframe(1)
        if frame.f_code is FilterExpression.resolve.__code__:
            expression = frame.f_locals["self"]
            has_default = any(f.__name__.startswith("default") for f, _ in expression.filters)
            name = _template(frame)
            if "/brobygger/" in name and not has_default:
                raise UnknownVariable(f"{expression.var} in {name}")
        return False


def _template(frame: FrameType | None) -> str:
    """The template whose tag is being shown."""
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None):
            return str(node.origin.name)
        frame = frame.f_back
    return ""


@pytest.fixture(autouse=True)
def strict_templates() -> Iterator[None]:
    """Fails the test when a template of ours shows an unknown variable."""
    engine = engines["django"].engine  # type: ignore[attr-defined]
    engine.string_if_invalid = Strict()
    yield
    engine.string_if_invalid = ""


@pytest.fixture(scope="session", autouse=True)
def pages_are_told_of_once(django_test_environment: None) -> None:
    """What a test reads in `response.context` is the page's. Django would copy the context of every
    piece a page is put together of too; of a long form there are a thousand."""

    def render(self: Template, context: Context) -> str:
        if context.template is self:
            return str(instrumented_test_render(self, context))
        return self.nodelist.render(context)

    Template._render = render  # type: ignore[attr-defined]


# Tests that commit are cleaned up by emptying every table, which the trail refuses.
EMPTYING = 'ALTER TABLE audit_auditevent {} TRIGGER "audit_auditevent_never_emptied"'


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Each worker's database begins as a copy of the one that is migrated already."""
    from django.db import connection

    if ready_made := os.environ.get(TEMPLATE):
        connection.settings_dict["TEST"]["TEMPLATE"] = ready_made


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The database of the tests; tests/audit puts the guard up again and tries it."""
    from django.db import connection

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(EMPTYING.format("DISABLE"))
