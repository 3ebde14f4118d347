"""The register as files, and back."""

import csv
import io
import json
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryFile
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from brobygger.accounts.models import User
from brobygger.actors.domain.data import (
    ActivityData,
    ActorData,
    ContactPersonData,
    ContactPointData,
    ExchangeData,
    LocationData,
)
from brobygger.actors.domain.filters import Filter
from brobygger.actors.domain.queries import find_actors
from brobygger.actors.domain.rows import data_of
from brobygger.actors.enums import ActorKind, ContactPointKind, ExchangeKind
from brobygger.actors.models import Actor, Location
from brobygger.actors.transfer.cells import bare
from brobygger.actors.transfer.columns import COLUMNS, HEADERS, cells_of, read_cells
from brobygger.actors.transfer.exporting import ExportFormat, export_file
from brobygger.actors.transfer.hsds_files import FILES
from brobygger.audit.models import AuditEvent
from brobygger.core.spreadsheets import harmless
from brobygger.workspaces.models import Workspace
from tests.actors.files import reference_data
from tests.factories.actors import make_actor

AsUser = Callable[[User], Client]

RICH = ActorData(
    name="=cmd|' /C calc'!A0",
    kind=ActorKind.SCHOOL,
    cvr="12345678",
    description='To linjer;\nmed "citat" og | streg',
    phone="+45 11 22 33 44",
    email="skolen@skole.example",
    website="www.skole.example",
    street="Vej 1",
    postcode="8000",
    town="Skive",
    area="'=ikke en formel",
    target_groups=("children", "Børn, unge | og; ældre"),
    activity_areas=("Heste, og vogne",),
    languages=("da", "ar"),
    offers=(
        ExchangeData(term="accounting", text="a; b\nc", amount="2 t", period="forår"),
        ExchangeData(text="Regnskab"),
        ExchangeData(kind=ExchangeKind.RESOURCE, term="premises"),
    ),
    needs=(ExchangeData(kind=ExchangeKind.TARGET_GROUP, text="naboer", amount="ti"),),
    activities=(
        ActivityData(name="@Klub | A", activity_area="football", target_groups=("children", "x")),
    ),
    contact_persons=(ContactPersonData(name="Åse Ø", phone="+45 1"), ContactPersonData(name="B")),
    locations=(
        LocationData(name="Salen", street="Vej 1", latitude=55.5, longitude=-10.25),
        LocationData(street="Rue 2", country="FR"),
    ),
    contact_points=(
        ContactPointData(value="+45 2", label="kontor", place=2),
        ContactPointData(kind=ContactPointKind.FAX, value="3"),
    ),
    last_confirmed_on=date(2026, 3, 4),
    source="Portalen",
    external_id="17",
)


@pytest.fixture
def actor(workspace: Workspace) -> Actor:
    known = {name: getattr(RICH, name) for name in RICH.__dataclass_fields__}
    known["notes"] = "Fortroligt: uenighed"
    return make_actor(workspace, known.pop("name"), **known)


def exported(workspace: Workspace, form: str) -> bytes:
    output = io.BytesIO()
    export_file(workspace, format=form, output=output)
    return output.getvalue()


def test_the_columns_say_everything_and_can_be_read_back() -> None:
    values, problems = read_cells(cells_of(RICH))
    values.pop("id")
    assert problems == []
    assert ActorData(**values) == RICH


@pytest.mark.parametrize(
    "text", ["=1+1", "+45 1", "-3", "@x", "\tx", "'=1", "''@", "'n", "x=1", ""]
)
def test_a_cell_made_harmless_can_be_made_bare_again(text: str) -> None:
    assert harmless(text)[:1] not in tuple("=+-@\t\r")
    assert bare(harmless(text)) == text


def test_csv_opens_in_a_danish_excel_runs_no_formula_and_reads_back(
    workspace: Workspace, actor: Actor
) -> None:
    raw = exported(workspace, "csv")
    assert raw.startswith(b"\xef\xbb\xbfNavn;")
    header, row = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";")
    assert tuple(header) == HEADERS
    assert not [cell for cell in row if cell[:1] in tuple("=+-@\t\r")]
    cells = {column.key: bare(cell) for column, cell in zip(COLUMNS, row, strict=True)}
    values, _problems = read_cells(cells)
    assert values.pop("id") == actor.pk
    assert ActorData(**values) == RICH


def test_excel_holds_text_and_no_formula(
    workspace: Workspace, actor: Actor, tmp_path: Path
) -> None:
    path = tmp_path / "register.xlsx"
    assert export_file(workspace, format="xlsx", output=path) == 1
    header, row = load_workbook(path).active.rows  # type: ignore[union-attr]
    assert tuple(cell.value for cell in header) == HEADERS
    assert {cell.data_type for cell in row if cell.value is not None} == {"s"}
    cells = {c.key: str(cell.value or "") for c, cell in zip(COLUMNS, row, strict=True)}
    values, _problems = read_cells(cells)
    values.pop("id")
    assert ActorData(**values) == RICH


@pytest.mark.parametrize("form", ["csv", "xlsx", "hsds", "geojson", "vcard"])
def test_notes_are_in_no_file(workspace: Workspace, actor: Actor, form: str) -> None:
    raw = exported(workspace, form)
    if form in ("xlsx", "hsds"):
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            raw = b"".join(package.read(name) for name in package.namelist())
    assert b"Fortroligt" not in raw


def test_hsds_is_a_package_where_every_reference_leads_somewhere(
    workspace: Workspace, actor: Actor
) -> None:
    make_actor(workspace, "Koret", source="HSDS", external_id=str(UUID(int=5)), town="Skive")
    with zipfile.ZipFile(io.BytesIO(exported(workspace, "hsds"))) as package:
        description = json.loads(package.read("datapackage.json"))
        tables = {
            one["name"]: list(csv.DictReader(io.StringIO(package.read(one["path"]).decode())))
            for one in description["resources"]
        }
    assert str(UUID(int=5)) in {row["id"] for row in tables["organization"]}
    for one in description["resources"]:
        rows = tables[one["name"]]
        assert len({str(UUID(row["id"])) for row in rows}) == len(rows)
        for key in one["schema"]["foreignKeys"]:
            there = {row["id"] for row in tables[key["reference"]["resource"]]}
            assert {row[key["fields"]] for row in rows} - {""} <= there
    assert {row["number"] for row in tables["phone"]} == {"+45 11 22 33 44", "+45 1", "+45 2", "3"}
    assert {row["name"] for row in tables["service"]} >= {"'@Klub | A", "Regnskab", "Lokaler"}


def test_hsds_has_the_fields_and_values_the_standard_asks_for(
    workspace: Workspace, actor: Actor
) -> None:
    standard = json.loads(reference_data("hsds/datapackage.json").read_text())
    resources = {one["name"]: one for one in standard["resources"]}
    with zipfile.ZipFile(io.BytesIO(exported(workspace, "hsds"))) as package:
        for name, table in FILES.items():
            rows = list(csv.DictReader(io.StringIO(package.read(table.path).decode())))
            fields = resources[name]["schema"]["fields"]
            assert resources[name]["path"] == table.path
            assert {field["name"] for field in fields} == set(table.fields)
            for field in fields:
                values = {row[field["name"]] for row in rows}
                rules = field.get("constraints", {})
                assert not (rules.get("required") and "" in values), (name, field["name"])
                assert values <= {*rules.get("enum", values), ""}, (name, field["name"])


def test_geojson_holds_those_with_a_place_on_the_map(workspace: Workspace, actor: Actor) -> None:
    make_actor(workspace, "Uden sted")
    [feature] = json.loads(exported(workspace, "geojson"))["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [-10.25, 55.5]}
    assert "phone" not in feature["properties"]


def test_only_those_asked_for_are_in_the_file(
    workspace: Workspace, other_workspace: Workspace, actor: Actor
) -> None:
    make_actor(workspace, "Koret")
    some = find_actors(workspace, Filter(query="koret")).actors
    assert export_file(workspace, format="csv", output=io.BytesIO(), actors=some) == 1
    assert export_file(other_workspace, format="csv", output=io.BytesIO(), actors=some) == 0


@pytest.mark.parametrize("form", ExportFormat)
def test_memory_does_not_grow_with_the_register(
    workspace: Workspace, actor: Actor, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brobygger.actors.transfer.leaving._AT_A_TIME", 20)

    def peak() -> int:
        with TemporaryFile() as output:
            tracemalloc.start()
            export_file(workspace, format=form, output=output)
            highest = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return highest

    def grow(number: int) -> None:
        actors = Actor.objects.bulk_create(
            Actor(workspace=workspace, name=f"Kor {one}", description=f"{one} " * 3000)
            for one in range(number)
        )
        Location.objects.bulk_create(
            Location(workspace=workspace, actor=one, name=one.name, latitude=55, longitude=9)
            for one in actors
        )

    grow(30)
    peak()  # what is made once and kept
    few = peak()
    grow(200)
    # Two megabytes of words more in the register; what Python has not tidied up yet varies.
    assert peak() < few + 800_000


def test_each_chunk_takes_the_same_number_of_questions(
    workspace: Workspace, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as questions:
            export_file(workspace, format="csv", output=io.BytesIO())
        return len(questions)

    one = asked()
    make_actor(workspace, "Koret", needs=("accounting",), town="Skive")
    assert asked() == one
    monkeypatch.setattr("brobygger.actors.transfer.leaving._AT_A_TIME", 1)
    assert asked() <= one * 2


def test_the_page_gives_the_file_and_remembers_who_took_it(
    workspace: Workspace, coordinator: User, as_user: AsUser, actor: Actor
) -> None:
    make_actor(workspace, "Koret")
    client = as_user(coordinator)
    address = reverse("actors:export", args=[workspace.slug]) + "?kind=school"
    assert "1 samarbejdspart kommer med" in client.get(address).content.decode()
    response = client.post(address, {"format": "csv"})
    lines = b"".join(response).decode("utf-8-sig")
    assert "=cmd" in lines
    assert "Koret" not in lines
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert AuditEvent.objects.filter(event="register.exported", by_id=coordinator.pk).exists()


@pytest.mark.parametrize("who", ["reader", "adviser"])
def test_those_who_may_not_export_get_no_file(
    workspace: Workspace, who: str, as_user: AsUser, request: pytest.FixtureRequest
) -> None:
    client = as_user(request.getfixturevalue(who))
    address = reverse("actors:export", args=[workspace.slug])
    assert client.post(address, {"format": "csv"}).status_code == 403


def test_what_came_from_a_file_is_as_it_was(actor: Actor) -> None:
    assert data_of(actor).contact_points[0].place == 2
