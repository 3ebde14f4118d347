"""The administrator reads, narrows and fetches the trail of their own workspace."""

import csv
import io
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.audit.models import AuditEvent
from brobygger.audit.record import record
from brobygger.authorization.roles import Role
from brobygger.core import clock
from brobygger.core.ids import new_id
from brobygger.workspaces.domain.members import invite_member, remove_member
from brobygger.workspaces.domain.trail import Wanted, export_trail
from brobygger.workspaces.models import Membership, Workspace
from tests.factories.actors import make_actor
from tests.factories.people import make_user

AsUser = Callable[[User], Client]


def page(workspace: Workspace, name: str = "audit") -> str:
    return reverse(f"workspaces:{name}", args=[workspace.slug])


def cells(response: Any) -> list[list[str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_it_tells_who_did_what_with_whom(
    workspace: Workspace, administrator: User, coordinator: User, as_user: AsUser
) -> None:
    actor = make_actor(workspace, "Kvinder i bevægelse", by=coordinator)
    html = as_user(administrator).get(page(workspace)).content.decode()

    assert f"{coordinator} skrev samarbejdsparten ind" in html
    assert reverse("actors:detail", args=[workspace.slug, actor.id]) in html


def test_only_this_workspace(
    workspace: Workspace, outsider: User, administrator: User, as_user: AsUser
) -> None:
    make_actor(workspace, "Koret", by=administrator)

    assert "Koret" not in as_user(outsider).get("/w/nabokommune/audit/").content.decode()
    assert as_user(outsider).get(page(workspace)).status_code == 404


def test_a_coordinator_has_no_business_there(
    workspace: Workspace, coordinator: User, as_user: AsUser
) -> None:
    assert as_user(coordinator).get(page(workspace)).status_code == 403
    assert as_user(coordinator).post(page(workspace, "audit_export")).status_code == 403


def test_somebody_deleted_is_nobody(
    workspace: Workspace, administrator: User, as_user: AsUser
) -> None:
    gone = make_user("gone@mail.example")
    record("actor.updated", by=gone, on=("actor", new_id()), workspace_id=workspace.id)
    gone.delete()
    html = as_user(administrator).get(page(workspace)).content.decode()

    assert "En, der ikke er her mere, rettede oplysningerne" in html


def test_nobody_is_brobygger_or_a_link(
    workspace: Workspace, administrator: User, as_user: AsUser
) -> None:
    key = new_id()
    record("actor.updated", by=None, on=("actor", key), workspace_id=workspace.id)
    related = [("link", new_id())]
    record("actor.updated", by=None, on=("actor", key), workspace_id=workspace.id, related=related)
    html = as_user(administrator).get(page(workspace)).content.decode()

    assert "Brobygger rettede oplysningerne" in html
    assert "Nogen med et link rettede oplysningerne" in html


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        ({"topic": "agreements"}, 1),
        ({"since": "2026-03-01", "until": "2026-03-01"}, 2),
        ({"person": "coordinator", "since": "2026-03-01", "until": "2026-03-01"}, 1),
        ({"person": "nobody", "until": "2026-03-01"}, 1),
        ({"since": "in the spring", "topic": "x"}, None),
    ],
)
def test_filters(
    wanted: dict[str, str],
    number: int | None,
    workspace: Workspace,
    administrator: User,
    coordinator: User,
    as_user: AsUser,
) -> None:
    at = clock.now().replace(year=2026, month=3, day=1, hour=12)
    with clock.travel_to(at):
        for name, by in (("actor.updated", coordinator), ("agreement.ended", None)):
            record(name, by=by, on=("actor", new_id()), workspace_id=workspace.id)
    if wanted.get("person") == "coordinator":
        wanted = wanted | {"person": str(coordinator.id)}
    shown = as_user(administrator).get(page(workspace), wanted).context["trail"].lines

    every = AuditEvent.objects.filter(workspace_id=workspace.id).count()
    assert len(shown) == (every if number is None else number)


def test_htmx_gets_the_lines_alone(
    workspace: Workspace, administrator: User, as_user: AsUser
) -> None:
    response = as_user(administrator).get(page(workspace), headers={"HX-Request": "true"})

    html = response.content.decode()
    assert '<section class="bb-stack' in html
    assert "<h1" not in html


def test_a_file_of_the_same_selection_is_a_line_in_the_trail(
    workspace: Workspace, administrator: User, as_user: AsUser
) -> None:
    make_actor(workspace, "=1+1", by=administrator)
    response = as_user(administrator).post(page(workspace, "audit_export"), {"topic": "register"})
    rows = cells(response)

    assert rows[0] == ["Hvornår", "Hvad der skete", "Det drejer sig om", "Hændelse"]
    assert [row[2:] for row in rows[1:]] == [["'=1+1", "actor.created"]]
    assert "spor-birkelund" in response["Content-Disposition"]
    assert AuditEvent.objects.filter(event="audit.exported", by_id=administrator.id).count() == 1


def test_a_long_trail_is_as_quick_at_its_end(
    workspace: Workspace,
    administrator: User,
    as_user: AsUser,
    django_assert_max_num_queries: Any,
) -> None:
    """Tried by hand with 100,000 lines too: 0.1 s a page, and the file takes no more memory."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_auditevent (id, at, event, by_id, workspace_id, object_kind,"
            " object_id, related) SELECT gen_random_uuid(), now() - make_interval(mins => n),"
            " 'actor.updated', %s, %s, 'actor', gen_random_uuid(), '[]'"
            " FROM generate_series(1, 4000) n",
            [administrator.id, workspace.id],
        )
    client = as_user(administrator)
    oldest = AuditEvent.objects.filter(workspace_id=workspace.id).order_by("at", "id")[60]
    there = f"{int(oldest.at.timestamp() * 1_000_000)}.{oldest.id.hex}"
    client.get(page(workspace))
    with django_assert_max_num_queries(12) as asked:
        response = client.get(page(workspace), {"trail": there, "topic": "register"})

    assert len(response.context["trail"].lines) == 50
    # The database goes to the place by its index; it counts no lines that come before.
    assert [one["sql"] for one in asked.captured_queries if "OFFSET" in one["sql"]] == []

    tracemalloc.start()
    with Path(os.devnull).open("wb") as nowhere:
        number = export_trail(workspace=workspace, wanted=Wanted(), by=administrator, file=nowhere)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert number > 4_000
    assert peak < 20_000_000


def test_members_page_tells_who_invited_whom(
    workspace: Workspace, administrator: User, as_user: AsUser, run_jobs: Callable[[], int]
) -> None:
    invite_member(
        workspace=workspace, email="ny@mail.example", role=Role.READER, by=administrator, name="Ny"
    )
    html = as_user(administrator).get(page(workspace, "members")).content.decode()

    assert f"{administrator} gav en person en rolle i arbejdsrummet: Ny" in html


def test_who_leaves_is_told_too(
    workspace: Workspace, administrator: User, reader: User, as_user: AsUser
) -> None:
    remove_member(membership=Membership.objects.get(user=reader), by=administrator)
    html = as_user(administrator).get(page(workspace, "members")).content.decode()

    assert f"{administrator} fjernede et medlem af arbejdsrummet: {reader}" in html
