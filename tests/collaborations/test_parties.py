"""Joining and leaving, and who sees a collaboration."""

import pytest
from django.core.exceptions import PermissionDenied

from brobygger.accounts.models import User
from brobygger.actors.enums import RelationKind
from brobygger.actors.models import Actor, Relation
from brobygger.audit.timeline import events_for
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.authorization import can_party
from brobygger.collaborations.domain.collaborations import close_collaboration
from brobygger.collaborations.domain.parties import add_party, can_withdraw, withdraw_party
from brobygger.collaborations.exceptions import AlreadyParty, NobodyLeft, NotInRegister
from brobygger.collaborations.models import Collaboration, Party
from brobygger.workspaces.models import Workspace
from tests.factories.collaborations import party_actor


def party_of(collaboration: Collaboration, actor: Actor) -> Party:
    return Party.objects.get(collaboration=collaboration, actor=actor)


def host_party(collaboration: Collaboration) -> Party:
    return Party.objects.get(collaboration=collaboration, actor__is_host=True)


def test_a_third_party_joins(
    collaboration: Collaboration, workspace: Workspace, coordinator: User
) -> None:
    library = party_actor(workspace, "Biblioteket")
    add_party(collaboration=collaboration, actor=library, by=coordinator)
    assert Relation.objects.filter(kind=RelationKind.COLLABORATES).count() == 3
    assert events_for("actor", library.id)[0].event == "collaboration.party_joined"


def test_nobody_joins_twice(collaboration: Collaboration, women: Actor, coordinator: User) -> None:
    with pytest.raises(AlreadyParty):
        add_party(collaboration=collaboration, actor=women, by=coordinator)


def test_the_neighbours_actor_cannot_join(
    collaboration: Collaboration, other_workspace: Workspace, coordinator: User
) -> None:
    theirs = party_actor(other_workspace, "Naboforeningen")
    with pytest.raises(NotInRegister):
        add_party(collaboration=collaboration, actor=theirs, by=coordinator)


def test_a_representative_cannot_pick_from_a_register_they_cannot_see(
    collaboration: Collaboration, workspace: Workspace, amina: User
) -> None:
    library = party_actor(workspace, "Biblioteket")
    with pytest.raises(PermissionDenied):
        add_party(collaboration=collaboration, actor=library, by=amina)


def test_withdrawing_keeps_the_story(
    collaboration: Collaboration, women: Actor, amina: User
) -> None:
    withdraw_party(party=party_of(collaboration, women), by=amina)
    assert party_of(collaboration, women).withdrew_at is not None
    assert Relation.objects.get().kind == RelationKind.KNOWS
    assert not Collaboration.objects.visible_to(amina).exists()


def test_who_withdrew_may_join_again(
    collaboration: Collaboration, women: Actor, amina: User, coordinator: User
) -> None:
    withdraw_party(party=party_of(collaboration, women), by=amina)
    add_party(collaboration=collaboration, actor=women, by=coordinator)
    assert Collaboration.objects.visible_to(amina).get() == collaboration


def test_nobody_throws_another_party_out(
    collaboration: Collaboration, women: Actor, amina: User, kurt: User, coordinator: User
) -> None:
    for other in (kurt, coordinator):
        with pytest.raises(PermissionDenied):
            withdraw_party(party=party_of(collaboration, women), by=other)


def test_for_a_party_nobody_represents_it_can_be_noted(
    collaboration: Collaboration, women: Actor, coordinator: User, reader: User
) -> None:
    assert can_withdraw(coordinator, party_of(collaboration, women))
    assert not can_withdraw(reader, party_of(collaboration, women))


def test_the_municipality_withdraws_and_sees_no_more(
    collaboration: Collaboration, coordinator: User, amina: User
) -> None:
    withdraw_party(party=host_party(collaboration), by=coordinator)
    assert not Collaboration.objects.visible_to(coordinator).exists()
    assert Collaboration.objects.visible_to(amina).exists()


def test_not_before_somebody_else_can_open_it(
    collaboration: Collaboration, coordinator: User
) -> None:
    with pytest.raises(NobodyLeft):
        withdraw_party(party=host_party(collaboration), by=coordinator)
    assert host_party(collaboration).withdrew_at is None


def test_only_parties_see_it(
    collaboration: Collaboration, amina: User, reader: User, outsider: User, stranger: User
) -> None:
    seen = [
        Collaboration.objects.visible_to(who).exists()
        for who in (amina, reader, outsider, stranger)
    ]
    assert seen == [True, True, False, False]


def test_a_reader_of_the_host_reads_only(collaboration: Collaboration, reader: User) -> None:
    assert can_party(reader, collaboration, Permission.PARTY_VIEW)
    assert not can_party(reader, collaboration, Permission.PARTY_WRITE)


def test_after_the_municipality_has_left_the_register_tells_no_more(
    collaboration: Collaboration, women: Actor, coordinator: User, amina: User
) -> None:
    withdraw_party(party=host_party(collaboration), by=coordinator)
    close_collaboration(collaboration=collaboration, by=amina)
    assert events_for("collaboration", collaboration.id)[0].event == "collaboration.closed"
    assert events_for("actor", women.id)[0].event != "collaboration.closed"
