"""A list is looked through again: the responsible person is told, once."""

from collections.abc import Callable
from datetime import timedelta

from brobygger.accounts.models import User
from brobygger.core import clock
from brobygger.efforts.domain.queries import next_things
from brobygger.efforts.domain.reviews import is_still_due, plan_review, remind_of_reviews
from brobygger.efforts.enums import EffortStatus
from brobygger.efforts.models import Effort
from brobygger.notifications.models import Notification
from brobygger.workspaces.models import Membership, Workspace
from tests.factories.efforts import make_effort, make_mapped


def due(workspace: Workspace, by: User) -> Effort:
    effort = make_effort(workspace, status=EffortStatus.ALIVE)
    make_mapped(effort)
    plan_review(effort=effort, on=clock.today() + timedelta(days=3), by=by)
    return effort


def test_on_the_day_the_responsible_is_told_once(
    workspace: Workspace, coordinator: User, run_jobs: Callable[[], int]
) -> None:
    due(workspace, coordinator)
    assert remind_of_reviews() == 0
    with clock.travel_to(clock.now() + timedelta(days=4)):
        assert remind_of_reviews() == 1
        remind_of_reviews()

    mail = Notification.objects.get(kind="effort_review")
    assert mail.to_email == coordinator.email
    assert "1 på listen. 1 er ikke bekræftet i et år." in mail.text


def test_only_members_are_told(workspace: Workspace, coordinator: User) -> None:
    due(workspace, coordinator)
    Membership.objects.filter(user=coordinator).delete()

    with clock.travel_to(clock.now() + timedelta(days=4)):
        assert remind_of_reviews() == 0


def test_a_mail_that_waited_is_dropped_when_it_is_done(
    workspace: Workspace, coordinator: User
) -> None:
    effort = due(workspace, coordinator)
    with clock.travel_to(clock.now() + timedelta(days=4)):
        remind_of_reviews()
        mail = Notification.objects.get(kind="effort_review")
        assert is_still_due(mail)
        plan_review(effort=effort, on=clock.today() + timedelta(days=90), by=coordinator)

        assert not is_still_due(mail)


def test_the_overview_says_the_next_thing_only_when_there_is_one(
    workspace: Workspace, coordinator: User, adviser: User
) -> None:
    effort = make_effort(workspace)
    assert [one.action for one in next_things(workspace, coordinator)] == ["Svar på hvorfor"]
    assert next_things(workspace, adviser) == []

    Effort.objects.filter(pk=effort.pk).update(status=EffortStatus.ALIVE)
    assert next_things(workspace, coordinator) == []
