"""How far it is to somebody, from a place the register knows."""

import pytest

from brobygger.actors.domain.data import LocationData
from brobygger.actors.domain.filters import Filter
from brobygger.actors.domain.queries import find_actors
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor

AARHUS, ODENSE, SUVA = (56.1572, 10.2107), (55.3959, 10.3883), (-18.1416, 178.4419)


def at(north: float, east: float, name: str = "") -> LocationData:
    return LocationData(name=name, latitude=north, longitude=east)


@pytest.fixture
def register(workspace: Workspace) -> Workspace:
    make_actor(workspace, "Koret", postcode="8000", town="Aarhus C", locations=(at(*AARHUS),))
    make_actor(workspace, "Klubben", area="Havnen", locations=(at(56.1580, 10.2210, "Havnehuset"),))
    make_actor(workspace, "To steder", locations=(at(*ODENSE), at(56.2000, 10.2107)), town="Odense")
    make_actor(workspace, "Uden sted")
    return workspace


def near(workspace: Workspace, **wanted: object) -> list[tuple[str, float]]:
    found = find_actors(workspace, Filter(**wanted))  # type: ignore[arg-type]
    return [(actor.name, round(vars(actor)["distance"], 1)) for actor in found.actors]


def test_the_nearest_comes_first_and_counts_its_nearest_place(register: Workspace) -> None:
    assert near(register, at=AARHUS, km=5) == [("Koret", 0.0), ("Klubben", 0.6), ("To steder", 4.8)]
    assert near(register, at=AARHUS, km=1) == [("Koret", 0.0), ("Klubben", 0.6)]


def test_the_distance_is_that_of_a_great_circle(register: Workspace) -> None:
    make_actor(register, "Langt væk", locations=(at(*ODENSE),))
    assert ("Langt væk", 85.4) in near(register, at=AARHUS, km=100)


@pytest.mark.parametrize("place", ["8000", "8000 Aarhus C", "aarhus c", "KORET"])
def test_a_place_is_what_the_register_calls_it(register: Workspace, place: str) -> None:
    assert near(register, place=place, km=1)[0] == ("Koret", 0.0)


@pytest.mark.parametrize("place", ["havnen", "Havnehuset", "Klubben"])
def test_areas_places_and_actors_are_places(register: Workspace, place: str) -> None:
    assert near(register, place=place, km=1) == [("Klubben", 0.0), ("Koret", 0.6)]


@pytest.mark.parametrize("place", ["sCT. hANS", "Vandvej 7", "5600", "5600 Faaborg", "ODENSE"])
def test_odd_spelling_and_a_place_of_its_own_are_found_too(register: Workspace, place: str) -> None:
    house = LocationData(
        name="Sct. Hans", street="Vandvej 7", postcode="5600", town="Faaborg", latitude=55.1,
        longitude=10.24,
    )  # fmt: skip
    make_actor(register, "Sejlerne", locations=(house,))
    wanted = "To steder" if place == "ODENSE" else "Sejlerne"
    assert wanted in [name for name, _km in near(register, place=place, km=50)]


@pytest.mark.parametrize("place", ["Atlantis", "😀", "'; --", " "])
def test_a_place_nobody_knows_counts_for_nothing(register: Workspace, place: str) -> None:
    found = find_actors(register, Filter(place=place.strip()))
    assert found.lost == bool(place.strip())
    assert found.actors.count() == 4


def test_the_date_line_and_the_poles_are_no_borders(workspace: Workspace) -> None:
    make_actor(workspace, "Taveuni", locations=(at(-16.8, -179.97),))
    make_actor(workspace, "Polen", locations=(at(89.95, 0.0),))
    assert near(workspace, at=(-16.8, 179.97), km=10) == [("Taveuni", 6.4)]
    assert near(workspace, at=(89.95, 179.0), km=25) == [("Polen", 11.1)]


def test_others_register_knows_no_places_of_ours(
    register: Workspace, other_workspace: Workspace
) -> None:
    assert find_actors(other_workspace, Filter(place="Havnen")).lost
