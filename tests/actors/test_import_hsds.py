"""HSDS directories come in whole: every cell mapped or kept, loose ends told by file and row."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from brobygger.actors.enums import ActorKind, ContactPointKind
from brobygger.actors.models import Actor, ContactPoint, ImportBatch, ImportedRecord, Offer
from brobygger.actors.transfer.importing import import_file
from brobygger.actors.transfer.reports import ImportReport
from brobygger.workspaces.models import Workspace
from tests.actors.files import directory, reference_data

ORGANIZATIONS = "id,name,description,email\n1,Hjælpen,Vi hjælper,post@hjaelpen.example\n"


@pytest.fixture
def ohana(workspace: Workspace) -> ImportReport:
    """The whole sample directory, imported."""
    return import_file(reference_data("hsds/ohana-sample-csv"), workspace=workspace)


@pytest.fixture
def bring_in(workspace: Workspace, tmp_path: Path) -> Any:
    def run(**tables: str) -> ImportReport:
        path = tmp_path / "register.zip"
        path.write_bytes(directory(**tables))
        return import_file(path, workspace=workspace)

    return run


def cells_of_files(folder: Path) -> set[tuple[str, int, str, str]]:
    """Every cell that holds something: file, row as a spreadsheet shows it, column, text."""
    found = set()
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), 2):
                found |= {
                    (path.name, number, column, cell.strip())
                    for column, cell in row.items()
                    if cell and cell.strip()
                }
    return found


def test_organisations_places_numbers_and_services_are_all_there(ohana: ImportReport) -> None:
    assert (ohana.created, ohana.skipped, ohana.committed) == (8, 0, True)
    assert Offer.objects.count() == 23
    library = Actor.objects.get(name="Redwood City Public Library")
    assert library.kind == ActorKind.LIBRARY
    assert library.offers.get(external_id="12").text == "Project Read"
    assert Actor.objects.get(name="Example Agency").kind == ActorKind.NGO
    # Six telephones point at contacts the directory does not have.
    phones = reference_data("hsds/ohana-sample-csv/phones.csv").read_text().splitlines()
    numbers = ContactPoint.objects.filter(kind__in=("phone", "fax"))
    assert numbers.count() == len(phones) - 1 - 6


def test_a_number_knows_its_place_department_and_extension(ohana: ImportReport) -> None:
    number = ContactPoint.objects.get(external_id="43")
    assert number.location is not None
    assert (number.location.name, number.label) == (
        "Example Location", "Information · lokal 123 · 222-555-INFO",
    )  # fmt: skip
    assert ContactPoint.objects.get(external_id="44").kind == ContactPointKind.FAX


def test_opening_hours_come_along(ohana: ImportReport) -> None:
    offer = Offer.objects.get(external_id="22")
    assert offer.period.startswith("Monday 08:00–12:00")
    assert offer.text == "Passport Photos (Example Location)"


def test_every_cell_of_every_file_is_in_the_register_again(ohana: ImportReport) -> None:
    kept = set()
    for record in ImportedRecord.objects.all():
        kept |= {(record.file_name, record.row, key, text) for key, text in record.values.items()}
    for row in ImportBatch.objects.get().result["kept"]:
        kept |= {(row["file"], row["row"], key, text) for key, text in row["values"].items()}
    cells = cells_of_files(reference_data("hsds/ohana-sample-csv"))
    assert len(cells) > 1000
    assert not cells - kept


def test_rows_are_kept_with_the_right_organisation(ohana: ImportReport) -> None:
    agency = Actor.objects.get(name="Example Agency")
    kept = set(agency.imported_records.values_list("external_id", flat=True))
    assert {"services:22", "phones:53", "regular_schedules:8", "taxonomy:108-05"} <= kept
    assert "services:1" not in kept


def test_loose_ends_are_told_by_file_and_row(ohana: ImportReport) -> None:
    assert {(error.file, error.row) for error in ohana.errors} == {
        ("phones.csv", row) for row in (41, 42, 47, 49, 50, 55)
    }
    assert "contact_id »29«" in ohana.errors[0].message


def test_again_all_is_unchanged(ohana: ImportReport, workspace: Workspace) -> None:
    before = ContactPoint.objects.count(), ImportedRecord.objects.count()
    again = import_file(reference_data("hsds/ohana-sample-csv"), workspace=workspace)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 8)
    assert (ContactPoint.objects.count(), ImportedRecord.objects.count()) == before


def test_again_after_an_edit_of_the_file_updates_that_actor(
    bring_in: Any, workspace: Workspace
) -> None:
    services = "id,organization_id,name\n1,1,Rådgivning\n"
    bring_in(organizations=ORGANIZATIONS, services=services)
    again = bring_in(organizations=ORGANIZATIONS, services=services.replace("Rådgivning", "Jura"))
    assert (again.updated, Offer.objects.count()) == (1, 1)
    assert Offer.objects.get().text == "Jura"


def test_hsds_3_with_contacts_languages_and_places_by_service(workspace: Workspace) -> None:
    path = reference_data("hsds/openreferral-examples/csv")
    report = import_file(path, workspace=workspace)
    actor = Actor.objects.get()
    assert (report.created, actor.languages) == (1, ["ur"])
    person = actor.contact_persons.get()
    assert (person.name, person.phone) == ("Ann Persona", "+44 1234 234567")
    assert actor.locations.get().postcode == "ABC 1234"
    assert {error.file for error in report.errors} == {"contacts.csv", "locations.csv"}


def test_hsds_3_as_json_is_the_same_organisation(workspace: Workspace) -> None:
    report = import_file(
        reference_data("hsds/openreferral-examples/organization_full.json"), workspace=workspace
    )
    actor = Actor.objects.get()
    assert (report.created, actor.name) == (1, "Example Organization Inc.")
    assert actor.contact_points.filter(kind="phone").exists()
    kept = json.dumps([record.values for record in actor.imported_records.all()])
    assert "Community Mental Health Support" in kept


def test_wrong_postcodes_and_coordinates_leave_the_rest(bring_in: Any) -> None:
    report = bring_in(
        organizations=ORGANIZATIONS,
        locations="id,organization_id,name,latitude,longitude\n1,1,Huset,100,200\n",
        addresses="id,location_id,address_1,city,postal_code,country\n1,1,Ågade 1,Ry,86x0,DK\n",
    )
    place = Actor.objects.get().locations.get()
    assert (place.street, place.postcode, place.latitude) == ("Ågade 1", "", None)
    assert [error.file for error in report.errors] == ["addresses.csv", "locations.csv"]


def test_a_row_with_a_cpr_number_goes_no_further(bring_in: Any) -> None:
    report = bring_in(
        organizations=ORGANIZATIONS,
        contacts="id,organization_id,name\n1,1,Ali 010190-1234\n2,1,Bo\n",
    )
    assert [person.name for person in Actor.objects.get().contact_persons.all()] == ["Bo"]
    assert report.errors[0].row == 2
    assert "010190" not in str(ImportBatch.objects.values_list("result", flat=True))


def test_cyclic_references_come_to_an_end(bring_in: Any) -> None:
    report = bring_in(
        organizations=ORGANIZATIONS,
        services="id,program_id,name\n1,1,A\n",
        programs="id,service_id,name\n1,1,B\n",
    )
    assert report.created == 1
