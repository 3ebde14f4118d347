"""Opening a collaboration."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from brobygger.accounts.models import User
from brobygger.actors.enums import RelationKind
from brobygger.actors.models import Actor, Relation
from brobygger.audit.timeline import events_for
from brobygger.collaborations.domain.collaborations import (
    close_collaboration,
    describe_collaboration,
    open_collaboration,
    reopen_collaboration,
)
from brobygger.collaborations.exceptions import (
    CollaborationClosed,
    FormUsedByOther,
    NotInRegister,
    TooFewParties,
)
from brobygger.collaborations.models import Collaboration, Involvement
from brobygger.core.models import OutboxEvent
from brobygger.workspaces.models import Workspace
from tests.factories.collaborations import make_collaboration, party_actor


def involvements(collaboration: Collaboration) -> dict[str, str]:
    return dict(collaboration.parties.values_list("actor__name", "involvement"))


def test_parties_stand_on_equal_footing_and_the_host_facilitates(
    collaboration: Collaboration, workspace: Workspace
) -> None:
    assert involvements(collaboration) == {
        "Kvindeforeningen": Involvement.PARTY,
        "Seniornetværket": Involvement.PARTY,
        workspace.name: Involvement.FACILITATOR,
    }


def test_the_host_may_itself_be_a_party(workspace: Workspace, coordinator: User) -> None:
    host = Actor.objects.create(workspace=workspace, name="Fritid", is_host=True)
    collaboration = make_collaboration(workspace, [host, "Koret"], by=coordinator)
    assert involvements(collaboration) == {"Fritid": "party", "Koret": "party"}


def test_the_register_says_who_works_together(
    collaboration: Collaboration, women: Actor, seniors: Actor
) -> None:
    relation = Relation.objects.get()
    assert relation.kind == RelationKind.COLLABORATES
    assert {relation.actor_a_id, relation.actor_b_id} == {women.id, seniors.id}
    assert (relation.origin_kind, relation.origin_id) == ("collaboration", collaboration.id)


def test_three_parties_are_three_pairs(workspace: Workspace) -> None:
    make_collaboration(workspace, ["Jobcentret", "Frivilligcentret", "Mentorerne"])
    assert Relation.objects.count() == 3


def test_it_is_in_every_partys_story_and_told_upwards(
    collaboration: Collaboration, women: Actor
) -> None:
    assert [event.event for event in events_for("actor", women.id)] == ["collaboration.opened"]
    assert OutboxEvent.objects.get().payload == {"collaboration_id": str(collaboration.id)}


def test_one_party_is_too_few(workspace: Workspace, coordinator: User, women: Actor) -> None:
    with pytest.raises(TooFewParties):
        open_collaboration(
            workspace=workspace, title="Alene", actors=[women, women], by=coordinator
        )


def test_an_actor_of_another_register_stays_there(
    workspace: Workspace, other_workspace: Workspace, coordinator: User, women: Actor
) -> None:
    theirs = party_actor(other_workspace, "Naboforeningen")
    with pytest.raises(NotInRegister):
        open_collaboration(workspace=workspace, title="X", actors=[women, theirs], by=coordinator)


@pytest.mark.parametrize("who", ["reader", "adviser", "outsider", "stranger"])
def test_only_coordinators_open(
    who: str, workspace: Workspace, women: Actor, seniors: Actor, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied):
        open_collaboration(
            workspace=workspace,
            title="X",
            actors=[women, seniors],
            by=request.getfixturevalue(who),
        )


def test_the_same_form_opens_one(
    workspace: Workspace, coordinator: User, women: Actor, seniors: Actor
) -> None:
    token = uuid4()
    both = [
        open_collaboration(
            workspace=workspace, title="X", actors=[women, seniors], by=coordinator, token=token
        )
        for _ in range(2)
    ]
    assert both[0] == both[1]
    assert Collaboration.objects.count() == 1


def test_somebody_elses_form_opens_nothing(
    workspace: Workspace,
    coordinator: User,
    administrator: User,
    women: Actor,
    seniors: Actor,
) -> None:
    token, pair = uuid4(), [women, seniors]
    open_collaboration(workspace=workspace, title="X", actors=pair, by=coordinator, token=token)
    with pytest.raises(FormUsedByOther):
        open_collaboration(
            workspace=workspace, title="X", actors=pair, by=administrator, token=token
        )


def test_any_party_says_what_it_is_about(collaboration: Collaboration, amina: User) -> None:
    describe_collaboration(
        collaboration=collaboration, title="Nyt navn", purpose="Bedre overblik", by=amina
    )
    collaboration.refresh_from_db()
    assert (collaboration.title, collaboration.purpose) == ("Nyt navn", "Bedre overblik")


def test_a_reader_describes_nothing(collaboration: Collaboration, reader: User) -> None:
    with pytest.raises(PermissionDenied):
        describe_collaboration(collaboration=collaboration, title="X", purpose="", by=reader)


def test_closed_means_they_know_each_other(collaboration: Collaboration, amina: User) -> None:
    close_collaboration(collaboration=collaboration, by=amina)
    assert Relation.objects.get().kind == RelationKind.KNOWS
    with pytest.raises(CollaborationClosed):
        describe_collaboration(collaboration=collaboration, title="X", purpose="", by=amina)


def test_reopened_they_work_together_again(collaboration: Collaboration, amina: User) -> None:
    close_collaboration(collaboration=collaboration, by=amina)
    reopen_collaboration(collaboration=collaboration, by=amina)
    assert collaboration.closed_at is None
    assert Relation.objects.get().kind == RelationKind.COLLABORATES


@pytest.mark.parametrize("who", ["reader", "adviser", "outsider", "stranger"])
def test_who_cannot_close(
    who: str, collaboration: Collaboration, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied):
        close_collaboration(collaboration=collaboration, by=request.getfixturevalue(who))
