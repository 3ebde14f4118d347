"""The verbs of the register."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import (
    confirm_actor,
    create_actor,
    remove_actor,
    restore_actor,
    update_actor,
)
from brobygger.actors.domain.data import ActorData, ContactPersonData, ExchangeData
from brobygger.actors.domain.rows import data_of
from brobygger.actors.enums import ExchangeKind
from brobygger.actors.exceptions import ActorChanged, CprFound, NotInRegister
from brobygger.actors.models import Actor
from brobygger.audit.timeline import events_for
from brobygger.core import clock
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor
from tests.factories.people import make_member


def test_what_is_told_of_an_actor_is_what_the_register_says(
    workspace: Workspace, adviser: User
) -> None:
    told = ActorData(
        name="Åse Madlavning",
        target_groups=("women", "unge mødre"),
        offers=(ExchangeData(term="cooking", text="fest for 50", amount="to aftener"),),
        contact_persons=(ContactPersonData(name="Åse", phone="+45 11 11 11 11"),),
    )
    actor = create_actor(workspace=workspace, data=told, by=adviser)
    assert data_of(Actor.objects.get(pk=actor.pk)) == told


@pytest.mark.parametrize("who", ["reader", "outsider", "stranger"])
def test_those_who_may_not_edit_cannot_make_an_actor(
    workspace: Workspace, who: str, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied):
        create_actor(workspace=workspace, data=ActorData(name="X"), by=request.getfixturevalue(who))
    assert not Actor.objects.exists()


@pytest.mark.parametrize("verb", [confirm_actor, remove_actor, restore_actor])
def test_a_reader_changes_nothing(workspace: Workspace, reader: User, verb) -> None:  # type: ignore[no-untyped-def]
    actor = make_actor(workspace, "Koret")
    with pytest.raises(PermissionDenied):
        verb(actor=actor, by=reader)
    with pytest.raises(PermissionDenied):
        update_actor(actor=actor, data=ActorData(name="Nyt"), base_version=1, by=reader)


def test_an_update_keeps_the_rows_it_still_speaks_of(workspace: Workspace, adviser: User) -> None:
    actor = make_actor(workspace, "Koret", offers=["music", "resource:premises"])
    before = data_of(actor)
    changed = replace(before.offers[0], text="hver torsdag")
    new = ExchangeData(kind=ExchangeKind.RESOURCE, term="kitchen")
    data = replace(before, offers=(changed, new))
    update_actor(actor=actor, data=data, base_version=1, by=adviser)
    after = data_of(Actor.objects.get(pk=actor.pk))
    assert after == data
    assert after.offers[0].id == before.offers[0].id


def test_words_that_are_no_term_become_words(workspace: Workspace) -> None:
    actor = make_actor(workspace, "Koret", needs=["jonglering"])
    [need] = actor.needs.all()
    assert (need.term, need.text) == ("", "jonglering")


def test_a_cpr_number_is_never_stored(workspace: Workspace, adviser: User) -> None:
    actor = make_actor(workspace, "Koret")
    data = replace(data_of(actor), notes="Spørg efter Ib 010170-1234.")
    with pytest.raises(CprFound):
        update_actor(actor=actor, data=data, base_version=1, by=adviser)


def test_confirming_says_that_it_is_right_today(workspace: Workspace, adviser: User) -> None:
    actor = make_actor(workspace, "Koret")
    confirm_actor(actor=actor, by=adviser)
    actor.refresh_from_db()
    assert actor.last_confirmed_on == clock.today()
    assert events_for("actor", actor.pk)[0].event == "actor.confirmed"


def test_a_removed_actor_is_out_of_the_register_until_put_back(
    workspace: Workspace, adviser: User
) -> None:
    actor = make_actor(workspace, "Koret")
    remove_actor(actor=actor, by=adviser)
    assert not Actor.objects.in_workspace(workspace).exists()
    with pytest.raises(NotInRegister):
        update_actor(actor=actor, data=ActorData(name="N"), base_version=1, by=adviser)
    restore_actor(actor=actor, by=adviser)
    assert Actor.objects.in_workspace(workspace).get() == actor


def test_two_people_in_different_fields_are_both_heard(
    workspace: Workspace, adviser: User, coordinator: User
) -> None:
    actor = make_actor(workspace, "Koret", by=coordinator, offers=["music"])
    base = data_of(actor)
    hers = replace(base, phone="+45 11 11 11 11", offers=(*base.offers, ExchangeData(term="arts")))
    his = replace(base, town="Sønderbro", offers=(*base.offers, ExchangeData(term="cooking")))
    update_actor(actor=actor, data=hers, base_version=1, base=base, by=adviser)
    merged = update_actor(actor=actor, data=his, base_version=1, base=base, by=coordinator)
    after = data_of(Actor.objects.get(pk=actor.pk))
    assert (after.phone, after.town) == ("+45 11 11 11 11", "Sønderbro")
    assert [row.term for row in after.offers] == ["music", "arts", "cooking"]
    assert merged is not None
    assert merged.taken == ("phone",)


def test_two_people_in_the_same_field_must_choose_and_nothing_is_saved(
    workspace: Workspace, adviser: User, coordinator: User
) -> None:
    actor = make_actor(workspace, "Koret", by=coordinator)
    base = data_of(actor)
    hers, his = replace(base, phone="11"), replace(base, phone="22", town="Sønderbro")
    update_actor(actor=actor, data=hers, base_version=1, base=base, by=adviser)
    with pytest.raises(ActorChanged) as refused:
        update_actor(actor=actor, data=his, base_version=1, base=base, by=coordinator)
    [conflict] = refused.value.merge.conflicts
    assert (conflict.field, conflict.mine, conflict.theirs) == ("phone", "22", "11")
    stored = Actor.objects.get(pk=actor.pk)
    assert (stored.phone, stored.town) == ("11", "")


def test_without_knowing_what_one_began_with_every_difference_is_asked_about(
    workspace: Workspace, adviser: User
) -> None:
    actor = make_actor(workspace, "Koret", town="Sønderbro")
    update_actor(actor=actor, data=replace(data_of(actor), town="By"), base_version=1, by=adviser)
    with pytest.raises(ActorChanged):
        update_actor(actor=actor, data=ActorData(name="Koret"), base_version=1, by=adviser)


def test_an_actor_of_another_workspace_is_out_of_reach(
    workspace: Workspace, other_workspace: Workspace, coordinator: User
) -> None:
    theirs = make_actor(other_workspace, "Naboens kor", by=make_member(other_workspace, "adviser"))
    with pytest.raises(PermissionDenied):
        remove_actor(actor=theirs, by=coordinator)
