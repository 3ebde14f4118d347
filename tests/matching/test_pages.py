"""Choosing an actor, meeting those who fit, letting rest."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from brobygger.accounts.models import User
from brobygger.actors.domain.uniting import unite
from brobygger.actors.models import Actor
from brobygger.matching.models import RestingSuggestion
from brobygger.workspaces.models import Workspace
from tests.factories.collaborations import AsUser, make_collaboration, party_actor
from tests.matching.test_queries import needing, offering

INDEX = "/w/birkelund/match/"


@pytest.fixture
def women(workspace: Workspace) -> Actor:
    return needing(workspace, "Kvindeforeningen", "accounting")


@pytest.fixture
def seniors(workspace: Workspace) -> Actor:
    return offering(workspace, "Seniornetværket", "accounting")


@pytest.fixture
def client(coordinator: User, as_user: AsUser) -> Client:
    return as_user(coordinator)


def page_for(client: Client, actor: Actor, **question: str) -> str:
    return client.get(f"{INDEX}{actor.id}/", question).content.decode()


def test_the_index_says_what_is_lacking(client: Client, women: Actor) -> None:
    page = client.get(INDEX).content.decode()
    assert page.index("Kvindeforeningen") < page.index("regnskab")


def test_the_index_finds_by_name(client: Client, women: Actor, seniors: Actor) -> None:
    page = client.get(INDEX, {"q": "senior"}).content.decode()
    assert str(seniors.id) in page
    assert str(women.id) not in page


def test_the_index_costs_the_same_however_long(
    client: Client, workspace: Workspace, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        needing(workspace, f"Forening {number}", "accounting", "it")
    client.get(INDEX)
    with django_assert_max_num_queries(11):
        client.get(INDEX)


def test_the_reason_cites_both_with_links(client: Client, women: Actor, seniors: Actor) -> None:
    page = page_for(client, women)
    assert "Kvindeforeningen mangler regnskab – Seniornetværket tilbyder regnskab" in page
    assert f"/actors/{women.id}/#needs-heading" in page
    assert f"/actors/{seniors.id}/#gives-heading" in page
    assert f"?a={women.id}&amp;b={seniors.id}" in page


def test_it_says_what_would_help(client: Client, women: Actor, seniors: Actor) -> None:
    page = page_for(client, women)
    assert "Spørg Kvindeforeningen, hvad de kan tilbyde." in page
    assert "Spørg Seniornetværket, hvad de mangler." in page


def test_another_suggestion_can_be_looked_at(
    client: Client, workspace: Workspace, women: Actor, seniors: Actor
) -> None:
    other = offering(workspace, "Åens Venner", "accounting")
    page = page_for(client, women, **{"with": str(other.id)})
    assert "Åens Venner tilbyder regnskab" in page
    assert f"?with={seniors.id}" in page


def test_those_who_work_together_are_marked(
    client: Client, workspace: Workspace, women: Actor, seniors: Actor
) -> None:
    make_collaboration(workspace, [women, seniors])
    assert "Samarbejder allerede" in page_for(client, women)


def test_an_actor_of_another_register_is_not_there(
    client: Client, women: Actor, other_workspace: Workspace
) -> None:
    theirs = party_actor(other_workspace, "Naboforeningen")
    assert client.get(f"{INDEX}{theirs.id}/").status_code == 404
    assert client.get(f"{INDEX}{women.id}/", {"with": str(theirs.id)}).status_code == 404


def test_resting_and_waking(client: Client, women: Actor, seniors: Actor) -> None:
    answer = client.post(f"{INDEX}{women.id}/{seniors.id}/rest/", follow=True)
    page = answer.content.decode()
    assert "Ingen forslag endnu" in page
    assert "Hviler" in page
    assert "Tag frem nu" in page
    client.post(f"{INDEX}{seniors.id}/{women.id}/wake/")
    assert RestingSuggestion.objects.get().woken_at is not None


def test_a_reader_looks_but_does_not_decide(
    women: Actor, seniors: Actor, reader: User, as_user: AsUser
) -> None:
    client = as_user(reader)
    assert "Åbn samarbejde" not in page_for(client, women)
    assert client.post(f"{INDEX}{women.id}/{seniors.id}/rest/").status_code == 403


def test_the_page_costs_the_same_however_many(
    client: Client,
    workspace: Workspace,
    women: Actor,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(20):
        offering(workspace, f"Forening {number}", "accounting", "it")
    page_for(client, women)
    with django_assert_max_num_queries(21):
        page_for(client, women)


def test_the_actors_own_page_shows_the_best(client: Client, women: Actor, seniors: Actor) -> None:
    page = client.get(f"/w/birkelund/actors/{women.id}/").content.decode()
    assert "Seniornetværket tilbyder regnskab" in page


def test_an_old_address_leads_to_who_it_became(
    client: Client, coordinator: User, women: Actor, seniors: Actor
) -> None:
    unite(kept=women, gone=seniors, choices={}, by=coordinator)
    response = client.get(f"{INDEX}{seniors.pk}/")
    assert response.headers["Location"] == f"{INDEX}{women.pk}/"
