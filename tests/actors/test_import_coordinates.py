"""A point in columns of its own: onto the map, and out again."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from brobygger.actors.domain.filters import Filter
from brobygger.actors.domain.queries import find_actors
from brobygger.actors.models import Actor, Location
from brobygger.actors.transfer.importing import drafts_of, first_reading, import_file
from brobygger.actors.transfer.leaving import Audience, leaving, wanted_actors
from brobygger.actors.transfer.reading import read_register
from brobygger.actors.transfer.reports import ImportReport
from brobygger.actors.transfer.spreadsheet_export import write_csv
from brobygger.workspaces.models import Workspace
from tests.actors.files import csv_file

HOME = ("Navn", "Adresse", "Postnr", "By")
KOR = ("Kor", "Vej 1", "8000", "Aarhus")


@pytest.fixture
def bring_in(workspace: Workspace, tmp_path: Path) -> Any:
    def run(*rows: tuple[str, ...], content: bytes = b"") -> ImportReport:
        path = tmp_path / "foreninger.csv"
        path.write_bytes(content or csv_file(*rows))
        return import_file(path, workspace=workspace)

    return run


def exported(workspace: Workspace) -> bytes:
    output = BytesIO()
    actors = wanted_actors(workspace)
    write_csv(leaving(workspace, actors, Audience.OWN), output)
    return output.getvalue()


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        (("Breddegrad", "Længdegrad"), ("56,15", "10,2")), (("lat", "lng"), ("56.15", "10.2")),
        (("Latitude", "lon"), ("56.15°", "10.20")), (("Koordinater",), ("56.15, 10.2",)),
        (("GPS",), ("56,15 10,2",)),
    ],
)  # fmt: skip
def test_the_point_is_that_of_the_address(
    bring_in: Any, header: tuple[str, ...], cells: tuple[str, ...]
) -> None:
    report = bring_in((*HOME, *header), (*KOR, *cells))
    assert report.errors == ()
    place = Location.objects.get()
    assert (place.latitude, place.longitude) == (56.15, 10.2)
    assert (place.street, place.postcode, place.town) == ("Vej 1", "8000", "Aarhus")


def test_again_is_unchanged_and_a_corrected_point_moves_the_place(bring_in: Any) -> None:
    header = (*HOME, "lat", "lon")
    bring_in(header, (*KOR, "56,15", "10,2"))
    assert bring_in(header, (*KOR, "56,15", "10,2")).unchanged == 1
    assert bring_in(header, (*KOR, "56,16", "10,2")).updated == 1
    assert Location.objects.get().latitude == 56.16


@pytest.mark.parametrize("cells", [("156", "10"), ("56,1", ""), ("724000", "6175000"), ("x", "y")])
def test_what_is_no_place_on_earth_stays_behind(bring_in: Any, cells: tuple[str, str]) -> None:
    report = bring_in((*HOME, "lat", "lon"), (*KOR, *cells))
    assert (report.created, Location.objects.count()) == (1, 0)
    assert "ligger ikke på jorden" in report.errors[0].message


@pytest.mark.parametrize(
    ("cells", "said"), [(("56.1", "3.5"), "i vandet"), (("10.2", "56.15"), "byttet om")]
)
def test_the_sea_and_swapped_numbers_are_warned_of(cells: tuple[str, str], said: str) -> None:
    file = read_register("f.csv", csv_file((*HOME, "lat", "lon"), (*KOR, *cells)))
    [draft] = drafts_of(file, first_reading(file)).actors
    assert said in draft.warnings[0]


def test_out_and_in_again(bring_in: Any, workspace: Workspace) -> None:
    bring_in((*HOME, "lat", "lon"), (*KOR, "56,15", "10,2"))
    content = exported(workspace)
    assert "56,15;10,2" in content.decode()
    assert bring_in(content=content).unchanged == 1
    moved = content.replace(b";56,15;10,2;", b";56,2;10,2;")
    assert bring_in(content=moved).updated == 1
    assert Location.objects.get().latitude == 56.2


def test_near_finds_it(bring_in: Any, workspace: Workspace) -> None:
    rows = (*KOR, "56,15", "10,2"), ("Klub", "Vej 2", "9000", "Aalborg", "57,05", "9,92")
    bring_in((*HOME, "lat", "lon"), *rows)
    found = find_actors(workspace, Filter(place="8000", km=5)).actors
    assert [actor.name for actor in found] == ["Kor"]
    assert Actor.objects.count() == 2
