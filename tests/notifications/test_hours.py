"""When a mail that can wait may leave: daytime of a working day, in Danish time, all year round."""

from datetime import datetime

import pytest

from brobygger.core.clock import DENMARK
from brobygger.notifications.hours import Hours

USUAL = Hours()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=DENMARK)


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2027-03-02 08:00", "2027-03-02 08:00"),  # a Tuesday
        ("2027-03-02 19:59", "2027-03-02 19:59"),
        ("2027-03-02 20:00", "2027-03-03 08:00"),
        ("2027-03-03 02:30", "2027-03-03 08:00"),
        ("2027-03-05 21:00", "2027-03-08 08:00"),  # Friday evening → Monday
        ("2027-03-06 12:00", "2027-03-08 08:00"),
        ("2028-03-24 22:00", "2028-03-27 08:00"),  # the clock goes forward in between
        ("2027-10-29 22:00", "2027-11-01 08:00"),  # and back
        ("2027-03-24 20:00", "2027-03-30 08:00"),  # Easter
        ("2028-12-23 12:00", "2028-12-27 08:00"),  # Christmas after a Saturday
    ],
)
def test_out_of_the_box(moment: str, opens: str) -> None:
    assert USUAL.next_open(at(moment)) == at(opens)
    assert USUAL.is_open(at(opens))


@pytest.mark.parametrize(
    ("hours", "moment", "opens"),
    [
        (Hours(0, 0), "2027-03-02 03:00", "2027-03-02 03:00"),  # no quiet time
        (Hours(8, 18), "2027-03-02 09:00", "2027-03-02 18:00"),  # only in the evening
        (Hours(8, 18), "2027-03-06 09:00", "2027-03-08 00:00"),
        (Hours(20, 8, weekends=True), "2027-03-06 07:00", "2027-03-06 08:00"),
        (Hours(20, 8, weekends=True), "2026-12-25 07:00", "2026-12-25 08:00"),
        (Hours(1, 3, weekends=True), "2027-03-28 01:30", "2027-03-28 03:00"),  # 2.30 is not there
    ],
)
def test_hours_one_has_chosen(hours: Hours, moment: str, opens: str) -> None:
    assert hours.next_open(at(moment)) == at(opens)


@pytest.mark.parametrize(
    ("moment", "leaves"),
    [
        ("2027-03-02 07:59", "2027-03-02 08:00"),
        ("2027-03-02 08:00", "2027-03-09 08:00"),
        ("2027-03-06 12:00", "2027-03-09 08:00"),
        ("2027-03-25 12:00", "2027-03-30 08:00"),
        ("2029-06-01 12:00", "2029-06-06 08:00"),  # Tuesday is Constitution Day
        ("2030-12-17 12:00", "2030-12-27 08:00"),  # Tuesday is Christmas Eve
        ("2030-12-27 12:00", "2031-01-02 08:00"),  # and the next New Year's Eve
    ],
)
def test_the_week_is_gathered_on_tuesday_morning(moment: str, leaves: str) -> None:
    assert USUAL.next_weekly(at(moment)) == at(leaves)


def test_the_next_day_is_the_next_that_takes_mail() -> None:
    assert USUAL.next_day(at("2027-03-02 03:00")) == at("2027-03-03 08:00")
    assert USUAL.next_day(at("2027-03-05 10:00")) == at("2027-03-08 08:00")


def test_what_has_a_date_is_not_held_until_it_is_too_late() -> None:
    now, wished = at("2027-03-03 10:00"), at("2027-03-09 08:00")

    assert USUAL.planned(wished, now=now, until=None) == wished
    assert USUAL.planned(wished, now=now, until=at("2027-03-11 19:00")) == wished
    assert USUAL.planned(wished, now=now, until=at("2027-03-09 19:00")) == now
    friday = at("2027-03-05 21:00")
    assert USUAL.planned(wished, now=friday, until=at("2027-03-07 10:00")) is None
