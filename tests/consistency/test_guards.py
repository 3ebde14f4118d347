"""The guards that stand round every test do stand there."""

import socket

import pytest
from django.template import engines
from django.template.base import Origin, Template

from tests.guards import NetworkReached, UnknownVariable


def render(source: str, path: str) -> str:
    from django.template import Context

    engine = engines["django"].engine  # type: ignore[attr-defined]
    template = Template(source, origin=Origin(path), engine=engine)
    return template.render(Context({"known": "ja"}))


def test_no_test_reaches_another_machine() -> None:
    with socket.socket() as talk, pytest.raises(NetworkReached):
        talk.connect(("192.0.2.1", 80))


def test_an_unknown_variable_fails() -> None:
    with pytest.raises(UnknownVariable, match="unknown"):
        render("{{ known }} {{ unknown }}", "src/brobygger/desk/templates/x.html")


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ("{{ unknown }}", "site-packages/django/forms/templates/x.html"),
        ("{{ unknown|default:'' }}", "src/brobygger/desk/templates/x.html"),
        ("{% if unknown %}nej{% endif %}", "src/brobygger/desk/templates/x.html"),
    ],
)
def test_what_was_meant_does_not_fail(source: str, path: str) -> None:
    assert render(source, path) == ""
