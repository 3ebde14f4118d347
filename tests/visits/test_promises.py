"""What we promised is ours to keep: ticked, given up, opened again, and only we are reminded."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.core import clock
from brobygger.notifications.models import Notification
from brobygger.visits.domain.mails import is_still_open, remind_of_promises
from brobygger.visits.domain.promises import add_promise, remove_promise, settle_promise
from brobygger.visits.enums import PromiseStatus, VisitStatus
from brobygger.visits.exceptions import NotAMember, NotNow
from brobygger.visits.models import Promise, Visit
from brobygger.visits.policies import PROMISE, PromiseStep
from tests.visits.conftest import NOW, held_one
from tests.visits.test_visits import put

BEGINS_WITH = held_one

As = Callable[[User], Client]


@pytest.fixture
def promise(held: Visit, adviser: User, coordinator: User) -> Promise:
    return add_promise(
        visit=held,
        text="Spørg om lokalet",
        promised_by=adviser,
        due_on=date(2026, 12, 3),
        by=coordinator,
    )


def address(promise: Promise) -> str:
    return reverse("visits:settle", args=["birkelund", promise.visit_id, promise.pk])


@pytest.mark.parametrize("status", PromiseStatus)
@pytest.mark.parametrize("step", [PromiseStep.KEEP, PromiseStep.GIVE_UP, PromiseStep.REOPEN])
def test_every_step_from_every_state(
    promise: Promise, adviser: User, status: PromiseStatus, step: PromiseStep
) -> None:
    settled = None if status == PromiseStatus.OPEN else NOW
    Promise.objects.update(status=status, settled_at=settled)
    goal = {PromiseStep.KEEP: "kept", PromiseStep.GIVE_UP: "given_up", PromiseStep.REOPEN: "open"}

    if (status, step) in PROMISE.steps or status == goal[step]:
        assert settle_promise(promise=promise, step=step, by=adviser).status == goal[step]
    else:
        with pytest.raises(NotNow):
            settle_promise(promise=promise, step=step, by=adviser)


@pytest.mark.parametrize("role", ["reader", "outsider", "stranger"])
def test_only_those_who_write_visits(
    promise: Promise, held: Visit, request: pytest.FixtureRequest, role: str
) -> None:
    who = request.getfixturevalue(role)
    with pytest.raises(PermissionDenied):
        settle_promise(promise=promise, step=PromiseStep.KEEP, by=who)
    with pytest.raises(PermissionDenied):
        remove_promise(promise=promise, by=who)
    with pytest.raises(PermissionDenied):
        add_promise(visit=held, text="Et løfte", promised_by=who, by=who)


def test_a_kept_promise_is_not_deleted(promise: Promise, adviser: User) -> None:
    settle_promise(promise=promise, step=PromiseStep.KEEP, by=adviser)
    with pytest.raises(NotNow):
        remove_promise(promise=promise, by=adviser)


def test_only_a_member_can_promise(held: Visit, coordinator: User, outsider: User) -> None:
    with pytest.raises(NotAMember):
        add_promise(visit=held, text="Et løfte", promised_by=outsider, by=coordinator)


def test_nothing_is_promised_on_a_cancelled_visit(visit: Visit, coordinator: User) -> None:
    put(visit, VisitStatus.CANCELLED)
    with pytest.raises(NotNow):
        add_promise(visit=visit, text="Et løfte", promised_by=coordinator, by=coordinator)


def test_the_one_who_promised_is_reminded_once_on_the_day_and_nobody_else(
    promise: Promise, adviser: User
) -> None:
    with clock.travel_to(NOW + timedelta(days=2)):
        assert remind_of_promises() == remind_of_promises() == 1
    with clock.travel_to(NOW + timedelta(days=5)):
        assert remind_of_promises() == 0

    [mail] = Notification.objects.filter(kind="promise_reminder")
    assert mail.to_email == adviser.email
    assert is_still_open(mail)
    settle_promise(promise=promise, step=PromiseStep.KEEP, by=adviser)
    assert not is_still_open(mail)


def test_ticked_on_the_page(promise: Promise, adviser: User, as_user: As) -> None:
    client, mine = as_user(adviser), reverse("visits:promises", args=["birkelund"])
    assert "Spørg om lokalet" in client.get(mine).text

    response = client.post(address(promise), {"do": "keep", "next": mine})

    assert response["Location"] == mine
    assert "Spørg om lokalet" not in client.get(mine).text


def test_the_way_back_is_never_another_site(promise: Promise, adviser: User, as_user: As) -> None:
    response = as_user(adviser).post(address(promise), {"do": "keep", "next": "//evil.example"})

    assert response["Location"].startswith("/w/birkelund/visits/")


def test_everybodys_promises_are_a_click_away(
    promise: Promise, coordinator: User, as_user: As
) -> None:
    client, path = as_user(coordinator), reverse("visits:promises", args=["birkelund"])

    assert "Spørg om lokalet" not in client.get(path).text
    assert "Spørg om lokalet" in client.get(f"{path}?all").text


def test_the_page_is_called_what_its_heading_says(
    promise: Promise, coordinator: User, as_user: As
) -> None:
    client, path = as_user(coordinator), reverse("visits:promises", args=["birkelund"])

    for address, title in ((path, "Det, du har lovet"), (f"{path}?all", "Det, vi har lovet")):
        page = client.get(address).text
        assert f"<title>{title}" in page
        assert re.search(rf"<h1[^>]*>\s*{title}", page)


def test_the_next_brief_shows_whether_it_was_kept(
    promise: Promise, adviser: User, as_user: As
) -> None:
    from brobygger.visits.domain.visits import VisitData, plan_visit

    again = plan_visit(actor=promise.visit.actor, data=VisitData(), by=adviser)
    path = reverse("visits:visit", args=["birkelund", again.pk])
    assert "Ikke holdt endnu" in as_user(adviser).get(path).text
    settle_promise(promise=promise, step=PromiseStep.KEEP, by=adviser)

    assert "Holdt 1. december 2026" in as_user(adviser).get(path).text


def test_a_promise_is_written_down_at_the_table(visit: Visit, adviser: User, as_user: As) -> None:
    path = reverse("visits:add_promise", args=["birkelund", visit.pk])
    form = {"promise-text": "Ring til skolen", "promise-promised_by": str(adviser.pk)}

    assert as_user(adviser).post(path, form).status_code == 302
    refused = as_user(adviser).post(path, {**form, "promise-text": "Hjælp 010190-1234"})

    assert [one.text for one in Promise.objects.all()] == ["Ring til skolen"]
    assert (refused.status_code, "CPR-nummer" in refused.text) == (422, True)
