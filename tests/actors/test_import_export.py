"""What goes out of the register comes back in as it was."""

from dataclasses import replace
from pathlib import Path

import pytest

from brobygger.actors.domain.actors import write
from brobygger.actors.domain.data import (
    ActivityData,
    ActorData,
    ContactPersonData,
    ContactPointData,
    ExchangeData,
    LocationData,
)
from brobygger.actors.domain.provenance import own_word, said_of_field
from brobygger.actors.domain.rows import data_of
from brobygger.actors.enums import FactSource
from brobygger.actors.models import Actor, ContactPoint, Offer
from brobygger.actors.transfer.columns import cells_of, read_cells
from brobygger.actors.transfer.exporting import export_file
from brobygger.actors.transfer.importing import import_file
from brobygger.workspaces.models import Workspace
from tests.actors.files import reference_data
from tests.factories.actors import make_actor


@pytest.fixture
def register(workspace: Workspace) -> Workspace:
    """A register with something in most columns, and much that is easily spoilt on the way."""
    make_actor(
        workspace,
        "Ærøs =Venner; ”Å”",
        cvr="12345678",
        postcode="5970",
        description="-Vi\nspiser | synger",
        phone="+45 12 34 56 78",
        target_groups=("children", "egne ord, med komma"),
        needs=("accounting", "resource:premises"),
        contact_persons=(ContactPersonData(name="Bo; Jensen", email="bo@venner.example"),),
        locations=(LocationData(name="Huset", street="Ågade 1", postcode="5970"),),
        contact_points=(ContactPointData(value="87654321", label="Kontor", place=1),),
        wished_target_groups=("youth", "dem, der er alene"),
        capacity=0,
        capacity_text="venteliste; ring",
        challenges="for få | hænder",
        ideas="=fest\nfor alle",
        interests="@havn",
        visibility={"phone": "parties", "ideas": "public"},
    )
    make_actor(workspace, "Malmö Kör", postcode="211 20", country="SE")
    return workspace


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_out_and_in_again_changes_nothing(register: Workspace, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"register.{form}"
    export_file(register, format=form, output=path)
    report = import_file(path, workspace=register)
    assert (report.unchanged, report.errors) == (2, ())
    assert Actor.objects.get(cvr="12345678").needs.count() == 2


def test_an_edit_in_the_spreadsheet_finds_its_actor(register: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    export_file(register, format="csv", output=path)
    text = path.read_text(encoding="utf-8-sig")
    path.write_text(text.replace("Malmö Kör", "Malmø Kor"), encoding="utf-8-sig")
    import_file(path, workspace=register)
    assert Actor.objects.filter(name="Malmø Kor", country="SE").exists()
    assert Actor.objects.count() == 2


def test_into_another_register_as_new(
    register: Workspace, other_workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "register.csv"
    export_file(register, format="csv", output=path)
    assert import_file(path, workspace=other_workspace).created == 2
    copy = Actor.objects.in_workspace(other_workspace).get(cvr="12345678")
    assert copy.target_groups == ["children", "egne ord, med komma"]
    assert copy.description == "-Vi\nspiser | synger"
    assert copy.contact_points.get().location == copy.locations.get()


def test_an_hsds_export_comes_back_without_doubles(workspace: Workspace, tmp_path: Path) -> None:
    import_file(reference_data("hsds/ohana-sample-csv"), workspace=workspace)
    before = Offer.objects.count(), ContactPoint.objects.count()
    path = tmp_path / "register.zip"
    export_file(workspace, format="hsds", output=path)
    report = import_file(path, workspace=workspace)
    assert (report.created, report.skipped) == (0, 0)
    assert (Offer.objects.count(), ContactPoint.objects.count()) == before


def test_every_new_fact_comes_back_as_it_was(
    register: Workspace, other_workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "register.csv"
    export_file(register, format="csv", output=path)
    import_file(path, workspace=other_workspace)
    before, after = (
        data_of(Actor.objects.get(workspace=one, cvr="12345678"))
        for one in (register, other_workspace)
    )
    assert replace(after, source="", external_id="") == before


ROWS = {
    "offers": (ExchangeData(text="a; b", period="c | d", visibility="workspace"),),
    "needs": (ExchangeData(text="mandag", visibility="public"),),
    "activities": (ActivityData(name="Sang", target_groups=("women",), visibility="parties"),),
    "contact_persons": (ContactPersonData(name="Bo", visibility="public"),),
    "locations": (LocationData(name="Salen", visibility="workspace"),),
    "contact_points": (ContactPointData(value="12", visibility="parties"),),
}


@pytest.mark.parametrize("name", ROWS)
def test_who_may_see_a_row_stands_at_its_end(name: str) -> None:
    data = ActorData(name="Koret", **{name: ROWS[name]})  # type: ignore[arg-type]
    values, problems = read_cells(cells_of(data))
    assert (values[name], problems) == (ROWS[name], [])


def test_words_that_say_nothing_of_who_may_see_belong_to_the_row() -> None:
    values, _problems = read_cells({"contact_persons": "Bo; formand; a@b.example; 12; 34 alle"})
    assert values["contact_persons"][0].phone == "12; 34 alle"


def test_a_background_is_in_no_file(workspace: Workspace, tmp_path: Path) -> None:
    actor = make_actor(workspace, "Koret")
    write(actor, replace(data_of(actor), background="Kirkelig"), own_word(), own_word=True)
    path = tmp_path / "register.csv"
    export_file(workspace, format="csv", output=path)
    assert "Kirkelig" not in path.read_text(encoding="utf-8-sig")
    path.write_text("Navn,Baggrund,Background\nKlubben,Kirkelig,Kirkelig\n")
    import_file(path, workspace=workspace)
    assert not Actor.objects.filter(name="Klubben").exclude(background="").exists()


def test_what_a_file_corrects_is_written_and_is_the_files_word(
    register: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "register.csv"
    export_file(register, format="csv", output=path)
    text = path.read_text(encoding="utf-8-sig")
    text = text.replace("venteliste; ring", "fuldt")
    text = text.replace("Telefon: Dem, de samarbejder med", "Telefon: Kun arbejdsrummet")
    path.write_text(text, encoding="utf-8-sig")
    import_file(path, workspace=register, source="Portalen")
    actor = Actor.objects.get(cvr="12345678")
    assert (actor.capacity, actor.capacity_text) == (0, "fuldt")
    assert actor.visibility["phone"] == "workspace"
    assert said_of_field(actor, "capacity_text").source == FactSource.IMPORT
    assert said_of_field(actor, "description").source == FactSource.WORKSPACE
