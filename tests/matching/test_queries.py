"""Suggestions from the register."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import DjangoAssertNumQueries

from brobygger.accounts.models import User
from brobygger.actors.enums import Visibility
from brobygger.actors.models import Activity, Actor, Need, Offer
from brobygger.core import clock
from brobygger.matching.domain.queries import (
    actors_to_match,
    resting_for,
    suggestion_between,
    suggestions_for,
)
from brobygger.matching.domain.resting import let_rest, wake
from brobygger.matching.engine import Surface
from brobygger.matching.exceptions import NotInSameRegister
from brobygger.matching.models import RestingSuggestion
from brobygger.workspaces.models import Workspace
from tests.factories.collaborations import make_collaboration, party_actor


def needing(workspace: Workspace, name: str, *terms: str, kind: str = "competence") -> Actor:
    actor = party_actor(workspace, name)
    for term in terms:
        Need.objects.create(workspace=workspace, actor=actor, kind=kind, term=term)
    return actor


def offering(workspace: Workspace, name: str, *terms: str, kind: str = "competence") -> Actor:
    actor = party_actor(workspace, name)
    for term in terms:
        Offer.objects.create(
            workspace=workspace, actor=actor, kind=kind, term=term, amount="2 timer om måneden"
        )
    return actor


@pytest.fixture
def women(workspace: Workspace) -> Actor:
    return needing(workspace, "Kvindeforeningen", "accounting")


@pytest.fixture
def seniors(workspace: Workspace) -> Actor:
    return offering(workspace, "Seniornetværket", "accounting")


def test_the_register_speaks_in_words(women: Actor, seniors: Actor) -> None:
    [suggestion] = suggestions_for(women)
    assert suggestion.actor_id == seniors.id
    assert suggestion.reasons[0].sentence == (
        "Kvindeforeningen mangler regnskab – Seniornetværket tilbyder regnskab (2 timer om måneden)"
    )


def test_wished_target_groups_bring_actors_together(workspace: Workspace) -> None:
    choir, club = party_actor(workspace, "Koret"), party_actor(workspace, "Klubben")
    Actor.objects.filter(pk=choir.pk).update(wished_target_groups=["children"])
    Actor.objects.filter(pk=club.pk).update(target_groups=["children"])
    for one, other in ((choir, club), (club, choir)):
        one.refresh_from_db()
        [suggestion] = suggestions_for(one)
        assert suggestion.actor_id == other.id
        assert "ønsker også at nå" in suggestion.reasons[0].sentence


def test_a_wish_told_only_to_the_house_stays_there(workspace: Workspace) -> None:
    choir, club = party_actor(workspace, "Koret"), party_actor(workspace, "Klubben")
    for one in (choir, club):
        one.wished_target_groups, one.target_groups = ["children"], ["children"]
    choir.target_groups, club.wished_target_groups = [], []
    choir.visibility = {"wished_target_groups": Visibility.WORKSPACE.value}
    choir.save()
    club.save()
    assert suggestion_between(choir, club) is not None
    assert suggestion_between(choir, club, Visibility.PARTIES) is None


def test_both_see_each_other(women: Actor, seniors: Actor) -> None:
    assert [one.actor_id for one in suggestions_for(seniors)] == [women.id]


def test_other_registers_do_not_exist(women: Actor, other_workspace: Workspace) -> None:
    offering(other_workspace, "Naboforeningen", "accounting")
    assert suggestions_for(women) == []


def test_activities_count_as_tasks_and_reach(workspace: Workspace) -> None:
    choir = party_actor(workspace, "Koret")
    club = party_actor(workspace, "Klubben")
    Need.objects.create(workspace=workspace, actor=choir, kind="target_group", term="children")
    club.target_groups = ["children"]
    club.save()
    for actor, name in ((choir, "Sang for alle"), (club, "Fredagskor")):
        Activity.objects.create(workspace=workspace, actor=actor, name=name, activity_area="music")
    surfaces = {reason.surface for reason in suggestions_for(choir)[0].reasons}
    assert surfaces == {Surface.TARGET_GROUP_ACCESS, Surface.SAME_CORE_TASK}


def test_pairs_at_work_are_marked(workspace: Workspace, women: Actor, seniors: Actor) -> None:
    assert not suggestions_for(women)[0].together
    make_collaboration(workspace, [women, seniors])
    assert suggestions_for(women)[0].together


def test_the_number_of_queries_does_not_grow(
    workspace: Workspace, women: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        offering(workspace, f"Forening {number}", "accounting", "it")
    with django_assert_num_queries(10):
        assert len(suggestions_for(women)) == 20


def test_resting_both_ways_until_it_wakes(women: Actor, seniors: Actor, coordinator: User) -> None:
    let_rest(actor=women, other=seniors, by=coordinator)
    assert suggestions_for(women) == suggestions_for(seniors) == []
    [resting] = resting_for(seniors)
    assert resting.rested_by == coordinator
    wake(resting=resting, by=coordinator)
    assert len(suggestions_for(women)) == 1


def test_rest_is_three_months(women: Actor, seniors: Actor, coordinator: User) -> None:
    let_rest(actor=women, other=seniors, by=coordinator)
    with clock.travel_to(clock.now() + timedelta(days=92)):
        assert len(suggestions_for(women)) == 1
        let_rest(actor=seniors, other=women, by=coordinator)
        assert suggestions_for(women) == []
    assert RestingSuggestion.objects.count() == 1


def test_the_reasons_stay_readable_while_it_rests(
    women: Actor, seniors: Actor, coordinator: User
) -> None:
    let_rest(actor=women, other=seniors, by=coordinator)
    assert suggestion_between(women, seniors) is not None


@pytest.mark.parametrize("who", ["reader", "adviser", "outsider", "stranger"])
def test_who_cannot_let_rest(
    who: str, women: Actor, seniors: Actor, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied):
        let_rest(actor=women, other=seniors, by=request.getfixturevalue(who))


def test_a_reader_cannot_wake(
    women: Actor, seniors: Actor, coordinator: User, reader: User
) -> None:
    resting = let_rest(actor=women, other=seniors, by=coordinator)
    with pytest.raises(PermissionDenied):
        wake(resting=resting, by=reader)


def test_pairs_of_two_registers_never_rest(
    women: Actor, other_workspace: Workspace, coordinator: User
) -> None:
    theirs = party_actor(other_workspace, "Naboforeningen")
    with pytest.raises(NotInSameRegister):
        let_rest(actor=women, other=theirs, by=coordinator)


def test_those_with_unmet_needs_come_first(workspace: Workspace, seniors: Actor) -> None:
    met = needing(workspace, "A hjulpet", "accounting")
    make_collaboration(workspace, [met, seniors])
    waiting = needing(workspace, "B venter", "accounting", "it")
    order = {actor.name: actor.unmet for actor in actors_to_match(workspace)}
    assert next(iter(order)) == waiting.name
    assert (order[waiting.name], order[met.name]) == (2, 0)
