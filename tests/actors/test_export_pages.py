"""Asking for the register as a file: for whom, how many, at once or when it is made."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.domain import exports
from brobygger.actors.domain.data import LocationData
from brobygger.actors.models import Actor, RegisterExport, RegisterExportPiece
from brobygger.audit.models import AuditEvent
from brobygger.core import clock
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor

AsUser = Callable[[User], Client]
Jobs = Callable[[], int]


@pytest.fixture
def page(workspace: Workspace) -> str:
    return reverse("actors:export", args=[workspace.slug])


@pytest.fixture
def large(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> RegisterExport | None:
    """A register that takes the worker to write."""
    for number in range(3):
        make_actor(workspace, f"Kor {number}", kind="school")
    monkeypatch.setattr(exports, "DIRECT_ACTORS", 2)
    monkeypatch.setattr(exports, "DIRECT_ON_PAPER", 2)
    return None


def ordered(client: Client, page: str, form: str = "csv", query: str = "") -> RegisterExport:
    response = client.post(f"{page}?{query}", {"format": form, "audience": "own"})
    assert response.status_code == 302, response.content.decode()[:2000]
    return RegisterExport.objects.get()


def content(response: Any) -> bytes:
    return b"".join(response)


def test_a_large_file_is_made_by_the_worker_and_fetched_when_it_is_ready(
    page: str, large: None, coordinator: User, as_user: AsUser, run_jobs: Jobs
) -> None:
    client = as_user(coordinator)
    export = ordered(client, page)
    status = reverse("actors:export-status", args=[export.workspace.slug, export.pk])
    file = reverse("actors:export-file", args=[export.workspace.slug, export.pk])
    assert "0 af 3 er skrevet" in client.get(status).content.decode()
    assert client.get(file).status_code == 404
    run_jobs()
    assert "Filen er klar" in client.get(status).content.decode()
    assert content(client.get(file)).decode("utf-8-sig").count("Kor ") == 3


def test_a_file_larger_than_a_piece_is_whole(
    page: str,
    large: None,
    coordinator: User,
    as_user: AsUser,
    run_jobs: Jobs,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(exports, "_PIECE", 100)
    client = as_user(coordinator)
    export = ordered(client, page)
    run_jobs()
    export.refresh_from_db()
    assert export.pieces.count() > 3
    file = reverse("actors:export-file", args=[export.workspace.slug, export.pk])
    assert len(content(client.get(file))) == export.size


def test_the_worker_finds_what_the_list_found(
    page: str, large: None, workspace: Workspace, coordinator: User, as_user: AsUser, run_jobs: Jobs
) -> None:
    make_actor(workspace, "Biblioteket", kind="library")
    client = as_user(coordinator)
    export = ordered(client, page, query="kind=school&page=7")
    run_jobs()
    file = reverse("actors:export-file", args=[workspace.slug, export.pk])
    assert "Biblioteket" not in content(client.get(file)).decode()
    assert RegisterExport.objects.get().total == 3


def test_a_file_is_its_owners_and_only_for_a_day(
    page: str,
    large: None,
    workspace: Workspace,
    coordinator: User,
    administrator: User,
    as_user: AsUser,
    run_jobs: Jobs,
) -> None:
    client = as_user(coordinator)
    export = ordered(client, page)
    run_jobs()
    file = reverse("actors:export-file", args=[workspace.slug, export.pk])
    status = reverse("actors:export-status", args=[workspace.slug, export.pk])
    assert as_user(administrator).get(file).status_code == 404
    with clock.travel_to(clock.now() + timedelta(days=1, minutes=1)):
        client = as_user(coordinator)
        assert client.get(file).status_code == 404
        assert "slettet igen" in client.get(status).content.decode()


def test_one_who_may_no_longer_export_cannot_fetch(
    page: str, large: None, workspace: Workspace, coordinator: User, as_user: AsUser, run_jobs: Jobs
) -> None:
    client = as_user(coordinator)
    export = ordered(client, page)
    run_jobs()
    workspace.memberships.filter(user=coordinator).update(role="reader")
    file = reverse("actors:export-file", args=[workspace.slug, export.pk])
    assert client.get(file).status_code == 403


def test_a_file_that_failed_is_said_and_can_be_asked_for_again(
    page: str, large: None, coordinator: User, as_user: AsUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = as_user(coordinator)
    export = ordered(client, page)
    monkeypatch.setattr(exports, "_keep", _broken)
    with pytest.raises(OSError, match="fuld"):
        exports.make_export(export.pk, asked=_everybody)
    status = reverse("actors:export-status", args=[export.workspace.slug, export.pk])
    assert "Det gik ikke" in client.get(status).content.decode()


def _broken(*_args: object) -> None:
    raise OSError("disken er fuld")


def _everybody(export: RegisterExport) -> exports.Wanted:
    return exports.Wanted(Actor.objects.in_workspace(export.workspace))


def test_a_second_run_finds_the_file_made(
    page: str, large: None, coordinator: User, as_user: AsUser, run_jobs: Jobs
) -> None:
    export = ordered(as_user(coordinator), page)
    run_jobs()
    before = set(RegisterExportPiece.objects.values_list("pk", flat=True))
    exports.make_export(export.pk, asked=_everybody)
    assert set(RegisterExportPiece.objects.values_list("pk", flat=True)) == before


def test_the_trail_remembers_the_form_for_whom_and_how_many(
    page: str, workspace: Workspace, coordinator: User, as_user: AsUser
) -> None:
    make_actor(workspace, "Koret")
    content(as_user(coordinator).post(page, {"format": "vcard", "audience": "public"}))
    event = AuditEvent.objects.get(event="register.exported")
    [[kind, key]] = event.related
    export = RegisterExport.objects.get(pk=key)
    assert (kind, export.form, export.audience, export.total) == (
        "register_export",
        "vcard",
        "public",
        1,
    )


def test_the_administrators_trail_says_form_number_and_for_whom(
    page: str, workspace: Workspace, administrator: User, coordinator: User, as_user: AsUser
) -> None:
    make_actor(workspace, "Koret")
    content(as_user(coordinator).post(page, {"format": "vcard", "audience": "public"}))
    trail = as_user(administrator).get(reverse("workspaces:audit", args=[workspace.slug])).text
    assert "hentede registret som fil: Visitkort (vCard) · 1 samarbejdspart · Til andre" in trail
    file = as_user(administrator).post(reverse("workspaces:audit_export", args=[workspace.slug]))
    assert "Visitkort (vCard) · 1 samarbejdspart · Til andre" in content(file).decode("utf-8-sig")


def test_the_page_says_what_was_searched_for_and_how_many_others_may_see(
    page: str, workspace: Workspace, coordinator: User, as_user: AsUser
) -> None:
    make_actor(workspace, "Ildsjælen", kind="enthusiast")
    make_actor(workspace, "Skolen", kind="school")
    client = as_user(coordinator)
    everybody = client.get(page).content.decode()
    assert "2 samarbejdsparter kommer med" in everybody
    assert "Kun det, der er offentligt: 1 samarbejdspart" in everybody
    assert "Slags: Skole" in client.get(f"{page}?kind=school").content.decode()


def test_the_removed_are_in_no_file(
    page: str, workspace: Workspace, coordinator: User, as_user: AsUser
) -> None:
    gone = make_actor(workspace, "Fjernet")
    Actor.objects.filter(pk=gone.pk).update(deleted_at=clock.now())
    client = as_user(coordinator)
    assert "De kommer ikke med" in client.get(f"{page}?removed=on").content.decode()
    response = client.post(f"{page}?removed=on", {"format": "csv", "audience": "own"})
    assert b"Fjernet" not in content(response)


def test_a_form_that_does_not_say_for_whom_is_for_others(
    page: str, workspace: Workspace, coordinator: User, as_user: AsUser
) -> None:
    make_actor(workspace, "Koret")
    content(as_user(coordinator).post(page, {"format": "csv"}))
    assert RegisterExport.objects.get().audience == "public"


@pytest.mark.parametrize(
    "query",
    [
        "", "q=kor", "q=krot", "kind=school", "target_group=children", "activity_area=football",
        "offers=competence:accounting", "needs=resource:premises", "stale=on", "sort=oldest",
        "kind=school&target_group=children", "kind=ukendt", "page=2", "kind=school&kind=library",
        "wished=seniors", "area=Midtbyen", "language=ar", "freshness=never", "at=55.0,9.0&km=5",
    ],
)  # fmt: skip
def test_every_filter_finds_the_same_in_the_list_and_in_the_file(
    page: str, workspace: Workspace, coordinator: User, as_user: AsUser, query: str
) -> None:
    make_actor(
        workspace,
        "Koret",
        kind="school",
        target_groups=("children",),
        area="Midtbyen",
        locations=(LocationData(name="Salen", latitude=55.001, longitude=9.001),),
    )
    make_actor(
        workspace,
        "Klubben",
        offers=("accounting",),
        activity_areas=("football",),
        wished_target_groups=("seniors",),
        languages=("ar",),
    )
    make_actor(workspace, "Huset", needs=("resource:premises",), last_confirmed_on=clock.today())
    client = as_user(coordinator)
    listed = client.get(f"{reverse('actors:list', args=[workspace.slug])}?{query}")
    shown = {row.url.rstrip("/").rsplit("/", 1)[-1] for row in listed.context["page"]}
    response = client.post(f"{page}?{query}", {"format": "csv", "audience": "own"})
    rows = csv.DictReader(io.StringIO(content(response).decode("utf-8-sig")), delimiter=";")
    assert {row["Brobygger-id"] for row in rows} == shown
