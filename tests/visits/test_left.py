"""Links and plans when somebody has left, two have become one, or two ask at once."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import remove_actor
from brobygger.actors.domain.uniting import unite
from brobygger.actors.models import Actor, Relation
from brobygger.links.domain.links import issue_link
from brobygger.links.models import Purpose
from brobygger.notifications.models import Notification
from brobygger.visits.domain.introductions import Shares, Voice, accept, other_accepts, propose
from brobygger.visits.domain.thanks import composed, listed_introductions, write_thanks
from brobygger.visits.enums import IntroductionStatus
from brobygger.visits.exceptions import NoLongerTwo
from brobygger.visits.models import Introduction, Visit
from brobygger.workspaces.models import Workspace
from tests.visits.conftest import NOW

As = Callable[[User], Client]
MINE = Shares("Fatma", "fatma@kvinder.example", "")


def offered(held: Visit, other: Actor, by: User) -> Introduction:
    one = propose(visit=held, other=other, by=by)
    one.status = IntroductionStatus.OFFERED
    one.save()
    return one


def thanks_page(visit: Visit, by: User, email: str) -> str:
    write_thanks(visit=visit, data=composed(visit), by=by)
    _link, token = issue_link(
        purpose=Purpose.VISIT_THANKS,
        subject=("visit", visit.pk),
        by=by,
        expires_at=NOW.replace(year=2027),
        workspace_id=visit.workspace_id,
        email=email,
    )
    return reverse("visits:thanks_link", args=[token])


@pytest.mark.parametrize("who", ["visited", "other"])
def test_nobody_is_put_in_touch_with_one_who_is_gone(
    held: Visit, other: Actor, adviser: User, who: str
) -> None:
    one = offered(held, other, adviser)
    remove_actor(actor=held.actor if who == "visited" else other, by=adviser)

    with pytest.raises(NoLongerTwo):
        accept(introduction=one, shares=MINE, voice=Voice(by=adviser))


def test_two_who_have_become_one_are_not_introduced(
    held: Visit, other: Actor, coordinator: User, client: Client
) -> None:
    one = offered(held, other, coordinator)
    page = thanks_page(held, coordinator, "fatma@kvinder.example")

    unite(kept=other, gone=held.actor, choices={}, by=coordinator)

    answer = {"do": "accept", "introduction": str(one.pk), f"{one.pk}-phone": "11223344"}
    assert client.post(page, answer).status_code == 404
    with pytest.raises(NoLongerTwo):
        accept(introduction=one, shares=MINE, voice=Voice(by=coordinator))
    Introduction.objects.update(status=IntroductionStatus.PROPOSED)
    assert listed_introductions(Visit.objects.get()) == []
    assert not Relation.objects.filter(actor_a=other, actor_b=other).exists()


def test_the_other_s_link_tells_nothing_of_one_who_is_gone(
    held: Visit, other: Actor, adviser: User, client: Client
) -> None:
    one = offered(held, other, adviser)
    Introduction.objects.update(status=IntroductionStatus.ASKED)
    _link, token = issue_link(
        purpose=Purpose.INTRODUCTION,
        subject=("introduction", one.pk),
        by=adviser,
        expires_at=NOW.replace(year=2027),
        email="hej@bold.example",
    )
    page = reverse("visits:introduction_link", args=[token])
    assert "Mødested for kvinder" in client.get(page).content.decode()

    remove_actor(actor=held.actor, by=adviser)

    shown = client.get(page).content.decode()
    assert "Mødested for kvinder" not in shown
    assert 'value="accept"' not in shown
    client.post(page, {"do": "accept", "email": "hej@bold.example"})
    one.refresh_from_db()
    assert one.status == IntroductionStatus.ASKED


@pytest.mark.parametrize(
    ("email", "sees"), [("FATMA@kvinder.example", True), ("naboen@mail.example", False)]
)
def test_a_thank_you_sent_to_another_address_shows_nobody_s_number(
    held: Visit, other: Actor, adviser: User, client: Client, email: str, sees: bool
) -> None:
    offered(held, other, adviser)

    shown = client.get(thanks_page(held, adviser, email)).content.decode()

    assert ("11 22 33 44" in shown) == sees


def test_a_contact_person_s_own_words_are_passed_on_though_they_have_left(
    held: Visit, other: Actor, adviser: User
) -> None:
    contact = other.contact_persons.create(workspace_id=other.workspace_id, name="Bo")
    one = propose(visit=held, other=other, contact=contact, by=adviser)
    accept(introduction=one, shares=MINE, voice=Voice(by=adviser))
    contact.delete()

    done = other_accepts(
        introduction=one, shares=Shares("Bo", "", "99 88 77 66"), voice=Voice(by=adviser)
    )

    assert done.status == IntroductionStatus.CONNECTED
    mail = Notification.objects.get(kind="introduced", to_email="fatma@kvinder.example")
    assert "99 88 77 66" in mail.text


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_far_away_is_asked_about_again(
    as_user: As, coordinator: User, workspace: Workspace, visit: Visit, day: str
) -> None:
    page = reverse("visits:change", args=[workspace.slug, visit.pk])
    sent = {"day": day, "at": "00:30", "minutes": "60", "visitors": [str(coordinator.pk)]}

    answer = as_user(coordinator).post(page, sent)

    assert answer.status_code == 422
    assert "årstallet" in answer.content.decode()


def test_a_second_press_finds_the_visit_that_is_planned(
    as_user: As, coordinator: User, workspace: Workspace, other: Actor
) -> None:
    page = reverse("visits:at_once", args=[workspace.slug, other.pk])
    for _press in range(2):
        as_user(coordinator).post(page)

    assert Visit.objects.filter(actor=other).count() == 1
