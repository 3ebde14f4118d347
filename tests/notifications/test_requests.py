"""How often one person is asked, across workspaces."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from brobygger.core import clock
from brobygger.notifications import kinds
from brobygger.notifications.domain.notify import Recipient, notify
from brobygger.notifications.domain.requests import (
    QUARTER,
    RequestAllowance,
    allowances,
    check_may_ask,
    count_request,
    requests_left,
)
from brobygger.notifications.exceptions import AskedEnough
from brobygger.notifications.models import Notification, PersonRequest

FATMA = "fatma@mail.example"
REQUEST = "profile_request"


def on_day(number: int) -> AbstractContextManager[None]:
    """At noon, so that summer time moves nothing to another day."""
    return clock.travel_to(datetime(2027, 1, 11, 11, tzinfo=UTC) + timedelta(days=number))


def ask(times: int = 1, email: str = FATMA) -> None:
    for _time in range(times):
        count_request(kind=REQUEST, email=email)


def send(key: str, kind: str = REQUEST) -> Notification:
    context = {"actor": "Koret", "by": "Maja", "workspace": "Birkelund", "url": "/", "until": ""}
    return notify(kind, to=Recipient(FATMA), context=context, key=key)


@pytest.mark.django_db
def test_nobody_has_been_asked_to_begin_with() -> None:
    assert requests_left(FATMA) == RequestAllowance(used=0, cap=3)


@pytest.mark.django_db
def test_however_the_address_is_written_it_is_one_person() -> None:
    ask(2, "Fatma@Mail.Example ")

    assert requests_left(FATMA).left == 1


@pytest.mark.django_db
def test_what_others_were_asked_does_not_count() -> None:
    ask(3, "samira@mail.example")

    assert requests_left(FATMA).used == 0


@pytest.mark.django_db
def test_the_fourth_time_is_refused_in_words_and_not_counted() -> None:
    ask(3)
    with pytest.raises(AskedEnough) as refused:
        ask()

    assert "3 gange" in str(refused.value)
    assert "Ring i stedet" in str(refused.value)
    assert PersonRequest.objects.count() == 3


@pytest.mark.django_db
def test_free_again_when_the_first_of_three_has_grown_old() -> None:
    with on_day(0):
        ask()
    with on_day(30):
        ask(2)
        assert requests_left(FATMA).free_again_on == clock.today() + timedelta(days=62)
    with on_day(91), pytest.raises(AskedEnough):
        check_may_ask(FATMA)
    with on_day(92):
        check_may_ask(FATMA)
        assert requests_left(FATMA).used == 2


@pytest.mark.django_db
def test_a_lower_cap_waits_until_there_is_room_for_one(settings: Settings) -> None:
    for number in (0, 10, 15):
        with on_day(number):
            ask()
    settings.BROBYGGER_REQUEST_CAP = 1
    with on_day(20):
        free = clock.today() - timedelta(days=5) + QUARTER
        assert requests_left(FATMA) == RequestAllowance(3, 1, free)


@pytest.mark.django_db
def test_a_house_may_choose_never_to_ask(settings: Settings) -> None:
    settings.BROBYGGER_REQUEST_CAP = 0
    with pytest.raises(AskedEnough) as refused:
        ask()

    assert refused.value.free_again_on is None


@pytest.mark.django_db
def test_what_no_longer_counts_is_forgotten() -> None:
    with on_day(0):
        ask()
    with on_day(92):
        ask()
        assert [one.asked_on for one in PersonRequest.objects.all()] == [clock.today()]


@pytest.mark.django_db
def test_neither_who_nor_by_whom_can_be_read_in_the_table() -> None:
    ask()
    row = PersonRequest.objects.values().get()

    assert set(row) == {"id", "person_hash", "kind", "asked_on"}
    assert "fatma" not in str(row)


@pytest.mark.django_db
def test_several_people_in_one_query(
    django_assert_num_queries: Callable[..., object],
) -> None:
    ask(2)
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        found = allowances([FATMA, FATMA.upper(), "samira@mail.example"])

    assert [one.used for one in found.values()] == [2, 2, 0]


@pytest.mark.django_db
def test_a_mail_that_asks_is_counted_once_however_often_it_is_written() -> None:
    send("one")
    send("one")

    assert requests_left(FATMA).used == 1


@pytest.mark.django_db
def test_no_mail_is_written_when_it_is_one_too_many() -> None:
    ask(3)
    with pytest.raises(AskedEnough), transaction.atomic():
        send("too many")

    assert not Notification.objects.exists()


def test_only_what_asks_for_work_is_a_request() -> None:
    # docs/adr says why; a new request must be meant.
    asked = {kind.id for kind in kinds.all_kinds() if kind.is_request}
    assert asked == {"profile_request", "introduction_request"}


@pytest.mark.django_db(transaction=True)
def test_of_two_who_ask_at_the_same_moment_one_is_refused() -> None:
    ask(2)
    ready = Barrier(4)
    results: list[bool] = []

    def try_to_ask() -> None:
        try:
            ready.wait()
            ask()
            results.append(True)
        except AskedEnough:
            results.append(False)
        finally:
            connection.close()

    threads = [Thread(target=try_to_ask) for _one in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results) == [False, False, False, True]
