"""Words that are misspelled are put right with the register's own."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.domain.bulk import write_actors
from brobygger.actors.domain.data import ActivityData, ActorData
from brobygger.actors.domain.facets import facets_of
from brobygger.actors.domain.filters import Filter
from brobygger.actors.domain.queries import Found, find_actors
from brobygger.actors.domain.spelling import corrected, forget_unused_words, words_of
from brobygger.actors.models import Actor
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor


@pytest.fixture
def register(workspace: Workspace) -> Workspace:
    make_actor(workspace, "Sønderbro Kvindeforening", offers=["cooking"], town="Ærøskøbing")
    make_actor(
        workspace, "Badeklubben", activities=(ActivityData(name="Vinterbadning og saunagus"),)
    )
    return workspace


def search(workspace: Workspace, query: str, **wanted: Any) -> Found:
    return find_actors(workspace, Filter(query=query, **wanted))


@pytest.mark.parametrize(
    ("query", "instead", "name"),
    [
        ("madlavnign", "madlavning", "Sønderbro Kvindeforening"),
        ("Mdlavning", "madlavning", "Sønderbro Kvindeforening"),
        ("vinterbading", "vinterbadning", "Badeklubben"),
        ("sanuagus", "saunagus", "Badeklubben"),
        ("sønderbor madlavnign", "sønderbro madlavning", "Sønderbro Kvindeforening"),
        ("ærøskøbing madlvning", "ærøskøbing madlavning", "Sønderbro Kvindeforening"),
        ("og maddlavning", "madlavning", "Sønderbro Kvindeforening"),
    ],
)
def test_a_slip_of_the_pen_is_put_right(
    register: Workspace, query: str, instead: str, name: str
) -> None:
    found = search(register, query)
    assert (found.nearly, found.instead) == (True, instead)
    assert [actor.name for actor in found.actors] == [name]


@pytest.mark.parametrize(
    "query", ["madlavning", "kvinde", "zzzqqqxxx", "mxd", "12345678", "😀😀😀"]
)
def test_nothing_is_put_right_that_is_not_nearly_right(register: Workspace, query: str) -> None:
    assert corrected(register, query) is None


def test_a_word_of_another_register_puts_nothing_right(
    register: Workspace, other_workspace: Workspace
) -> None:
    assert corrected(other_workspace, "madlavnign") is None


def test_the_rest_of_the_filter_still_narrows(register: Workspace) -> None:
    assert search(register, "madlavnign", kind=("school",)).instead == ""


def test_the_facets_count_what_the_list_shows(register: Workspace) -> None:
    counts = facets_of(register, Filter(query="madlavnign"))["kind"]
    assert [(one.value, one.number) for one in counts] == [("association", 1)]


def test_the_list_says_what_it_looked_for_instead(
    register: Workspace, as_user: Callable[[User], Client], reader: User
) -> None:
    address = reverse("actors:list", args=[register.slug])
    page = as_user(reader).get(address, {"q": "madlavnign"}).content.decode()
    assert "Ingen hits på »madlavnign«. Her er dem med »madlavning«." in page


def test_many_new_actors_and_changed_ones_bring_their_words(register: Workspace) -> None:
    write_actors(workspace=register, actors=[ActorData(name="Rollespillerne")])
    assert search(register, "rolespillerne").instead == "rollespillerne"
    Actor.objects.filter(name="Rollespillerne").update(search_name="drageflyverne")
    assert "drageflyverne" in words_of(register)


def test_the_name_of_an_enthusiast_is_not_kept_as_words(workspace: Workspace) -> None:
    make_actor(workspace, "Grethe Eksempel", kind="enthusiast", offers=["cooking"])
    assert "madlavning" in words_of(workspace)
    assert "grethe" not in words_of(workspace)


def test_words_nobody_uses_are_forgotten_in_the_night(register: Workspace) -> None:
    Actor.objects.filter(name="Badeklubben").delete()
    assert forget_unused_words() > 0
    assert "saunagus" not in words_of(register)
    assert "madlavning" in words_of(register)


def test_putting_right_costs_the_same_few_questions(
    register: Workspace, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(7):
        list(search(register, "madlavnign saunagsu sønderbor").actors[:50])
