"""Coordinates: on land, in the sea, abroad, impossible."""

import pytest

from brobygger.actors.domain.whereabouts import in_denmark, place_warning, possible
from brobygger.actors.transfer.columns import read_cells

TOWNS = {
    "København": (55.676, 12.568), "Aarhus": (56.157, 10.211), "Skagen": (57.725, 10.594),
    "Gedser": (54.576, 11.93), "Rønne": (55.1, 14.706), "Esbjerg": (55.467, 8.452),
    "Padborg": (54.825, 9.359), "Tønder": (54.936, 8.866), "Helsingør": (56.036, 12.613),
    "Marstal": (54.853, 10.517), "Thyborøn": (56.698, 8.213), "Anholt": (56.713, 11.517),
    "Grenaa": (56.414, 10.921), "Kalundborg": (55.681, 11.089), "Sønderborg": (54.909, 9.789),
    "Bagenkop": (54.753, 10.676), "Dragør": (55.593, 12.672), "Byrum": (57.255, 11.0),
    "Ballen": (55.817, 10.639), "Nakskov": (54.83, 11.136), "Fanø": (55.446, 8.399),
    "Middelfart": (55.498, 9.744), "Nyborg": (55.312, 10.79), "Hirtshals": (57.588, 9.959),
}  # fmt: skip
ELSEWHERE = {
    "Kattegat": (56.6, 11.2), "Vesterhavet": (56.0, 7.0), "Østersøen": (55.2, 13.7),
    "Malmö": (55.605, 13.0), "Flensborg": (54.78, 9.437), "Oslo": (59.91, 10.75), "Nul": (0, 0),
    "Storebælt": (55.5, 10.93), "Helsingborg": (56.046, 12.72), "Skagerrak": (57.6, 9.0),
}  # fmt: skip


@pytest.mark.parametrize("town", TOWNS)
def test_towns_are_on_land(town: str) -> None:
    assert in_denmark(*TOWNS[town])
    assert place_warning(*TOWNS[town]) == ""


@pytest.mark.parametrize("place", ELSEWHERE)
def test_the_sea_and_other_countries_are_told_of(place: str) -> None:
    assert "vandet eller uden for Danmark" in place_warning(*ELSEWHERE[place])


def test_a_place_abroad_or_unknown_is_fine() -> None:
    assert place_warning(55.605, 13.0, "SE") == ""
    assert place_warning(None, None) == ""


def test_swapped_numbers_are_told_of() -> None:
    assert "byttet om" in place_warning(12.568, 55.676)


@pytest.mark.parametrize("at", [(91, 0), (0, 181), (float("nan"), 0), (0, float("inf"))])
def test_what_is_nowhere_on_earth(at: tuple[float, float]) -> None:
    assert not possible(*at)


@pytest.mark.parametrize("at", ["91, 0", "0, 181", "nan, 3", "inf, 3", "55", "a, b"])
def test_a_file_with_an_impossible_place_is_told_so(at: str) -> None:
    _values, problems = read_cells({"locations": f"Salen; ; ; ; {at}"})
    assert [problem.key for problem in problems] == ["locations"]
