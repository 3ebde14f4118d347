"""Tries are counted exactly, in time and among processes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from brobygger.core import clock
from brobygger.core.brakes import Rate, TooMany, check, forget_brakes, give_back, is_first, take
from brobygger.core.models import Brake

FIVE = Rate(5, timedelta(minutes=5))


def taken(key: str, rate: Rate = FIVE, tries: int = 20) -> int:
    """How many of so many tries get through."""
    through = 0
    for _ in range(tries):
        try:
            take("test", key, rate)
        except TooMany:
            continue
        through += 1
    return through


def test_so_many_and_no_more(db: None) -> None:
    assert taken("a") == 5


def test_each_key_and_each_thing_is_counted_by_itself(db: None) -> None:
    taken("a")

    take("test", "b", FIVE)
    take("another", "a", FIVE)


def test_a_try_comes_back_with_time(db: None) -> None:
    taken("a")

    with clock.travel_to(clock.now() + timedelta(minutes=1, seconds=1)):
        assert taken("a") == 1
    with clock.travel_to(clock.now() + timedelta(minutes=10)):
        assert taken("a") == 5


def test_it_says_how_long_to_wait(db: None) -> None:
    taken("a")

    with pytest.raises(TooMany) as refused:
        take("test", "a", FIVE)

    assert timedelta(seconds=55) < refused.value.wait <= timedelta(minutes=1)


def test_a_refusal_costs_nothing(db: None) -> None:
    taken("a", tries=200)

    with clock.travel_to(clock.now() + timedelta(minutes=1, seconds=1)):
        take("test", "a", FIVE)


def test_what_is_given_back_can_be_used_again(db: None) -> None:
    taken("a")
    give_back("test", "a", FIVE)

    assert taken("a") == 1


def test_looking_does_not_count(db: None) -> None:
    for _ in range(10):
        check("test", "a", FIVE)
    taken("a")

    with pytest.raises(TooMany):
        check("test", "a", FIVE)


def test_a_code_is_seen_for_the_first_time_once(db: None) -> None:
    minute = timedelta(minutes=1)

    assert [is_first("code", "123456", minute) for _ in range(3)] == [True, False, False]


def test_the_key_is_not_stored_in_the_clear(db: None) -> None:
    take("test", "hodan@vestparken.example", FIVE)

    assert "hodan" not in Brake.objects.get().key_hash


def test_what_says_nothing_any_more_is_forgotten(db: None) -> None:
    taken("a")

    assert forget_brakes() == 0
    with clock.travel_to(clock.now() + timedelta(minutes=6)):
        assert forget_brakes() == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_the_same_moment_do_not_slip_through() -> None:
    def one(_: int) -> int:
        try:
            return taken("a", tries=3)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(16))) == 5
