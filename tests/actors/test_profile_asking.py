"""Asking somebody to look the profile through: whom, how often, and what is shown before."""

import re
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.domain.profile_mail import addressees, ask_for_profile
from brobygger.actors.exceptions import NotAContact, RingInstead
from brobygger.actors.models import Actor
from brobygger.audit.timeline import events_for
from brobygger.notifications.domain import choices
from brobygger.notifications.domain.addresses import fingerprint
from brobygger.notifications.domain.requests import count_request, requests_left
from brobygger.notifications.exceptions import AskedEnough
from brobygger.notifications.models import Notification
from brobygger.workspaces.models import Workspace
from tests.actors.test_profile_link import FATMA, make_women

AsUser = Callable[[User], Client]


@pytest.fixture
def actor(workspace: Workspace) -> Actor:
    return make_women(workspace)


def test_the_mail_asks_in_few_words_and_counts_as_one_request(
    actor: Actor, coordinator: User
) -> None:
    mail = ask_for_profile(actor=actor, email=FATMA, by=coordinator)

    assert mail.to_email == FATMA
    assert mail.subject == "Passer det, der står om Sønderbro Kvindeforening?"
    assert requests_left(FATMA).used == 1


def test_only_the_actors_own_people_can_be_asked(actor: Actor, coordinator: User) -> None:
    assert [one.email for one in addressees(actor)] == [FATMA, "post@kvinder.example"]
    with pytest.raises(NotAContact):
        ask_for_profile(actor=actor, email="naboen@mail.example", by=coordinator)


def test_a_reader_cannot_ask(actor: Actor, reader: User) -> None:
    with pytest.raises(PermissionDenied):
        ask_for_profile(actor=actor, email=FATMA, by=reader)


def test_the_fourth_request_sends_nothing_and_makes_no_link(
    actor: Actor, coordinator: User
) -> None:
    for _time in range(3):
        count_request(kind="another workspace", email=FATMA)
    with pytest.raises(AskedEnough):
        ask_for_profile(actor=actor, email=FATMA, by=coordinator)

    assert not Notification.objects.filter(kind="profile_request").exists()
    assert not events_for("actor", actor.pk)[0].event.startswith(("profile", "link"))


def test_how_often_is_shown_before_anything_is_sent(
    actor: Actor, coordinator: User, as_user: AsUser
) -> None:
    count_request(kind="another workspace", email=FATMA.upper())
    address = reverse("actors:detail", args=[actor.workspace.slug, actor.pk])
    text = as_user(coordinator).get(address).content.decode()

    assert "Spurgt 1 af 3 gange på tre måneder" in text
    assert "Spurgt 0 af 3 gange på tre måneder" in text  # the association's own address


def test_at_the_cap_the_button_gives_way_to_the_telephone(
    actor: Actor, coordinator: User, as_user: AsUser
) -> None:
    for email in (FATMA, "post@kvinder.example"):
        for _time in range(3):
            count_request(kind="another workspace", email=email)
    address = reverse("actors:detail", args=[actor.workspace.slug, actor.pk])
    text = as_user(coordinator).get(address).content.decode()

    assert "Bed om at se profilen igennem" not in text
    assert "Kan spørges igen fra" in text
    assert reverse("actors:telephone", args=[actor.workspace.slug, actor.pk]) in text


def test_asking_from_the_page(actor: Actor, coordinator: User, as_user: AsUser) -> None:
    address = reverse("actors:ask", args=[actor.workspace.slug, actor.pk])
    response = as_user(coordinator).post(address, {"email": FATMA}, follow=True)

    # At night it leaves in the morning, and says so.
    assert re.search(rf"Spørgsmålet (er|bliver) sendt til {FATMA}", response.content.decode())


def test_who_wants_no_such_mails_is_rung_up(actor: Actor, coordinator: User) -> None:
    choices.stop(fingerprint(FATMA), ["profile_request"])
    with pytest.raises(RingInstead):
        ask_for_profile(actor=actor, email=FATMA, by=coordinator)

    assert requests_left(FATMA).used == 0
    assert not Notification.objects.exists()
