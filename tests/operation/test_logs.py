"""A log line says what happened, and nothing about people."""

import io
import json
import logging
import logging.config
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import DataError, IntegrityError, connection
from django.test import Client

from brobygger.accounts.models import User
from brobygger.core.errors import UserError
from brobygger.operation import logs
from brobygger.operation.discretion import discreet, exception_chain

TOKEN = "Zk3vQ8r_pLx0aYtBn5Wc7DfGh2JmKsUe9oIqRzTyVw1"

SHEET = "0190b5c2-1111-7222-8333-444455556666"


def failed(words: str) -> ValueError:
    """An exception that was really raised."""
    try:
        raise ValueError(words)  # noqa: TRY301
    except ValueError as error:
        return error


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """What is written while the test runs, as data."""
    written = io.StringIO()
    monkeypatch.setattr("sys.stderr", written)
    handler = logging.StreamHandler(written)
    formatter = logs.configuration("json")["formatters"]["lines"]
    handler.setFormatter(formatter["()"](text=formatter["text"], colors=False))
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(before)


def test_a_request_has_one_line_with_the_name_of_the_page(
    client: Client, coordinator: User, as_user: Callable[[User], Client], lines: Any
) -> None:
    as_user(coordinator).get("/w/birkelund/", follow=True)
    line = [line for line in lines() if line["event"] == "request"][-1]

    assert line["route"] == "desk:overview"
    assert line["status"] == 200
    assert UUID(line["user"]) == coordinator.id
    assert line["seconds"] > 0
    assert coordinator.email not in json.dumps(lines())


def test_the_key_of_a_link_is_never_written(db: None, client: Client, lines: Any) -> None:
    client.get(f"/sign/{TOKEN}/")
    client.post(f"/sign/{TOKEN}/nej/{TOKEN}/")

    assert [line["route"] for line in lines()] == ["agreements:sign", "unknown"]
    assert TOKEN not in json.dumps(lines())


def test_a_refused_form_does_not_tell_the_address(db: None, lines: Any) -> None:
    Client(enforce_csrf_checks=True).post(f"/sign/{TOKEN}/")

    assert any("form refused" in line["event"] for line in lines())
    assert TOKEN not in json.dumps(lines())


def test_a_host_that_is_not_ours_is_refused_quietly(client: Client, lines: Any) -> None:
    client.get("/account/login/", headers={"Host": "navn@mail.example"})

    assert "mail.example" not in json.dumps(lines())


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("0123456789abcdef0123456789abcdef", True),
        ("0190b5c2-1111-7222-8333-444455556666", True),
        ("kort", False),
        ("0123456789abcdef\n{}", False),
        ("navn@mail.example", False),
    ],
)
def test_the_number_of_the_proxy_is_used_when_it_is_one(
    client: Client, sent: str, kept: bool, lines: Any
) -> None:
    response = client.get("/findes-ikke/", headers={"X-Request-ID": sent})

    assert (response["X-Request-ID"] == sent) is kept
    assert lines()[-1]["request"] == response["X-Request-ID"]


def test_an_error_is_told_with_its_place_but_no_values(lines: Any) -> None:
    name = "Fatma Hansen"

    def fails(person: str) -> None:
        raise ValueError(f"invalid literal for int() with base 10: '{person}'")

    try:
        fails(name)
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", f"/s/{TOKEN}/")
    [line] = lines()

    assert line["exception"][0]["type"] == "ValueError"
    assert line["exception"][0]["words"] == "invalid literal for int() with base 10: …"
    assert "test_logs.py" in line["exception"][0]["frames"][-1]
    assert name not in json.dumps(line, ensure_ascii=False)
    assert TOKEN not in json.dumps(line)


def test_what_the_database_says_keeps_its_first_line(coordinator: User) -> None:
    with pytest.raises(IntegrityError) as caught:
        User.objects.create(email=coordinator.email, name="Igen")
    said = json.dumps(exception_chain(caught.value))

    assert "accounts_user" in said
    assert coordinator.email not in said


def test_a_value_the_database_refuses_is_not_repeated(db: None) -> None:
    with pytest.raises(DataError) as caught, connection.cursor() as cursor:
        cursor.execute("SELECT %s::uuid", ["Fatma Hansen"])

    assert "Fatma" not in json.dumps(exception_chain(caught.value))


def test_our_own_refusals_are_told_by_their_kind_alone() -> None:
    [told] = exception_chain(UserError("Fatma er allerede med."))

    assert told["type"].endswith("UserError")
    assert told["words"] == "…"


def test_a_job_is_told_by_its_number_and_task(lines: Any) -> None:
    job = {"id": 7, "task_name": "notifications.send", "attempts": 2, "task_kwargs": {"a": "Fatma"}}
    logging.getLogger("procrastinate.worker").warning(
        "Job notifications.send[7](a='Fatma') ended",
        extra={"action": "job_error", "job": job, "start_timestamp": 1.0, "end_timestamp": 3.5},
    )
    [line] = lines()

    assert (line["event"], line["job"], line["task"]) == ("job_error", 7, "notifications.send")
    assert line["seconds"] == 2.5
    assert "Fatma" not in json.dumps(line)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("mail to fatma.hansen+1@mail.example bounced", "mail to … bounced"),
        ("call 12 34 56 78 or 12345678", "call … or …"),
        ("person 010203-1234 wrote", "person … wrote"),
        (f"link {TOKEN} opened", "link … opened"),
        (
            "sheet 0190b5c2-1111-7222-8333-444455556666",
            "sheet 0190b5c2-1111-7222-8333-444455556666",
        ),
        ("no column 'purpose'", "no column 'purpose'"),
        ("no column 'Fatma Hansen'", "no column …"),
        ('constraint "unique_email"\nDETAIL: Key (email)=(a@b.dk)', 'constraint "unique_email"'),
    ],
)
def test_discretion(text: str, told: str) -> None:
    assert discreet(text) == told


def test_on_paper_for_people_the_same_is_left_out() -> None:
    formatter = logs.configuration("text")["formatters"]["lines"]
    form = formatter["()"](text=True, colors=False)
    error = failed("'Fatma Hansen'")
    info = (type(error), error, error.__traceback__)
    record = logging.LogRecord("brobygger.x", 40, __file__, 1, "it failed", (), info)
    said = form.format(record)

    assert "it failed" in said
    assert "ValueError: …" in said
    assert "Fatma" not in said


def test_a_form_nobody_knows_is_named() -> None:
    with pytest.raises(ValueError, match="xml"):
        logs.configuration("xml")


def test_quietly_only_what_went_wrong_is_shown_of_the_worker_too() -> None:
    quiet, text = logs.configuration("quiet"), logs.configuration("text")
    levels = {one.get("level", "WARNING") for one in (quiet["root"], *quiet["loggers"].values())}

    assert levels <= {"WARNING", "ERROR", "CRITICAL"}
    assert quiet["formatters"]["lines"]["text"]
    assert text["loggers"]["procrastinate.worker"]["level"] == "INFO"
