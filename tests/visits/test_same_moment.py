"""Yes, no and the mail, asked for twice at the same moment, each in a transaction of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Barrier

import pytest
from django.db import connection

from brobygger.accounts.models import User
from brobygger.actors.models import Actor, Relation
from brobygger.core import clock
from brobygger.notifications.models import Notification
from brobygger.visits.domain.introductions import Shares, Voice, accept, decline, propose
from brobygger.visits.domain.thanks import composed, send_due, send_thanks, undo_thanks
from brobygger.visits.enums import IntroductionStatus, ThanksStatus
from brobygger.visits.exceptions import NotNow
from brobygger.visits.models import Introduction, Thanks, Visit
from tests.visits.test_thanks import LATER

pytestmark = pytest.mark.django_db(transaction=True)
MINE = Shares("Fatma", "fatma@kvinder.example", "")


def at_once(*acts: Callable[[], object]) -> list[bool]:
    """Do them all at the same moment; answers which were not refused."""
    together = Barrier(len(acts))

    def do(act: Callable[[], object]) -> bool:
        try:
            connection.ensure_connection()
            together.wait(20)
            act()
        except NotNow:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(acts)) as people:  # each in our time of day
        answers = [people.submit(copy_context().run, do, act) for act in acts]
        return [answer.result() for answer in answers]


@pytest.fixture
def proposed(held: Visit, other: Actor, adviser: User) -> Introduction:
    """To an association whose own number everybody may have, so one yes is enough."""
    return propose(visit=held, other=other, why="Begge spiller", by=adviser)


def test_yes_twice_connects_once(proposed: Introduction, adviser: User) -> None:
    def yes() -> None:
        accept(introduction=proposed, shares=MINE, voice=Voice(by=adviser))

    assert sorted(at_once(yes, yes)) == [False, True]
    assert Relation.objects.count() == 1
    assert Introduction.objects.get().status == IntroductionStatus.CONNECTED


def test_of_yes_and_no_the_first_stands_whole(proposed: Introduction, adviser: User) -> None:
    said_yes, said_no = at_once(
        lambda: accept(introduction=proposed, shares=MINE, voice=Voice(by=adviser)),
        lambda: decline(introduction=proposed, voice=Voice(by=adviser)),
    )
    proposed.refresh_from_db()
    assert said_yes != said_no
    assert (proposed.status == IntroductionStatus.CONNECTED) == said_yes
    assert Relation.objects.count() == said_yes


def test_two_workers_send_one_mail(held: Visit, adviser: User) -> None:
    send_thanks(visit=held, data=composed(held), by=adviser)
    with clock.travel_to(LATER):
        at_once(send_due, send_due)
    assert Notification.objects.filter(kind="visit_thanks").count() == 1


def test_taken_back_as_it_leaves_it_is_one_or_the_other(held: Visit, adviser: User) -> None:
    send_thanks(visit=held, data=composed(held), by=adviser)
    with clock.travel_to(LATER):
        _sent, taken_back = at_once(send_due, lambda: undo_thanks(visit=held, by=adviser))
    thanks = Thanks.objects.get(visit=held)
    assert (thanks.status == ThanksStatus.DRAFT) == taken_back
    assert Notification.objects.filter(kind="visit_thanks").exists() != taken_back
