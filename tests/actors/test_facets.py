"""How many there are of each, when the rest of the filter stands."""

import pytest

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import remove_actor
from brobygger.actors.domain.facets import facets_of
from brobygger.actors.domain.filters import Filter
from brobygger.actors.models import Actor
from brobygger.core import clock
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor


@pytest.fixture
def register(workspace: Workspace) -> Workspace:
    make_actor(
        workspace,
        "Madklubben",
        target_groups=("women", "men"),
        offers=["cooking", "cooking", "accounting"],
        area="Øst",
        last_confirmed_on=clock.today(),
    )
    make_actor(workspace, "Kvinderne", target_groups=("women",), needs=["accounting"], area="Vest")
    make_actor(
        workspace, "Revisoren", kind="company", offers=["accounting"], wished_target_groups=("men",)
    )
    return workspace


def numbers(workspace: Workspace, facet: str, **wanted: object) -> dict[str, int]:
    found = facets_of(workspace, Filter(**wanted))[facet]  # type: ignore[arg-type]
    return {one.value: one.number for one in found}


def test_each_facet_counts_actors(register: Workspace) -> None:
    assert numbers(register, "kind") == {"association": 2, "company": 1}
    assert numbers(register, "target_group") == {"women": 2, "men": 1}
    assert numbers(register, "wished") == {"men": 1}
    assert numbers(register, "offers") == {"competence:accounting": 2, "competence:cooking": 1}
    assert numbers(register, "needs") == {"competence:accounting": 1}
    assert numbers(register, "area") == {"Vest": 1, "Øst": 1}
    assert numbers(register, "freshness") == {"never": 2, "year": 1}


def test_a_facet_counts_as_if_only_the_others_were_chosen(register: Workspace) -> None:
    chosen = {"kind": ("association",), "offers": ("competence:accounting",)}
    assert numbers(register, "kind", **chosen) == {"association": 1, "company": 1}
    assert numbers(register, "offers", **chosen) == {
        "competence:accounting": 1,
        "competence:cooking": 1,
    }
    assert numbers(register, "target_group", **chosen) == {"women": 1, "men": 1}


def test_words_and_places_count_for_all_facets(register: Workspace) -> None:
    assert numbers(register, "kind", query="revisor") == {"company": 1}
    assert numbers(register, "area", query="madklub") == {"Øst": 1}


def test_what_is_chosen_is_there_even_when_nobody_is(register: Workspace) -> None:
    found = facets_of(register, Filter(kind=("school",)))
    assert [(one.value, one.number, one.chosen) for one in found["kind"]][-1] == ("school", 0, True)
    assert found["area"] == []


def test_the_removed_and_the_neighbours_do_not_count(
    register: Workspace, other_workspace: Workspace, coordinator: User
) -> None:
    remove_actor(actor=Actor.objects.get(name="Revisoren"), by=coordinator)
    assert numbers(register, "kind") == {"association": 2}
    assert numbers(register, "offers") == {"competence:accounting": 1, "competence:cooking": 1}
    assert numbers(register, "kind", removed=True) == {"company": 1}
    assert not any(facets_of(other_workspace, Filter()).values())


def test_one_question_answers_it_all(
    register: Workspace, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        facets_of(register, Filter(kind=("company",), needs=("competence:accounting",)))


@pytest.mark.parametrize("query", ["%_", "';", "-"])
def test_signs_alone_hit_nobody(register: Workspace, query: str) -> None:
    assert not any(facets_of(register, Filter(query=query)).values())


def test_a_choice_that_is_nobodys_leaves_the_others_of_its_facet(register: Workspace) -> None:
    found = facets_of(register, Filter(effort=("not a key",)))
    assert [one.number for one in found["effort"]] == [0]
    assert not any(one.number for one in found["kind"])
