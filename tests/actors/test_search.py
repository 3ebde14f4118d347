"""Finding somebody in the register, as people spell."""

from datetime import timedelta
from typing import Any

import pytest

from brobygger.actors.domain.data import ExchangeData
from brobygger.actors.domain.filters import Filter
from brobygger.actors.domain.queries import find_actors, same_name
from brobygger.core import clock
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor


def names(workspace: Workspace, **wanted: Any) -> list[str]:
    found = find_actors(workspace, Filter(**wanted))
    return [actor.name for actor in found.actors]


@pytest.fixture
def register(workspace: Workspace) -> Workspace:
    make_actor(
        workspace,
        "Sønderbro Kvindeforening",
        description="Vi mødes og laver mad til kvarterets fester.",
        town="Ærøskøbing",
        offers=["cooking", ExchangeData(text="tolk i somalisk")],
        needs=["accounting"],
        target_groups=("women",),
        languages=("so",),
    )
    make_actor(
        workspace,
        "Ålborg Fodboldklub",
        kind="association",
        offers=["resource:sports_facilities"],
        activity_areas=("football",),
        area="Vestbyen",
        last_confirmed_on=clock.today(),
    )
    make_actor(
        workspace,
        "Nordjysk Revision",
        kind="company",
        offers=["accounting"],
        wished_target_groups=("men",),
    )
    return workspace


@pytest.mark.parametrize(
    "query",
    ["kvindeforening", "KVINDEFORENINGEN", "sonderbro", "soenderbro", "kvinde", "mad fest",
     "ærøskøbing", "aeroskobing", "somalisk", "madlavning", "regnskab sønderbro", "cooking",
     "mødes til fester", "laver mad og fest", "kvarter", "tolken", "vi mødes",
     "kvindeforeninger", "(mad & fest)", "mad -fest"],
)  # fmt: skip
def test_words_are_found_however_they_are_spelled(register: Workspace, query: str) -> None:
    assert "Sønderbro Kvindeforening" in names(register, query=query)


@pytest.mark.parametrize("query", ["Aalborg", "ålborg", "alborg", "klub", "boldklub", "fodbold"])
def test_parts_of_a_name_and_double_a_are_found(register: Workspace, query: str) -> None:
    assert names(register, query=query) == ["Ålborg Fodboldklub"]


@pytest.mark.parametrize("query", ["Sønderbo Kvindforenig", "kvindeforning"])
def test_a_misspelled_name_finds_what_resembles_it(register: Workspace, query: str) -> None:
    found = find_actors(register, Filter(query=query))
    assert found.nearly
    assert [actor.name for actor in found.actors] == ["Sønderbro Kvindeforening"]


def test_the_name_counts_more_than_the_rest(register: Workspace) -> None:
    make_actor(register, "Regnskabsforeningen")
    assert names(register, query="regnskab")[0] == "Regnskabsforeningen"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "'); drop",
        "&|!:*",
        "\\",
        "%",
        "😀",
        "a" * 5000,
        "og",
        "<->",
        "NOT -x",
        "\u202e",
        "٣",
    ],
)
def test_nothing_one_can_type_breaks_the_search(register: Workspace, query: str) -> None:
    names(register, query=query)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"kind": ("company",)}, ["Nordjysk Revision"]),
        ({"target_group": ("women",)}, ["Sønderbro Kvindeforening"]),
        ({"activity_area": ("football",)}, ["Ålborg Fodboldklub"]),
        ({"offers": ("competence:accounting",)}, ["Nordjysk Revision"]),
        ({"needs": ("competence:accounting",)}, ["Sønderbro Kvindeforening"]),
        ({"freshness": ("old", "never")}, ["Nordjysk Revision", "Sønderbro Kvindeforening"]),
        ({"freshness": ("year",)}, ["Ålborg Fodboldklub"]),
        ({"kind": ("company", "school")}, ["Nordjysk Revision"]),
        ({"language": ("so",)}, ["Sønderbro Kvindeforening"]),
        ({"area": ("Vestbyen",)}, ["Ålborg Fodboldklub"]),
        ({"wished": ("men",)}, ["Nordjysk Revision"]),
        ({"kind": ("association",), "offers": ("competence:accounting",)}, []),
        ({"removed": True}, []),
    ],
)
def test_the_filter_narrows(
    register: Workspace, wanted: dict[str, object], found: list[str]
) -> None:
    assert names(register, **wanted) == found


def test_the_list_is_in_danish_order(register: Workspace) -> None:
    assert names(register) == [
        "Nordjysk Revision",
        "Sønderbro Kvindeforening",
        "Ålborg Fodboldklub",
    ]


def test_those_who_go_by_the_very_words_come_first(workspace: Workspace) -> None:
    for name in ("Gårdklubben", "Garden", "Byens Garden i Vest", "Gardens Venner"):
        make_actor(workspace, name)
    make_actor(workspace, "Koret", description="Vi synger for garden. Garden!")
    assert names(workspace, query="garden")[:2] == ["Byens Garden i Vest", "Garden"]
    assert names(workspace, query="garden i vest")[0] == "Byens Garden i Vest"
    assert set(names(workspace, query="garden")) >= {"Gardens Venner", "Koret"}


def test_longest_ago_confirmed_comes_first(register: Workspace) -> None:
    year = clock.today() - timedelta(days=400)
    make_actor(register, "Klubben", last_confirmed_on=year)
    assert names(register, sort="oldest")[-2:] == ["Klubben", "Ålborg Fodboldklub"]


def test_one_register_never_shows_anothers(register: Workspace, other_workspace: Workspace) -> None:
    assert names(other_workspace) == []
    assert same_name(other_workspace, "Nordjysk Revision") is None
    assert same_name(register, "nordjysk  revision") is not None
