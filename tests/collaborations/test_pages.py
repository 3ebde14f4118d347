"""The pages: opening, the list, changing, joining and leaving."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from brobygger.accounts.models import User
from brobygger.actors.enums import RelationKind
from brobygger.actors.models import Actor, Need, Offer, Relation
from brobygger.collaborations.models import Collaboration, Involvement, Party
from brobygger.workspaces.models import Workspace
from tests.factories.collaborations import AsUser, make_collaboration, party_actor

OPEN = "/w/birkelund/collaborations/open/"
LIST = "/w/birkelund/collaborations/"


@pytest.fixture
def client(coordinator: User, as_user: AsUser) -> Client:
    return as_user(coordinator)


def filled(actors: list[Actor], **other: str) -> dict[str, str | list[str]]:
    return {
        "title": "Regnskab",
        "purpose": "",
        "token": str(uuid4()),
        "origin": "",
        "actors": [str(actor.id) for actor in actors],
        **other,
    }


def test_from_a_match_the_reasons_are_the_purpose(
    client: Client, workspace: Workspace, women: Actor, seniors: Actor
) -> None:
    Need.objects.create(workspace=workspace, actor=women, kind="competence", term="accounting")
    Offer.objects.create(workspace=workspace, actor=seniors, kind="competence", term="accounting")
    page = client.get(OPEN, {"a": str(women.id), "b": str(seniors.id)}).content.decode()
    assert "Kvindeforeningen mangler regnskab – Seniornetværket tilbyder regnskab." in page
    assert "Kvindeforeningen og Seniornetværket" in page
    assert f'value="match:{women.id}"' in page


def test_from_a_relation_both_are_chosen(
    client: Client, workspace: Workspace, women: Actor, seniors: Actor
) -> None:
    relation = Relation.objects.create(
        workspace=workspace, actor_a=women, actor_b=seniors, kind=RelationKind.KNOWS
    )
    page = client.get(OPEN, {"relation": str(relation.id)}).content.decode()
    assert page.count("checked") == 2
    answer = client.post(OPEN, filled([women, seniors], origin=f"relation:{relation.id}"))
    opened = Collaboration.objects.get()
    assert answer["Location"] == f"/s/{opened.id}/"
    assert (opened.origin_kind, opened.origin_id) == ("relation", relation.id)


def test_nonsense_in_the_address_is_no_error(client: Client) -> None:
    page = client.get(OPEN, {"a": "x", "b": str(uuid4()), "relation": "y"})
    assert page.status_code == 200


def test_searching_keeps_what_was_typed(client: Client, workspace: Workspace, women: Actor) -> None:
    library = party_actor(workspace, "Biblioteket")
    typed = filled([women], purpose="Læse sammen", q="bibl", search="1")
    page = client.post(OPEN, typed).content.decode()
    assert str(library.id) in page
    assert "Læse sammen" in page
    assert re.search(rf'value="{women.id}"[^>]*checked', page)
    assert not Collaboration.objects.exists()


def test_two_tabs_with_the_same_form_open_one(client: Client, women: Actor, seniors: Actor) -> None:
    form = filled([women, seniors])
    first, second = client.post(OPEN, form), client.post(OPEN, form)
    assert first["Location"] == second["Location"]
    assert Collaboration.objects.count() == 1


def test_one_party_is_refused_with_everything_kept(client: Client, women: Actor) -> None:
    answer = client.post(OPEN, filled([women], purpose="Læse sammen"))
    assert answer.status_code == 422
    assert "mindst to samarbejdsparter" in answer.content.decode()
    assert "Læse sammen" in answer.content.decode()


def test_actors_of_another_register_are_not_seen(
    client: Client, other_workspace: Workspace, women: Actor
) -> None:
    theirs = party_actor(other_workspace, "Naboforeningen")
    answer = client.post(OPEN, filled([women, theirs]))
    assert answer.status_code == 422
    assert "Naboforeningen" not in answer.content.decode()


def test_a_reader_opens_nothing(reader: User, as_user: AsUser) -> None:
    assert as_user(reader).get(OPEN).status_code == 403


def test_the_list_shows_where_one_takes_part(
    client: Client, collaboration: Collaboration, outsider: User, as_user: AsUser
) -> None:
    assert collaboration.title in client.get(LIST).content.decode()
    assert as_user(outsider).get(LIST).status_code == 404


def test_the_list_ends_where_the_municipality_withdrew(
    client: Client, collaboration: Collaboration
) -> None:
    Party.objects.filter(actor__is_host=True).update(withdrew_at=collaboration.opened_at)
    assert collaboration.title not in client.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("question", "found"),
    [({"q": "kvinde"}, 1), ({"q": "zebra"}, 0), ({"stage": "match"}, 1), ({"stage": "closed"}, 0)],
)
def test_search_and_filter(
    question: dict[str, str], found: int, client: Client, collaboration: Collaboration
) -> None:
    page = client.get(LIST, question).content.decode()
    assert page.count(f"/s/{collaboration.id}/") == found


def test_the_list_costs_the_same_however_long(
    client: Client, workspace: Workspace, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        make_collaboration(workspace, [f"A{number}", f"B{number}"], title=f"Nr. {number}")
    client.get(LIST)
    with django_assert_max_num_queries(10):
        assert "Nr. 11" in client.get(LIST).content.decode()


def test_a_party_describes(collaboration: Collaboration, amina: User, as_user: AsUser) -> None:
    as_user(amina).post(f"/s/{collaboration.id}/edit/", {"title": "Nyt", "purpose": "Ro på"})
    collaboration.refresh_from_db()
    assert (collaboration.title, collaboration.purpose) == ("Nyt", "Ro på")


def test_without_a_title_nothing_is_lost(
    collaboration: Collaboration, amina: User, as_user: AsUser
) -> None:
    answer = as_user(amina).post(f"/s/{collaboration.id}/edit/", {"title": "", "purpose": "Ro på"})
    assert answer.status_code == 422
    assert "Ro på" in answer.content.decode()


def test_closing_asks_first(collaboration: Collaboration, amina: User, as_user: AsUser) -> None:
    client = as_user(amina)
    assert client.get(f"/s/{collaboration.id}/close/").status_code == 200
    assert Collaboration.objects.get().closed_at is None
    client.post(f"/s/{collaboration.id}/close/")
    assert Collaboration.objects.get().closed_at is not None
    client.post(f"/s/{collaboration.id}/reopen/")
    assert Collaboration.objects.get().closed_at is None


def test_one_more_party(client: Client, collaboration: Collaboration, workspace: Workspace) -> None:
    library = party_actor(workspace, "Biblioteket")
    url = f"/s/{collaboration.id}/parties/"
    assert "Biblioteket" in client.get(url, {"q": "bib"}).content.decode()
    client.post(url, {"actor": str(library.id)})
    assert Party.objects.get(actor=library).involvement == Involvement.PARTY


def test_a_representative_finds_nobody_from_the_register(
    collaboration: Collaboration, workspace: Workspace, amina: User, as_user: AsUser
) -> None:
    library = party_actor(workspace, "Biblioteket")
    client = as_user(amina)
    url = f"/s/{collaboration.id}/parties/"
    assert str(library.id) not in client.get(url, {"q": "bib"}).content.decode()
    assert client.post(url, {"actor": str(library.id)}).status_code == 404


def test_withdrawing_asks_first(
    collaboration: Collaboration, women: Actor, amina: User, kurt: User, as_user: AsUser
) -> None:
    party = Party.objects.get(collaboration=collaboration, actor=women)
    url = f"/s/{collaboration.id}/parties/{party.id}/withdraw/"
    assert as_user(kurt).post(url).status_code == 403
    assert "Kvindeforeningen" in as_user(amina).get(url).content.decode()
    as_user(amina).post(url)
    assert Party.objects.get(id=party.id).withdrew_at is not None


def test_the_last_who_can_open_is_told_what_to_do(
    client: Client, collaboration: Collaboration
) -> None:
    host = Party.objects.get(collaboration=collaboration, actor__is_host=True)
    answer = client.post(f"/s/{collaboration.id}/parties/{host.id}/withdraw/", follow=True)
    assert "Alt er, som det var" in answer.content.decode()
    assert Party.objects.get(id=host.id).withdrew_at is None
