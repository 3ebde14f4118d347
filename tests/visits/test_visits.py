"""A visit is planned in a minute, held, called off, and taken up again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.audit.models import AuditEvent
from brobygger.efforts.models import Effort
from brobygger.notifications.models import Notification
from brobygger.visits.domain.mails import remind_of_visits
from brobygger.visits.domain.visits import (
    VisitData,
    cancel_visit,
    change_visit,
    hold_visit,
    plan_visit,
    resume_visit,
    undo_held,
)
from brobygger.visits.enums import VisitStatus
from brobygger.visits.exceptions import NotAMember, NotInRegister, NotNow
from brobygger.visits.models import Visit
from brobygger.visits.policies import VISIT, VisitStep
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor
from tests.visits.conftest import NOW

As = Callable[[User], Client]
ACT = {
    VisitStep.HOLD: hold_visit,
    VisitStep.CANCEL: cancel_visit,
    VisitStep.NOT_HELD: undo_held,
    VisitStep.RESUME: resume_visit,
}


def put(visit: Visit, status: VisitStatus) -> None:
    held_at = NOW if status == VisitStatus.HELD else None
    Visit.objects.filter(pk=visit.pk).update(status=status, held_at=held_at)


@pytest.mark.parametrize("status", VisitStatus)
@pytest.mark.parametrize("step", ACT)
def test_every_step_from_every_state(
    visit: Visit, coordinator: User, status: VisitStatus, step: VisitStep
) -> None:
    put(visit, status)

    if (status, step) in VISIT.steps:
        assert ACT[step](visit=visit, by=coordinator).status == VISIT.steps[status, step]
    else:
        with pytest.raises(NotNow):
            ACT[step](visit=visit, by=coordinator)
        visit.refresh_from_db()
        assert visit.status == status


@pytest.mark.parametrize("step", ACT)
@pytest.mark.parametrize("role", ["reader", "outsider", "stranger"])
def test_only_those_who_write_visits(
    visit: Visit, request: pytest.FixtureRequest, step: VisitStep, role: str
) -> None:
    with pytest.raises(PermissionDenied):
        ACT[step](visit=visit, by=request.getfixturevalue(role))


def test_those_who_go_are_told_and_the_actor_is_not(visit: Visit, adviser: User) -> None:
    [mail] = Notification.objects.all()

    assert (mail.kind, mail.to_email) == ("visit_changed", adviser.email)
    assert AuditEvent.objects.filter(event="visit.planned", object_id=visit.pk).count() == 1


def test_the_day_before_those_who_go_are_reminded_once(visit: Visit, adviser: User) -> None:
    Visit.objects.update(starts_at=NOW + timedelta(hours=20))

    assert remind_of_visits() == remind_of_visits() == 1

    mails = Notification.objects.filter(kind="visit_reminder")
    assert {mail.to_email for mail in mails} == {"coordinator@birkelund.example", adviser.email}


def test_a_moved_visit_is_the_same_event_with_a_higher_sequence(
    visit: Visit, coordinator: User, as_user: As
) -> None:
    later = NOW + timedelta(days=3)
    change_visit(visit=visit, data=VisitData(starts_at=later, place="Skolen"), by=coordinator)

    path = reverse("visits:calendar", args=["birkelund", visit.pk])
    [event] = Calendar.from_ical(as_user(coordinator).get(path).content).walk("VEVENT")

    assert (event["SEQUENCE"], event["LOCATION"]) == (1, "Skolen")
    assert event.decoded("DTSTART") == later


def test_only_members_go(actor: Actor, coordinator: User, outsider: User) -> None:
    with pytest.raises(NotAMember):
        plan_visit(actor=actor, data=VisitData(visitors=(outsider.pk,)), by=coordinator)


def test_a_contact_is_the_actors_own(actor: Actor, other: Actor, coordinator: User) -> None:
    data = VisitData(contact=actor.contact_persons.get())
    with pytest.raises(NotInRegister):
        plan_visit(actor=other, data=data, by=coordinator)


def test_planned_in_a_minute_from_the_actors_page(
    actor: Actor, coordinator: User, as_user: As
) -> None:
    client = as_user(coordinator)
    page = client.get(reverse("actors:detail", args=["birkelund", actor.pk])).text
    path = reverse("visits:plan", args=["birkelund"]) + f"?actor={actor.pk}"
    assert path in page
    contact = str(actor.contact_persons.get().pk)
    form = {"day": "2026-12-10", "at": "14:00", "minutes": 60, "contact": contact}

    response = client.post(path, {**form, "visitors": [str(coordinator.pk)]})

    visit = Visit.objects.get()
    assert response["Location"] == reverse("visits:visit", args=["birkelund", visit.pk])
    assert (visit.meets, f"{visit.starts_at:%Y-%m-%d %H}") == ("Fatma", "2026-12-10 13")


def test_a_day_without_a_time_is_refused_and_kept(
    actor: Actor, coordinator: User, as_user: As
) -> None:
    path = reverse("visits:plan", args=["birkelund"]) + f"?actor={actor.pk}"
    form = {"day": "2026-12-10", "minutes": 60, "visitors": [str(coordinator.pk)]}

    response = as_user(coordinator).post(path, form)

    assert response.status_code == 422
    assert "både dag og klokkeslæt" in response.text
    assert "2026-12-10" in response.text


def test_whom_to_visit_is_found_by_name(actor: Actor, coordinator: User, as_user: As) -> None:
    page = as_user(coordinator).get(reverse("visits:plan", args=["birkelund"]) + "?q=kvinde").text

    assert f"?actor={actor.pk}" in page


def test_a_visit_without_a_time_is_held_when_somebody_says_so(
    actor: Actor, coordinator: User
) -> None:
    visit = plan_visit(actor=actor, data=VisitData(), by=coordinator)

    held = hold_visit(visit=visit, by=coordinator)

    assert held.starts_at is not None
    assert abs(held.starts_at - NOW) < timedelta(minutes=1)


def test_a_visit_for_an_effort_stands_under_it(
    workspace: Workspace, actor: Actor, coordinator: User, as_user: As
) -> None:
    effort = Effort.objects.create(workspace=workspace, title="Flere i idræt")
    plan_visit(actor=actor, data=VisitData(effort=effort), by=coordinator)
    path = reverse("visits:list", args=["birkelund"])

    assert "Kvindeforeningen" in as_user(coordinator).get(f"{path}?effort={effort.pk}").text
    assert "Kvindeforeningen" not in as_user(coordinator).get(f"{path}?effort={actor.pk}").text


def test_the_brief_has_what_one_needs_on_the_way(
    visit: Visit, coordinator: User, as_user: As
) -> None:
    page = as_user(coordinator).get(reverse("visits:visit", args=["birkelund", visit.pk])).text

    for piece in ("tel:11223344", "Kvarterhuset", "openstreetmap.org", "Hvad laver I?", "Fatma"):
        assert piece in page


def test_the_list_shows_what_is_asked_for(held: Visit, coordinator: User, as_user: As) -> None:
    client, path = as_user(coordinator), reverse("visits:list", args=["birkelund"])

    assert "Kvindeforeningen" not in client.get(path).text
    assert "Kvindeforeningen" in client.get(f"{path}?which=held&mine=on").text
    assert "Kvindeforeningen" not in client.get(f"{path}?which=all&q=bold").text


def test_one_cannot_visit_oneself(workspace: Workspace, coordinator: User) -> None:
    own = make_actor(workspace, "Kommunen", by=coordinator)
    Actor.objects.filter(pk=own.pk).update(is_host=True)
    own.refresh_from_db()

    with pytest.raises(NotInRegister):
        plan_visit(actor=own, data=VisitData(), by=coordinator)
