"""What the parties of a collaboration are shown of each other is no more than they may know."""

from dataclasses import replace

import pytest

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import update_actor
from brobygger.actors.domain.data import ContactPersonData
from brobygger.actors.domain.rows import data_of
from brobygger.actors.enums import Visibility
from brobygger.actors.models import Actor
from brobygger.collaborations.domain.contacts import contact_of, contact_told, likely_signatory
from brobygger.matching.domain.facts import facts_of
from brobygger.matching.station import reasons_as_purpose
from brobygger.workspaces.models import Workspace
from tests.factories.actors import exchange, make_actor

HIDDEN = Visibility.WORKSPACE.value


@pytest.fixture
def choir(workspace: Workspace, coordinator: User) -> Actor:
    person = ContactPersonData(name="Ida", email="ida@kor.example", visibility=HIDDEN)
    return make_actor(
        workspace,
        "Koret",
        by=coordinator,
        email="hej@kor.example",
        phone="11 11 11 11",
        target_groups=("women",),
        activity_areas=("music",),
        contact_persons=(person,),
        needs=(replace(exchange("accounting"), visibility=HIDDEN), exchange("resource:premises")),
        visibility={"phone": HIDDEN, "target_groups": HIDDEN},
    )


def test_a_person_only_we_know_is_not_in_the_draft(choir: Actor) -> None:
    told = contact_told(choir)
    assert (contact_of(choir).name, contact_of(choir).phone) == ("Ida", "11 11 11 11")
    assert (told.name, told.email, told.phone) == ("", "hej@kor.example", "")
    assert likely_signatory(choir, []).name == ""


def test_a_person_whom_parties_may_know_is(choir: Actor, coordinator: User) -> None:
    data = data_of(choir)
    people = (replace(data.contact_persons[0], visibility=""),)
    update_actor(
        actor=choir,
        data=replace(data, contact_persons=people),
        base_version=choir.version,
        by=coordinator,
    )
    assert contact_told(choir).name == "Ida"


def test_a_need_only_we_know_is_no_reason_the_parties_read(
    workspace: Workspace, choir: Actor, coordinator: User
) -> None:
    other = make_actor(workspace, "Huset", offers=["accounting", "resource:premises"])
    words = reasons_as_purpose(choir, other, coordinator)
    assert "okaler" in words
    assert "egnskab" not in words


def test_facts_for_the_parties_leave_out_the_rest(choir: Actor) -> None:
    ours = facts_of([choir])[choir.pk]
    theirs = facts_of([choir], Visibility.PARTIES)[choir.pk]
    assert (len(ours.needs), len(theirs.needs)) == (2, 1)
    assert (len(ours.groups), len(theirs.groups)) == (1, 0)
    assert len(theirs.tasks) == 1
