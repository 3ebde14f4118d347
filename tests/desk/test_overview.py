"""The front door, my collaborations, and the overview."""

from datetime import timedelta
from uuid import uuid4

from pytest_django import DjangoAssertNumQueries

from brobygger.accounts.models import User
from brobygger.collaborations.models import Collaboration, Party
from brobygger.core import clock
from brobygger.followup.models import StatusMeeting
from brobygger.workspaces.domain.workspaces import add_member
from brobygger.workspaces.models import Workspace
from tests.collaborations.conftest import amina, collaboration, kurt, seniors, women
from tests.factories.collaborations import (
    AsUser,
    make_collaboration,
    make_representative,
    party_actor,
)
from tests.matching.test_queries import needing

__all__ = ["amina", "collaboration", "kurt", "seniors", "women"]
OVERVIEW = "/w/birkelund/"


def test_one_workspace_is_where_one_goes(coordinator: User, as_user: AsUser) -> None:
    assert as_user(coordinator).get("/")["Location"] == OVERVIEW


def test_a_representative_goes_to_their_collaborations(amina: User, as_user: AsUser) -> None:
    assert as_user(amina).get("/")["Location"] == "/s/"


def test_several_workspaces_are_chosen_from(
    coordinator: User, other_workspace: Workspace, as_user: AsUser
) -> None:
    from brobygger.authorization.roles import Role

    add_member(workspace=other_workspace, user=coordinator, role=Role.READER, by=None)
    page = as_user(coordinator).get("/").content.decode()
    assert "Birkelund Kommune" in page
    assert "Nabokommune" in page


def test_who_has_nothing_is_told_what_to_do(stranger: User, as_user: AsUser) -> None:
    page = as_user(stranger).get("/").content.decode()
    assert stranger.email in page
    assert "Sådan kommer du i gang" in page


def test_a_new_workspace_begins_with_the_register(
    coordinator: User, reader: User, as_user: AsUser
) -> None:
    assert "/actors/import/" in as_user(coordinator).get(OVERVIEW).content.decode()
    assert "/actors/import/" not in as_user(reader).get(OVERVIEW).content.decode()


def test_at_most_five_things_to_do(
    workspace: Workspace, coordinator: User, as_user: AsUser
) -> None:
    for number in range(7):
        make_collaboration(workspace, [f"A{number}", f"B{number}"], by=coordinator)
        needing(workspace, f"C{number}", "it")
    page = as_user(coordinator).get(OVERVIEW).content.decode()
    assert page.count("bb-card--link") == 5
    assert page.count("bb-card--next") == 1


def test_what_changed_is_told(
    coordinator: User, collaboration: Collaboration, as_user: AsUser
) -> None:
    page = as_user(coordinator).get(OVERVIEW).content.decode()
    assert f'åbnede samarbejdet: <a href="/s/{collaboration.id}/">' in page


def test_what_the_municipality_has_left_is_not_news(
    coordinator: User, collaboration: Collaboration, as_user: AsUser
) -> None:
    Party.objects.filter(actor__is_host=True).update(withdrew_at=clock.now())
    page = as_user(coordinator).get(OVERVIEW).content.decode()
    assert str(collaboration.id) not in page


def test_meetings_ahead_stand_at_the_side(
    coordinator: User, collaboration: Collaboration, as_user: AsUser
) -> None:
    StatusMeeting.objects.create(
        workspace=collaboration.workspace,
        collaboration=collaboration,
        agreement_version_id=uuid4(),
        number=1,
        starts_at=clock.now() + timedelta(days=3),
        place="Kvarterhuset",
    )
    assert "Kvarterhuset" in as_user(coordinator).get(OVERVIEW).content.decode()


def test_a_neighbour_has_no_overview_here(outsider: User, as_user: AsUser) -> None:
    assert as_user(outsider).get(OVERVIEW).status_code == 404


def test_mine_are_those_i_take_part_in(
    workspace: Workspace, collaboration: Collaboration, amina: User, as_user: AsUser
) -> None:
    other = make_collaboration(workspace, ["Koret", "Klubben"], title="Sang")
    page = as_user(amina).get("/s/").content.decode()
    assert collaboration.title in page
    assert str(other.id) not in page


def test_without_any_there_is_a_kind_word(stranger: User, as_user: AsUser) -> None:
    assert "Her kommer jeres samarbejder" in as_user(stranger).get("/s/").content.decode()


def test_the_overview_stays_affordable(
    workspace: Workspace,
    coordinator: User,
    as_user: AsUser,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(12):
        make_collaboration(workspace, [f"A{number}", f"B{number}"], by=coordinator)
    party_actor(workspace, "Alene")
    client = as_user(coordinator)
    client.get(OVERVIEW)
    with django_assert_max_num_queries(90):  # four threads, six stations each
        client.get(OVERVIEW)


def test_an_older_thread_that_waits_for_me_comes_before_newer_that_do_not(
    workspace: Workspace, coordinator: User, collaboration: Collaboration, as_user: AsUser
) -> None:
    for number in range(6):
        newer = make_collaboration(workspace, [f"A{number}", f"B{number}"], by=coordinator)
        for party in newer.parties.filter(actor__is_host=False):
            make_representative(party.actor, f"{party.id}@mail.example")
    page = as_user(coordinator).get(OVERVIEW).content.decode()
    assert "Invitér Kvindeforeningen" in page
