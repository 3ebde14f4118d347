"""Who knows whom, and who speaks for whom."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.domain.relations import add_relation, remove_relation
from brobygger.actors.domain.representation import (
    actors_represented_by,
    end_representation,
    invite_representative,
)
from brobygger.actors.enums import RelationKind
from brobygger.actors.exceptions import RelationRefused
from brobygger.actors.models import Actor, Relation, Representation
from brobygger.actors.panels import panels_for, register_panel
from brobygger.core.clock import travel_to
from brobygger.core.ids import new_id
from brobygger.notifications.models import Notification
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor
from tests.factories.people import make_member, make_user

AsUser = Callable[[User], Client]


@pytest.fixture
def choir(workspace: Workspace) -> Actor:
    return make_actor(workspace, "Koret")


@pytest.fixture
def club(workspace: Workspace) -> Actor:
    return make_actor(workspace, "Boldklubben")


def url(name: str, actor: Actor, *more: object) -> str:
    return reverse(f"actors:{name}", args=[actor.workspace.slug, actor.pk, *more])


def test_a_relation_shows_at_both_ends(
    choir: Actor, club: Actor, adviser: User, as_user: AsUser
) -> None:
    client = as_user(adviser)
    data = {"relation-kind": "member_of", "relation-other": "boldklubben", "relation-note": "ny"}
    client.post(url("relate", choir), data)
    [relation] = Relation.objects.all()
    assert (relation.actor_a, relation.actor_b, relation.note) == (choir, club, "ny")
    assert "Er medlem af" in client.get(url("detail", choir)).content.decode()
    assert "Har som medlem" in client.get(url("detail", club)).content.decode()


def test_it_says_who_wrote_it_and_when(
    choir: Actor, club: Actor, adviser: User, reader: User, as_user: AsUser
) -> None:
    with travel_to(datetime(2026, 3, 4, 12, tzinfo=UTC)):
        add_relation(actor=choir, other=club, kind=RelationKind.KNOWS, by=adviser)
    for one in (choir, club):
        page = as_user(reader).get(url("detail", one)).content.decode()
        assert f"Fra {adviser.name}, 4. marts 2026" in page


@pytest.mark.parametrize("other", ["Findes ikke", "Koret", ""])
def test_a_name_that_is_nobody_elses_is_refused_in_words(
    choir: Actor, adviser: User, as_user: AsUser, other: str
) -> None:
    data = {"relation-kind": "knows", "relation-other": other}
    response = as_user(adviser).post(url("relate", choir), data)
    assert response.status_code == 422
    assert not Relation.objects.exists()


def test_the_same_relation_is_written_once_whichever_way(
    choir: Actor, club: Actor, adviser: User
) -> None:
    add_relation(actor=choir, other=club, kind=RelationKind.KNOWS, by=adviser)
    with pytest.raises(RelationRefused):
        add_relation(actor=club, other=choir, kind=RelationKind.KNOWS, by=adviser)


def test_two_registers_are_never_joined(
    choir: Actor, other_workspace: Workspace, adviser: User
) -> None:
    theirs = make_actor(other_workspace, "Naboen", by=make_member(other_workspace, "adviser"))
    with pytest.raises(RelationRefused):
        add_relation(actor=choir, other=theirs, kind=RelationKind.KNOWS, by=adviser)


def test_a_reader_relates_nobody(choir: Actor, club: Actor, reader: User) -> None:
    with pytest.raises(PermissionDenied):
        add_relation(actor=choir, other=club, kind=RelationKind.KNOWS, by=reader)


def test_a_relation_can_be_taken_back_unless_a_collaboration_holds_it(
    choir: Actor, club: Actor, adviser: User, as_user: AsUser
) -> None:
    relation = add_relation(actor=choir, other=club, kind=RelationKind.COLLABORATES, by=adviser)
    held = Relation.objects.create(
        workspace=choir.workspace,
        actor_a=choir,
        actor_b=club,
        kind=RelationKind.COLLABORATES,
        origin_kind="collaboration",
        origin_id=new_id(),
    )
    as_user(adviser).post(url("unrelate", club, relation.pk))
    with pytest.raises(RelationRefused):
        remove_relation(relation=held, by=adviser)
    assert list(Relation.objects.all()) == [held]


def test_an_invited_person_gets_a_mail_and_speaks_for_the_actor(
    choir: Actor, coordinator: User, as_user: AsUser
) -> None:
    data = {"representative-name": "Fatma", "representative-email": "fatma@kor.example"}
    as_user(coordinator).post(url("invite", choir), data)
    user = User.objects.get(email="fatma@kor.example")
    assert list(actors_represented_by(user)) == [choir]
    [mail] = Notification.objects.filter(to_email="fatma@kor.example")
    assert "Koret" in mail.subject
    assert "/invitation/" in mail.text


def test_asking_twice_sends_one_mail(choir: Actor, coordinator: User) -> None:
    for _time in range(2):
        invite_representative(actor=choir, email="Fatma@kor.example", by=coordinator)
    assert Notification.objects.count() == Representation.objects.count() == 1


def test_ending_it_takes_the_actor_away(choir: Actor, coordinator: User, as_user: AsUser) -> None:
    representation = invite_representative(actor=choir, email="f@kor.example", by=coordinator)
    as_user(coordinator).post(url("end_representative", choir, representation.pk))
    assert not actors_represented_by(representation.user).exists()


def test_an_adviser_invites_nobody(choir: Actor, adviser: User, as_user: AsUser) -> None:
    data = {"representative-name": "F", "representative-email": "f@kor.example"}
    assert as_user(adviser).post(url("invite", choir), data).status_code == 403
    with pytest.raises(PermissionDenied):
        invite_representative(actor=choir, email="f@kor.example", by=adviser)
    assert not Representation.objects.exists()


def test_an_adviser_ends_nothing(choir: Actor, adviser: User, coordinator: User) -> None:
    representation = invite_representative(actor=choir, email="f@kor.example", by=coordinator)
    with pytest.raises(PermissionDenied):
        end_representation(representation=representation, by=adviser)


def test_a_room_above_adds_a_panel_where_it_has_something_to_show(
    choir: Actor, club: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brobygger.actors.panels._panels", {})
    user = make_user("x@mail.example")
    register_panel(
        key="late", order=2, template="a.html", build=lambda actor, user: {"who": actor.name}
    )
    register_panel(
        key="only-choir",
        order=1,
        template="b.html",
        build=lambda actor, user: {} if actor == choir else None,
    )
    assert [panel.key for panel in panels_for(choir, user)] == ["only-choir", "late"]
    assert [panel.context for panel in panels_for(club, user)] == [{"who": "Boldklubben"}]
