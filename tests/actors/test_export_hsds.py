"""The register as an HSDS package: valid, ids kept, and in again without a difference."""

import io
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from brobygger.accounts.models import User
from brobygger.actors.asked import asked
from brobygger.actors.domain.data import ROW_FIELDS, ActorData
from brobygger.actors.domain.exports import order_export, write_now
from brobygger.actors.domain.rows import data_of, with_rows
from brobygger.actors.models import Actor, ImportedRecord
from brobygger.actors.transfer import hsds_kept
from brobygger.actors.transfer.exporting import export_file
from brobygger.actors.transfer.hsds_links import Line, table_name
from brobygger.actors.transfer.importing import import_file
from brobygger.actors.transfer.leaving import Audience
from brobygger.actors.transfer.tables import Row
from brobygger.core import clock
from brobygger.privacy.domain.retention import enforce
from brobygger.workspaces.models import Workspace
from tests.actors.files import reference_data
from tests.actors.hsds_packages import check_package, rows_of
from tests.actors.test_export_audience import everything
from tests.actors.test_exporting import RICH
from tests.factories.actors import make_actor

EXAMPLES = (
    "openreferral-examples/csv",
    "openreferral-examples/organization_full.json",
    "openreferral-examples/organization_list.json",
    "openreferral-examples/service_full.json",
    "ohana-sample-csv",
)


def exported(workspace: Workspace) -> bytes:
    output = io.BytesIO()
    export_file(workspace, format="hsds", output=output)
    return output.getvalue()


def known_of(workspace: Workspace) -> dict[str, ActorData]:
    """What the register says, without where it says it is from."""
    actors = with_rows(Actor.objects.in_workspace(workspace))
    return {actor.name: _plain(data_of(actor)) for actor in actors}


def _plain(data: ActorData) -> ActorData:
    rows: dict[str, Any] = {
        name: tuple(sorted((replace(row, external_id="") for row in getattr(data, name)), key=str))
        for name in ROW_FIELDS
    }
    return replace(data, source="", external_id="", **rows)


def _in_out_and_in(example: str, one: Workspace, other: Workspace, folder: Path) -> bytes:
    """Into one workspace, out as a sound package, and into the other; answers the package."""
    import_file(reference_data(f"hsds/{example}"), workspace=one, source="Open Referral")
    package = exported(one)
    check_package(package)
    path = folder / "register.zip"
    path.write_bytes(package)
    import_file(path, workspace=other, source="Open Referral")
    return package


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_goes_in_out_and_in_again_without_a_difference(
    workspace: Workspace, other_workspace: Workspace, tmp_path: Path, example: str
) -> None:
    _in_out_and_in(example, workspace, other_workspace, tmp_path)
    assert known_of(other_workspace) == known_of(workspace)


def test_ids_of_the_source_are_kept(workspace: Workspace) -> None:
    example = reference_data("hsds/openreferral-examples/csv")
    import_file(example, workspace=workspace)
    rows = rows_of(exported(workspace))
    for table, name in (
        ("organization", "organizations"),
        ("service", "services"),
        ("location", "locations"),
        ("contact", "contacts"),
        ("phone", "phones"),
    ):
        text = (example / f"{name}.csv").read_text()
        assert all(row["id"] in text for row in rows[table]), table


def test_the_same_register_gives_the_same_ids_each_time(workspace: Workspace) -> None:
    import_file(reference_data("hsds/ohana-sample-csv"), workspace=workspace)
    assert rows_of(exported(workspace)) == rows_of(exported(workspace))


def test_a_register_of_our_own_goes_to_a_neighbour_without_a_difference(
    workspace: Workspace, other_workspace: Workspace, tmp_path: Path
) -> None:
    make_actor(workspace, "@Skolen; | ærø", **everything("Kendt", "parties"))
    make_actor(workspace, RICH.name, **_facts(RICH))
    make_actor(workspace, "Tomt")
    package = exported(workspace)
    check_package(package)
    path = tmp_path / "register.zip"
    path.write_bytes(package)
    report = import_file(path, workspace=other_workspace)
    assert (report.created, report.errors) == (3, ())
    assert known_of(other_workspace) == known_of(workspace)


def _facts(data: ActorData) -> dict[str, Any]:
    return {name: getattr(data, name) for name in data.__dataclass_fields__ if name != "name"}


def test_ids_that_several_share_are_not_used(workspace: Workspace) -> None:
    for source in ("Et register", "Et andet"):
        make_actor(workspace, source, source=source, external_id=str(UUID(int=5)))
    ids = {row["id"] for row in check_package(exported(workspace))["organization"]}
    assert len(ids) == 2
    assert str(UUID(int=5)) not in ids


def test_for_others_the_ids_are_the_same(workspace: Workspace) -> None:
    make_actor(workspace, "Koret", source="Portalen", external_id="17", town="Skive")
    output = io.BytesIO()
    export_file(workspace, format="hsds", output=output, audience="public")
    public, own = rows_of(output.getvalue()), rows_of(exported(workspace))
    assert public["organization"][0]["id"] == own["organization"][0]["id"]
    assert public["location"] == own["location"]


def _cells(workspace: Workspace) -> set[tuple[str, str, str, str]]:
    """Whose, which file and column, and what stood there."""
    records = ImportedRecord.objects.filter(workspace=workspace).select_related("actor")
    return {
        (one.actor.name, one.file_name, column, cell)
        for one in records
        for column, cell in one.values.items()
        if cell
    }


def _unknown(cells: set[tuple[str, str, str, str]]) -> set[tuple[str, str, str, str]]:
    """Those in columns our own package does not write."""
    return {one for one in cells if one[2] not in hsds_kept._WRITTEN.get(table_name(one[1]), set())}


@pytest.mark.parametrize("example", EXAMPLES)
def test_columns_we_have_no_place_for_come_out_and_in_again(
    workspace: Workspace, other_workspace: Workspace, tmp_path: Path, example: str
) -> None:
    package = _in_out_and_in(example, workspace, other_workspace, tmp_path)
    said = _unknown(_cells(workspace))
    assert said
    assert said <= _cells(other_workspace)
    third = [one["value"] for one in _kept(exported(other_workspace))]
    assert sorted(third) == sorted(one["value"] for one in _kept(package)), "nor on the next way"


def test_a_column_nobody_knows_is_carried_along(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "organizations.csv"
    path.write_text("id,name,description,mascot\n1,Koret,Vi synger,En ræv\n", encoding="utf-8")
    (tmp_path / "services.csv").write_text("id,organization_id,name,mood\n2,1,Kor,Glad\n")
    import_file(tmp_path, workspace=workspace)
    values = " ".join(row["value"] for row in _kept(exported(workspace)))
    assert "En ræv" in values
    assert "Glad" in values
    assert "Vi synger" not in values, "that has a place of its own"


def test_what_is_carried_along_is_for_ourselves_alone(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "organizations.csv"
    path.write_text("id,name,mascot\n1,Koret,En ræv\n", encoding="utf-8")
    (tmp_path / "services.csv").write_text("id,organization_id,name\n2,1,Kor\n")
    import_file(tmp_path, workspace=workspace)
    output = io.BytesIO()
    export_file(workspace, format="hsds", output=output, audience="public")
    assert rows_of(output.getvalue())["organization"]
    assert not _kept(output.getvalue())


@pytest.mark.parametrize("value", ["", "x", "[]", '{"cells": 1}', '{"file": "a", "cells": {}}'])
def test_a_kept_row_that_is_none_is_an_attribute_like_any_other(value: str) -> None:
    cells = {"link_type": hsds_kept.LINK_TYPE, "value": value}
    assert hsds_kept.read_kept([Line("attributes", "attributes.csv", Row(2, cells))]) == []


def _kept(package: bytes) -> list[dict[str, str]]:
    attributes = rows_of(package)["attribute"]
    return [row for row in attributes if row["link_type"] == hsds_kept.LINK_TYPE]


LOOSE = {
    "organizations.csv": "id,name\n1,Koret\n",
    "services.csv": "id,organization_id,name,mood\n2,1,Kor,Glad\n3,,Suppe,Varm\n4,77,Dans,Let\n",
    "contacts.csv": "id,name,email\n5,Bo,bo@ukendt.example\n",
    "taxonomies.csv": "id,name,description\n6,Emner,Deres egne\n",
}


@pytest.fixture
def loose(workspace: Workspace, tmp_path: Path) -> Path:
    """A package with rows of nobody, laid in."""
    for name, text in LOOSE.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    import_file(tmp_path, workspace=workspace, source="Byen")
    return tmp_path


def _loose(package: bytes) -> list[str]:
    kept = [row for row in _kept(package) if row["link_entity"] == "taxonomy_term"]
    return sorted(json.loads(row["value"])["id"] for row in kept)


OF_NOBODY = ["contacts:5", "services:3", "services:4", "taxonomies:6"]


def test_rows_of_nobody_come_out_in_a_sound_package(workspace: Workspace, loose: Path) -> None:
    package = exported(workspace)
    check_package(package)
    assert _loose(package) == OF_NOBODY
    assert '"mood": "Varm"' in " ".join(row["value"] for row in _kept(package))


def test_the_same_package_twice_gives_them_once(workspace: Workspace, loose: Path) -> None:
    import_file(loose, workspace=workspace, source="Byen")
    import_file(loose, workspace=workspace, source="Byen igen")
    assert _loose(exported(workspace)) == OF_NOBODY


def test_rows_of_nobody_go_in_out_and_in_as_the_rows_they_were(
    workspace: Workspace, other_workspace: Workspace, loose: Path
) -> None:
    package = exported(workspace)
    path = loose / "out.zip"
    path.write_bytes(package)
    import_file(path, workspace=other_workspace, source="Brobygger")
    assert _loose(exported(other_workspace)) == OF_NOBODY
    assert _values(exported(other_workspace)) == _values(package)


def _values(package: bytes) -> list[str]:
    return sorted(row["value"] for row in _kept(package))


def test_rows_of_nobody_are_for_ourselves_and_in_the_whole_register_alone(
    workspace: Workspace, loose: Path
) -> None:
    some, public = io.BytesIO(), io.BytesIO()
    actors = Actor.objects.in_workspace(workspace)
    export_file(workspace, format="hsds", output=some, actors=actors)
    export_file(workspace, format="hsds", output=public, audience="public")
    assert not _loose(some.getvalue())
    assert not _kept(public.getvalue())


def test_rows_of_nobody_go_with_the_import(workspace: Workspace, loose: Path) -> None:
    with clock.travel_to(clock.now() + timedelta(days=31)):
        enforce()
        assert not _loose(exported(workspace))


@pytest.mark.parametrize(("query", "there"), [("all=on&sort=name", True), ("q=koret", False)])
def test_the_list_s_file_has_them_when_nothing_narrows_it(
    workspace: Workspace, loose: Path, coordinator: User, query: str, there: bool
) -> None:
    found = asked(workspace, query).wanted
    order = order_export(
        workspace=workspace,
        form="hsds",
        audience=Audience.OWN,
        query=query,
        wanted=found,
        by=coordinator,
    )
    output = io.BytesIO()
    write_now(order, found, output)
    assert bool(_loose(output.getvalue())) is there
