"""Two are put in touch: each says yes, and gets what the other has chosen, no sooner."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.domain.data import ContactPersonData
from brobygger.actors.enums import ActorKind
from brobygger.actors.models import Actor, Relation
from brobygger.links.domain.links import find_link, issue_link
from brobygger.links.exceptions import LinkRevoked
from brobygger.links.models import Purpose
from brobygger.notifications.domain.requests import count_request
from brobygger.notifications.models import Notification
from brobygger.visits.domain.introductions import (
    Shares,
    Voice,
    accept,
    decline,
    other_accepts,
    other_declines,
    propose,
    withdraw,
)
from brobygger.visits.enums import IntroductionStatus
from brobygger.visits.exceptions import NotInRegister, NotNow
from brobygger.visits.models import Introduction, Thanks, Visit
from brobygger.visits.policies import INTRODUCTION, IntroductionStep
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor
from tests.visits.conftest import NOW, held_one
from tests.visits.test_thanks import post, token_in

BEGINS_WITH = held_one

As = Callable[[User], Client]
MINE = Shares("Fatma", "fatma@kvinder.example", "")
THEIRS = Shares("Bo", "", "99 88 77 66")
BO = ContactPersonData(name="Bo", email="bo@kor.example", phone="99 88 77 66")


@pytest.fixture
def choir(workspace: Workspace, coordinator: User) -> Actor:
    return make_actor(workspace, "Koret", by=coordinator, contact_persons=(BO,))


@pytest.fixture
def personal(held: Visit, choir: Actor, adviser: User) -> Introduction:
    """To a person."""
    bo = choir.contact_persons.get()
    return propose(visit=held, other=choir, contact=bo, why="Begge synger", by=adviser)


def act(step: IntroductionStep, one: Introduction, voice: Voice) -> Introduction:
    match step:
        case IntroductionStep.ACCEPT:
            return accept(introduction=one, shares=MINE, voice=voice)
        case IntroductionStep.DECLINE:
            return decline(introduction=one, voice=voice)
        case IntroductionStep.OTHER_ACCEPTS:
            return other_accepts(introduction=one, shares=THEIRS, voice=voice)
        case IntroductionStep.OTHER_DECLINES:
            return other_declines(introduction=one, voice=voice)
        case _:
            assert voice.by is not None
            return withdraw(introduction=one, by=voice.by)


STEPS = [
    step
    for step in IntroductionStep
    if step not in {IntroductionStep.OFFER, IntroductionStep.ACCEPT_AT_ONCE}
]


@pytest.mark.parametrize("status", IntroductionStatus)
@pytest.mark.parametrize("step", STEPS)
def test_every_step_from_every_state(
    personal: Introduction, adviser: User, status: IntroductionStatus, step: IntroductionStep
) -> None:
    Introduction.objects.update(status=status)

    if (status, step) in INTRODUCTION.steps:
        assert act(step, personal, Voice(by=adviser)).status == INTRODUCTION.steps[status, step]
    else:
        with pytest.raises(NotNow):
            act(step, personal, Voice(by=adviser))
        personal.refresh_from_db()
        assert personal.status == status


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("role", ["reader", "outsider"])
def test_only_those_who_write_visits(
    personal: Introduction, request: pytest.FixtureRequest, step: IntroductionStep, role: str
) -> None:
    with pytest.raises(PermissionDenied):
        act(step, personal, Voice(by=request.getfixturevalue(role)))


def test_nothing_of_a_person_is_passed_on_before_both_say_yes(
    personal: Introduction, adviser: User
) -> None:
    accept(introduction=personal, shares=MINE, voice=Voice(by=adviser))

    [asked] = Notification.objects.filter(kind="introduction_request")
    assert asked.to_email == "bo@kor.example"
    assert "fatma" not in asked.text.casefold()
    assert not Notification.objects.filter(kind="introduced").exists()

    other_accepts(introduction=personal, shares=THEIRS, voice=Voice(by=adviser))

    mails = {one.to_email: one.text for one in Notification.objects.filter(kind="introduced")}
    assert "99 88 77 66" in mails["fatma@kvinder.example"]
    assert "bo@kor.example" not in mails["fatma@kvinder.example"]
    assert "fatma@kvinder.example" in mails["bo@kor.example"]
    assert Relation.objects.get().note == "Sat i forbindelse 1. december 2026"


def test_a_no_forgets_what_the_other_had_chosen(personal: Introduction, adviser: User) -> None:
    accept(introduction=personal, shares=MINE, voice=Voice(by=adviser))

    other_declines(introduction=personal, voice=Voice(by=adviser))

    personal.refresh_from_db()
    assert (personal.visited_name, personal.visited_email) == ("", "")
    assert not Notification.objects.filter(kind="introduced").exists()


def test_an_organisations_own_number_is_given_at_once(
    held: Visit, other: Actor, adviser: User
) -> None:
    one = propose(visit=held, other=other, by=adviser)

    done = accept(introduction=one, shares=MINE, voice=Voice(by=adviser))

    assert done.status == IntroductionStatus.CONNECTED
    mails = {one.to_email: one.text for one in Notification.objects.filter(kind="introduced")}
    assert "55 66 77 88" in mails["fatma@kvinder.example"]
    assert "fatma@kvinder.example" in mails["hej@bold.example"]


def test_a_single_enthusiast_is_a_person_and_has_no_name_before_the_yes(
    held: Visit, workspace: Workspace, adviser: User, coordinator: User
) -> None:
    kurt = make_actor(
        workspace, "Kurt Hansen", by=coordinator, kind=ActorKind.ENTHUSIAST, phone="12 12 12 12"
    )
    one = propose(visit=held, other=kurt, by=adviser)
    mail = post(held, adviser)

    assert "Kurt" not in mail.text
    assert "En ildsjæl" in mail.text
    one.refresh_from_db()
    assert accept(introduction=one, shares=MINE, voice=Voice(by=adviser)).status == "asked"


def test_one_who_is_asked_enough_is_rung_to(personal: Introduction, adviser: User) -> None:
    for _time in range(3):
        count_request(kind="profile_request", email="bo@kor.example")

    done = accept(introduction=personal, shares=MINE, voice=Voice(by=adviser))

    assert (done.status, done.other_asked_at) == (IntroductionStatus.ASKED, None)
    assert not Notification.objects.filter(kind="introduction_request").exists()


def test_answered_by_the_links_without_an_account(
    personal: Introduction, adviser: User, client: Client
) -> None:
    mail = post(personal.visit, adviser)
    path = reverse("visits:thanks_link", args=[token_in(mail)])
    assert "Bo" not in client.get(path).text.split("<footer")[0].split("<main")[1]
    form = {"introduction": str(personal.pk), "do": "accept", f"{personal.pk}-name": "Fatma"}

    refused = client.post(path, form)
    unreadable = client.post(path, {**form, f"{personal.pk}-phone": "abc"})
    client.post(path, {**form, f"{personal.pk}-phone": "11223344"})

    assert (refused.status_code, unreadable.status_code) == (422, 422)
    assert 'value="abc"' in unreadable.text
    personal.refresh_from_db()
    assert (personal.status, personal.visited_phone) == ("asked", "11223344")
    request = Notification.objects.get(kind="introduction_request")
    theirs = reverse(
        "visits:introduction_link", args=[request.text.split("/introduction/")[1].split("/")[0]]
    )
    assert "11223344" not in client.get(theirs).text
    client.post(theirs, {"do": "accept", "email": "bo@kor.example"})

    personal.refresh_from_db()
    assert personal.status == IntroductionStatus.CONNECTED
    assert "Der er svaret" not in client.get(theirs).text


def test_a_link_answers_only_its_own_visit(
    personal: Introduction, adviser: User, client: Client
) -> None:
    elsewhere = Visit.objects.get(pk=personal.visit_id)
    path = reverse("visits:thanks_link", args=[token_in(post(elsewhere, adviser))])

    response = client.post(path, {"introduction": str(elsewhere.pk), "do": "decline"})

    assert response.status_code == 404


def test_withdrawn_the_links_open_nothing(personal: Introduction, adviser: User) -> None:
    accept(introduction=personal, shares=MINE, voice=Voice(by=adviser))
    request = Notification.objects.get(kind="introduction_request")
    token = request.text.split("/introduction/")[1].split("/")[0]

    withdraw(introduction=personal, by=adviser)

    with pytest.raises(LinkRevoked):
        find_link(token, Purpose.INTRODUCTION)


def test_written_down_by_name_on_the_page(
    held: Visit, other: Actor, adviser: User, as_user: As
) -> None:
    path = reverse("visits:add_introduction", args=["birkelund", held.pk])
    client = as_user(adviser)

    unknown = client.post(path, {"relation-other": "Ukendt"})
    client.post(path, {"relation-other": "boldklubben", "relation-why": "Begge spiller"})

    assert unknown.status_code == 422
    assert Introduction.objects.get().other == other


def test_the_telephone_answers_for_them(personal: Introduction, adviser: User, as_user: As) -> None:
    path = reverse("visits:introduction", args=["birkelund", personal.visit_id, personal.pk])
    client = as_user(adviser)
    assert "Hvem ser hvad" in client.get(path).text

    client.post(path, {"do": "accept", "name": "Fatma", "email": "fatma@kvinder.example"})
    client.post(path, {"do": "decline"})

    personal.refresh_from_db()
    assert personal.status == IntroductionStatus.DECLINED


def test_nobody_is_introduced_to_themselves_or_to_another_register(
    held: Visit, other_workspace: Workspace, adviser: User
) -> None:
    far = make_actor(other_workspace, "Langt væk")
    for somebody in (held.actor, far):
        with pytest.raises(NotInRegister):
            propose(visit=held, other=somebody, by=adviser)


def test_a_link_to_nothing_is_not_found(held: Visit, client: Client) -> None:
    _link, token = issue_link(
        purpose=Purpose.VISIT_THANKS,
        subject=("visit", held.actor_id),
        by=None,
        expires_at=NOW.replace(year=2027),
    )

    assert client.get(reverse("visits:thanks_link", args=[token])).status_code == 404
    assert not Thanks.objects.exists()


def test_of_two_with_one_name_the_person_tells_which(
    workspace: Workspace, held: Visit, choir: Actor, adviser: User, as_user: As
) -> None:
    make_actor(workspace, "Koret")
    client = as_user(adviser)
    path = reverse("visits:add_introduction", args=["birkelund", held.pk])
    unsure = client.post(path, {"relation-other": "koret"})
    client.post(path, {"relation-other": "koret", "relation-contact": "Bo"})

    assert "Flere i registret hedder det" in unsure.content.decode()
    assert [one.other for one in Introduction.objects.filter(visit=held)] == [choir]
