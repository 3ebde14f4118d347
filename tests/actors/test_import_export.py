"""What goes out of the register comes back in as it was."""

from pathlib import Path

import pytest

from brobygger.actors.domain.data import ContactPersonData, ContactPointData, LocationData
from brobygger.actors.models import Actor, ContactPoint, Offer
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
