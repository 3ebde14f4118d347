"""The calendar of Denmark."""

from datetime import date

import pytest

from brobygger.core.holidays import easter_sunday, holidays, is_workday, next_workday


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25), (2285, 3, 22)],
)
def test_easter(year: int, month: int, day: int) -> None:
    assert easter_sunday(year) == date(year, month, day)


def test_danish_holidays() -> None:
    expected = {
        date(2027, 1, 1), date(2027, 3, 25), date(2027, 3, 26), date(2027, 3, 28),
        date(2027, 3, 29), date(2027, 5, 6), date(2027, 5, 16), date(2027, 5, 17),
        date(2027, 6, 5), date(2027, 12, 24), date(2027, 12, 25), date(2027, 12, 26),
        date(2027, 12, 31),
    }  # fmt: skip

    assert holidays(2027) == expected


def test_store_bededag_is_a_workday() -> None:
    assert is_workday(date(2027, 4, 23))


def test_the_next_workday_after_easter() -> None:
    assert next_workday(date(2027, 3, 25)) == date(2027, 3, 30)
    assert next_workday(date(2027, 3, 30)) == date(2027, 3, 30)
